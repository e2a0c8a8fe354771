import fc from "fast-check";
import { expect, test } from "vitest";

import type { JsonValue } from "../json-value.ts";
import { readYaml } from "../read/read-yaml.ts";
import { editJson } from "./edit-json.ts";
import { editYaml } from "./edit-yaml.ts";
import type { Mention } from "./edit.ts";

const file = "a.yaml";
const mentions: readonly Mention[] = [
  { from: "old", to: "new" },
  { from: "ubuntu-1.31.1", to: "ubuntu-1.32.2" },
];

function set(text: string, value: JsonValue, pointer = "/a/id"): string {
  const edit = { action: "set", document: 0, pointer, value, mentions } as const;
  const edited = editYaml(text, [edit], { file });
  expect(edited.diagnostics).toEqual([]);
  const once = edited.ok ? edited.value : "";
  expect(editYaml(once, [edit], { file })).toEqual({ ok: true, value: once, diagnostics: [] });
  return once;
}

const comments: readonly (readonly [name: string, before: string, after: string])[] = [
  ["a record's name", "ubuntu-1.31.1", "ubuntu-1.32.2"],
  ["the old value, at the end of a sentence", "was old.", "was new."],
  ["several words", "(old) ubuntu-1.31.1: old, 'old'", "(new) ubuntu-1.32.2: new, 'new'"],
  ["nothing that is to change", "the brokers are slow", "the brokers are slow"],
  ["a longer version", "ubuntu-1.31.14", "ubuntu-1.31.14"],
  [
    "parts of words",
    "older bold old-1 1-old old.5 a.old old_",
    "older bold old-1 1-old old.5 a.old old_",
  ],
  ["parts of paths", "https://a.b/old/c old/c ami:old", "https://a.b/old/c old/c ami:old"],
];

test.for(comments)("beside a value that changes, a comment with %s", ([, before, after]) => {
  expect(set(`a:\n  id: old # ${before}\n`, "new")).toBe(`a:\n  id: new # ${after}\n`);
  expect(set(`a: { id: "old", x: 'it''s # "' }\t# ${before}`, "new")).toBe(
    `a: { id: "new", x: 'it''s # "' }\t# ${after}`,
  );
  expect(set(`a:\r\n  id: 'old'   #${before}\r\n`, "new")).toBe(
    `a:\r\n  id: 'new'   #${after}\r\n`,
  );
});

test("comments of other lines stay, and so does one beside a value that stays", () => {
  const text = "# old\na: # old\n  # old\n  id: old\n  # old\n  x: old # old\n# old\n";
  expect(set(text, "new")).toBe(text.replace("  id: old", "  id: new"));
  expect(set("a:\n  id: new # old\n", "new")).toBe("a:\n  id: new # old\n");
});

test("what looks like a comment inside a text is none", () => {
  expect(set('a: { id: old, x: " # old" }\n', "new")).toBe('a: { id: new, x: " # old" }\n');
  expect(set('a: { id: old, x: "b\n  # old" }\n', "new")).toBe('a: { id: new, x: "b\n  # old" }\n');
  expect(set("a: { id: old, x: a#old }\n", "new")).toBe("a: { id: new, x: a#old }\n");
});

test("two values of a line share its comment, and values in maps have their own", () => {
  const value = { id: "new", x: "w" };
  expect(set("a: { id: old, x: z } # old\n", value, "/a")).toBe("a: { id: new, x: w } # new\n");
  expect(set("a:\n  id: old # old\n  x: z # old\n", value, "/a")).toBe(
    "a:\n  id: new # new\n  x: w # new\n",
  );
  expect(set("a:\n  id: old # old\n  x: w # old\n", value, "/a")).toBe(
    "a:\n  id: new # new\n  x: w # old\n",
  );
});

test("a comment that goes with its line is no fault", () => {
  const text = "a: [\n  old, # old\n  b,\n]\n";
  const edits = [
    { action: "set", document: 0, pointer: "/a/0", value: "new", mentions },
    { action: "remove", document: 0, pointer: "/a/1" },
  ] as const;
  const edited = editYaml(text, edits, { file });
  expect(edited.diagnostics).toEqual([]);
  expect(edited.ok && readYaml(edited.value, { file })).toMatchObject({
    value: [{ value: { a: ["new"] } }],
  });
});

test("a copy of a document has its own comments", () => {
  const text = "a:\n  id: old # old\n";
  const own = { action: "set", pointer: "/a/id", value: "new", mentions } as const;
  const edit = { action: "copyDocument", document: 0, edits: [own] } as const;
  const edited = editYaml(text, [edit], { file });
  expect(edited.ok && edited.value).toBe(`${text}---\na:\n  id: new # new\n`);
});

test("JSON has no comments", () => {
  const edit = { action: "set", pointer: "/id", value: "new", mentions } as const;
  const edited = editJson('{"id": "old", "x": "a # old"}', [edit], { file: "a.json" });
  expect(edited.ok && edited.value).toBe('{"id": "new", "x": "a # old"}');
});

test("whatever a comment says, the text says what the edit asks for, and no other line changes", () => {
  const word = fc.oneof(
    fc.constantFrom("old", "new", ".", "#", "'", '"', " ", "$&", "\\"),
    fc.string(),
  );
  const words = fc
    .array(word)
    .map((parts) => parts.join("").replaceAll(/[\p{C}\u2028\u2029]/gu, ""));
  const renamed = fc.record({ from: word, to: word });
  fc.assert(
    fc.property(words, fc.array(renamed), fc.boolean(), (comment, own, isFlow) => {
      const inner = isFlow ? "{ id: old, x: y }" : "\n  id: old";
      const text = `b: old # old\na: ${inner} # ${comment}\nc: old # old\n`;
      const edit = {
        action: "set",
        document: 0,
        pointer: "/a/id",
        value: "now",
        mentions: own,
      } as const;
      const edited = editYaml(text, [edit], { file });
      expect(edited.diagnostics).toEqual([]);
      const after = edited.ok ? edited.value : "";
      const a = isFlow ? { id: "now", x: "y" } : { id: "now" };
      const read = readYaml(after, { file, traps: "warning" });
      expect(read.ok && read.value.map(({ value }) => value)).toEqual([{ b: "old", a, c: "old" }]);
      expect(after.split("\n").length).toBe(text.split("\n").length);
      expect(after.startsWith("b: old # old\na: ")).toBe(true);
      expect(after.endsWith("\nc: old # old\n")).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
