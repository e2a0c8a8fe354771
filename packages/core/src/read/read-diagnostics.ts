import { defineDiagnostics } from "../diagnostic.ts";

/** What reading a YAML, JSON or TOML text can find wrong with it. */
export const readDiagnostics = defineDiagnostics({
  READ_TOO_LARGE: {
    severity: "error",
    cause: "The text has more bytes than the limit allows; it was not parsed.",
    remedy: "Split the file, or raise the limit `bytes`.",
  },
  READ_TOO_DEEP: {
    severity: "error",
    cause: "Maps and lists lie inside one another deeper than the limit allows.",
    remedy: "Flatten the document, or raise the limit `depth`.",
  },
  READ_TOO_MANY_DOCUMENTS: {
    severity: "error",
    cause: "The YAML stream holds more documents than the limit allows.",
    remedy: "Split the file, or raise the limit `documents`.",
  },
  READ_TOO_MANY_LEXEMES: {
    severity: "error",
    cause: "The YAML text holds more words, signs, blanks and line ends than the limit allows.",
    remedy:
      "Split the file, write brackets as indented lists and maps, or raise the limit `lexemes`.",
  },
  READ_TOO_MANY_FINDINGS: {
    severity: "error",
    cause: "So much is wrong with the text that reading stopped.",
    remedy: "Mend what is listed and read the text again.",
  },
  READ_KEY_TOO_LONG: {
    severity: "error",
    cause: "A key of a map is longer than the limit allows.",
    remedy: "Shorten the key, or move the text into a value.",
  },
  READ_EMPTY: {
    severity: "error",
    cause: "One document was expected, but the text holds nothing or only comments.",
    remedy: "Write the document, or name the file that holds it.",
  },
  READ_SEVERAL_DOCUMENTS: {
    severity: "error",
    cause: "One document was expected, but the text holds several.",
    remedy: "Keep one document in the file, or read it as a stream.",
  },
  READ_ENCODING: {
    severity: "error",
    cause: "The bytes are not UTF-8.",
    remedy: "Save the file as UTF-8.",
  },
  READ_BYTE_ORDER_MARK: {
    severity: "warning",
    cause: "A JSON text starts with a byte-order mark, which many JSON readers refuse.",
    remedy: "Save the file as UTF-8 without a byte-order mark.",
  },
  READ_CHARACTER: {
    severity: "error",
    cause: "The text holds a character that readers refuse or take for different things.",
    remedy: "Remove the character, or write it as an escape in double quotes.",
  },
  READ_STRING: {
    severity: "error",
    cause: "An escape puts NUL or half of a surrogate pair into a string.",
    remedy: "Remove the escape; carry binary data as base64.",
  },
  READ_DUPLICATE_KEY: {
    severity: "error",
    cause: "A map has the same key twice; readers disagree on which one counts.",
    remedy: "Keep one of the two entries.",
  },
  READ_TAG: {
    severity: "error",
    cause: "A value carries a tag, or a tag that does not fit it; tags are not data.",
    remedy: "Remove the tag and write the value itself.",
  },
  READ_ANCHOR: {
    severity: "error",
    cause: "A value is given a name (`&name`) for reuse; anchors are not read.",
    remedy: "Remove the anchor, and write the value out wherever it is used.",
  },
  READ_ALIAS: {
    severity: "error",
    cause: "A value refers to another one (`*name`); aliases are not expanded.",
    remedy: "Write the value out; put quotes around a text that starts with `*`.",
  },
  READ_MERGE_KEY: {
    severity: "error",
    cause: "A merge key (`<<`) pulls in another map; YAML 1.2 knows no merging.",
    remedy: "Write the merged entries out.",
  },
  READ_DIRECTIVE: {
    severity: "error",
    cause: "A directive line (`%…`) changes how the rest of the text is read.",
    remedy: "Remove the line.",
  },
  READ_KEY: {
    severity: "error",
    cause: "A key of a map is not a plain name: a map, a list, or a number in a form of its own.",
    remedy: "Put the key in quotes.",
  },
  READ_NULL_KEY: {
    severity: "error",
    cause: "A key of a map is empty or null.",
    remedy: "Write a key before the colon; put quotes around it if it is meant literally.",
  },
  READ_AMBIGUOUS_SCALAR: {
    severity: "error",
    cause: "YAML 1.1 and YAML 1.2 readers take this unquoted scalar for different values.",
    remedy: "Put quotes around it for a text, or write the value in its usual form.",
  },
  READ_NUMBER_INEXACT: {
    severity: "error",
    cause: "The number has more digits, or is larger, than a reader keeps (IEEE 754 double).",
    remedy: "Put quotes around it if it is an identifier, else write fewer digits.",
  },
  READ_NUMBER_NOT_FINITE: {
    severity: "error",
    cause: "Infinity and not-a-number cannot be said in JSON.",
    remedy: "Write a finite number, or put quotes around a text.",
  },
  READ_DATE: {
    severity: "error",
    cause: "A date or time of TOML cannot be said in JSON.",
    remedy: "Put quotes around it.",
  },
  READ_TAB: {
    severity: "error",
    cause: "A tab stands where YAML counts spaces.",
    remedy: "Indent with spaces only.",
  },
  READ_INDENT: {
    severity: "error",
    cause: "A line starts at a column that fits no open map or list.",
    remedy: "Start all entries of one map or list at the same column.",
  },
  READ_UNCLOSED: {
    severity: "error",
    cause: "A quote or bracket is opened and not closed.",
    remedy: "Add the closing quote or bracket.",
  },
  READ_MISSING_COLON: {
    severity: "error",
    cause: "A line inside a map has no `key: value` form.",
    remedy: "Write `key: value`, with a space after the colon.",
  },
  READ_NESTED_MAPPING: {
    severity: "error",
    cause: "A second `key:` follows on a line where only a value may stand.",
    remedy: "Put quotes around a value that holds `: `, or start the inner map on its own line.",
  },
  READ_ESCAPE: {
    severity: "error",
    cause: "A double-quoted text holds a backslash escape that does not exist.",
    remedy: "Write `\\\\` for a backslash, or use single quotes.",
  },
  READ_PLAIN_START: {
    severity: "error",
    cause: "An unquoted value starts with a character that YAML reserves.",
    remedy: "Put quotes around the value.",
  },
  READ_SYNTAX: {
    severity: "error",
    cause: "The text does not follow the grammar of its format: YAML, JSON or TOML.",
    remedy:
      "Put quotes around texts that hold special characters, and check brackets and indentation.",
  },
});

/** A code of {@link readDiagnostics}. */
export type ReadCode = keyof typeof readDiagnostics.rules;
