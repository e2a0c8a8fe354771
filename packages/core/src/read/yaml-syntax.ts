import type { Finding } from "./findings.ts";
import type { ReadCode } from "./read-diagnostics.ts";

interface Wording {
  readonly code: ReadCode;
  readonly message: string;
  readonly hint?: string;
}

const nested: Wording = {
  code: "READ_NESTED_MAPPING",
  message: "a `key:` follows where only a value may stand",
};
const indent: Wording = {
  code: "READ_INDENT",
  message: "the line starts at a column that fits no open map or list",
};
const syntax: Wording = { code: "READ_SYNTAX", message: "this does not belong here" };

/** Our words for the codes of the `yaml` parser; messages tell apart what a code does not. */
const wordings: readonly (readonly [code: string, message: RegExp, wording: Wording])[] = [
  ["TAB_AS_INDENT", /./u, { code: "READ_TAB", message: "a tab is used as indentation" }],
  [
    "BAD_SCALAR_START",
    /./u,
    { code: "READ_PLAIN_START", message: "an unquoted value cannot start with this character" },
  ],
  ["BAD_DQ_ESCAPE", /./u, { code: "READ_ESCAPE", message: "this backslash escape does not exist" }],
  [
    "KEY_OVER_1024_CHARS",
    /./u,
    {
      code: "READ_KEY_TOO_LONG",
      message: "a key is longer than the 1024 characters YAML allows on a line",
    },
  ],
  [
    "MISSING_CHAR",
    /^Implicit map keys need/u,
    { code: "READ_MISSING_COLON", message: "a line inside a map has no colon after its key" },
  ],
  [
    "MULTILINE_IMPLICIT_KEY",
    /./u,
    {
      code: "READ_MISSING_COLON",
      message: "a key does not end on its line",
      hint: "Write `key: value` on one line, with a space after the colon.",
    },
  ],
  ["BLOCK_AS_IMPLICIT_KEY", /^Nested mappings/u, nested],
  ["BLOCK_AS_IMPLICIT_KEY", /./u, indent],
  [
    "BAD_INDENT",
    /^Block scalar/u,
    { code: "READ_INDENT", message: "a block text is indented less than its first line" },
  ],
  ["BAD_INDENT", /./u, indent],
  [
    "MISSING_CHAR",
    /^Sequence item without/u,
    { code: "READ_INDENT", message: "a line inside a list has no dash" },
  ],
  [
    "MISSING_CHAR",
    /more-indented leading empty/u,
    {
      code: "READ_INDENT",
      message: "a block text starts with a blank line that is indented more than its text",
      hint: "Remove the spaces of the blank line.",
    },
  ],
  [
    "MISSING_CHAR",
    /Missing , /u,
    {
      code: "READ_SYNTAX",
      message: "a comma is missing between entries",
      hint: "Write a comma between the entries.",
    },
  ],
  [
    "MISSING_CHAR",
    /Missing space after :/u,
    { code: "READ_MISSING_COLON", message: "a space is missing after a colon" },
  ],
  [
    "MISSING_CHAR",
    /Comments must be separated/u,
    {
      code: "READ_SYNTAX",
      message: "a comment follows without a space",
      hint: "Write a space before `#`, or put quotes around the value.",
    },
  ],
  [
    "MISSING_CHAR",
    /cannot start on same line with/u,
    {
      code: "READ_SYNTAX",
      message: "a map or list starts on the line of `---`",
      hint: "Start it on the next line.",
    },
  ],
  [
    "UNEXPECTED_TOKEN",
    /block-seq-ind on same line/u,
    {
      code: "READ_NESTED_MAPPING",
      message: "a list starts on the line of its key",
      hint: "Start the list on the next line, or put quotes around a text that starts with `- `.",
    },
  ],
  [
    "UNEXPECTED_TOKEN",
    /Unexpected (?:,|empty item)/u,
    {
      code: "READ_SYNTAX",
      message: "a comma follows nothing",
      hint: "Remove the comma, or write the entry.",
    },
  ],
  [
    "UNEXPECTED_TOKEN",
    /flow-(?:map|seq)-end/u,
    {
      code: "READ_SYNTAX",
      message: "a bracket is closed that was not opened",
      hint: "Remove the bracket, or put quotes around the value.",
    },
  ],
  [
    "UNEXPECTED_TOKEN",
    /at node end/u,
    {
      code: "READ_SYNTAX",
      message: "more text follows where the value has ended",
      hint: "Put quotes around the whole value, or start the next entry at the column of its neighbours.",
    },
  ],
  [
    "UNEXPECTED_TOKEN",
    /header includes extra/u,
    {
      code: "READ_SYNTAX",
      message: "a block text starts on the line of its `|` or `>`",
      hint: "Start the text on the next line.",
    },
  ],
  ["MULTIPLE_TAGS", /./u, { code: "READ_TAG", message: "a value carries two tags" }],
  [
    "RESOURCE_EXHAUSTION",
    /./u,
    { code: "READ_TOO_DEEP", message: "the document is too deep to read" },
  ],
  [
    "BLOCK_IN_FLOW",
    /./u,
    {
      code: "READ_SYNTAX",
      message: "an indented map or list stands inside brackets",
      hint: "Use brackets inside brackets.",
    },
  ],
];

/** What tags, anchors, aliases and directives cause is reported where they stand. */
const reportedElsewhere: ReadonlySet<string> = new Set([
  "ALIAS_PROPS",
  "BAD_ALIAS",
  "BAD_COLLECTION_TYPE",
  "BAD_DIRECTIVE",
  "MULTIPLE_ANCHORS",
  "TAG_RESOLVE_FAILED",
]);

/** An open quote or bracket is reported where it opens, not where the parser gives up. */
const unclosed = /^Missing closing|must (?:be sufficiently indented and )?end with a [\]}]$/u;

/** A complaint of the parser in our words; undefined for what we report ourselves. */
export function describeComplaint(
  code: string,
  message: string,
  offset: number,
): Finding | undefined {
  if (reportedElsewhere.has(code) || unclosed.test(message)) {
    return undefined;
  }
  const match = wordings.find(([name, form]) => name === code && form.test(message));
  return { ...(match?.[2] ?? syntax), offset };
}
