import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { emitYaml } from "../emit/yaml.ts";
import { formatPointer } from "../json-pointer.ts";
import type { JsonValue } from "../json-value.ts";
import type { ReadDocument } from "./read-document.ts";
import { readSingle } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

function document(text: string, file = "a.yaml"): ReadDocument {
  const parsed = readSingle(text, { file });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.diagnostics));
  }
  return parsed.value;
}

const manifest = `# a machine
kind: Machine
spec:
  version: 1.30
  "empty":
  list:
  - 'it''s'
  - a: 1
    b/c: >-
      long
      text
  flow: {x: [1, "two"]}
`;

describe.for(["the quick reader", "the full parser"])("%s", (reader) => {
  // A comment inside brackets is beyond the quick reader.
  const text = reader === "the full parser" ? `${manifest}end: [ # x\n  ]\n` : manifest;

  test.for([
    { pointer: "", key: "2:1", value: "2:1" },
    { pointer: "/kind", key: "2:1", value: "2:7" },
    { pointer: "/spec", key: "3:1", value: "4:3" },
    { pointer: "/spec/version", key: "4:3", value: "4:12" },
    { pointer: "/spec/empty", key: "5:3", value: "5:11" },
    { pointer: "/spec/list", key: "6:3", value: "7:3" },
    { pointer: "/spec/list/0", key: "7:5", value: "7:5" },
    { pointer: "/spec/list/1", key: "8:5", value: "8:5" },
    { pointer: "/spec/list/1/b~1c", key: "9:5", value: "9:10" },
    { pointer: "/spec/flow/x/1", key: "12:17", value: "12:17" },
    { pointer: "/spec/absent", key: "4:3", value: "4:3" },
    { pointer: "/spec/list/7", key: "7:3", value: "7:3" },
    { pointer: "/spec/version/deeper", key: "4:12", value: "4:12" },
  ])("locates $pointer", ({ pointer, key, value }) => {
    const read = document(text);
    const places = [read.locate(pointer, "key"), read.locate(pointer)];
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([key, value]);
  });

  test.for([
    { pointer: "/spec/version", source: "1.30" },
    { pointer: "/spec/empty", source: "" },
    { pointer: "/spec/list/0", source: "'it''s'" },
    { pointer: "/spec/list/1/b~1c", source: ">-\n      long\n      text\n" },
    { pointer: "/spec/flow/x/1", source: '"two"' },
    { pointer: "/spec/flow", source: undefined },
    { pointer: "/spec/absent", source: undefined },
  ])("keeps the text of $pointer", ({ pointer, source }) => {
    expect(document(text).sourceText(pointer)).toBe(source);
  });
});

test("documents keep their position in the stream", () => {
  const read = document("---\n# nothing\n---\na: 1\n");
  expect(read.index).toBe(1);
  expect(read.locate("/a")).toEqual({ file: "a.yaml", line: 4, column: 4 });
});

test("JSON is located like YAML", () => {
  const read = document('{\n  "a": [true, 1.50]\n}', "a.json");
  expect(read.locate("/a", "key")).toEqual({ file: "a.json", line: 2, column: 3 });
  expect(read.locate("/a/1")).toEqual({ file: "a.json", line: 2, column: 15 });
  expect(read.sourceText("/a/1")).toBe("1.50");
});

test("keys of a large map are found", () => {
  const text = Array.from({ length: 100 }, (_, index) => `k${index}: ${index}\n`).join("");
  expect(document(text).locate("/k99", "key").line).toBe(100);
});

test("the documents of a stream are each located in their own part of the text", () => {
  const read = readYaml("a: 1\n---\nb:\n- 2\n---\n# nothing\n---\nc: 3\n", { file: "a.yaml" });
  const [first, second, third] = read.ok ? read.value : [];
  expect(second?.locate("")).toEqual({ file: "a.yaml", line: 3, column: 1 });
  expect(third?.locate("/c").line).toBe(8);
  expect(second?.locate("/b/0").line).toBe(4);
  expect([first?.sourceText("/a"), third?.sourceText("/c")]).toEqual(["1", "3"]);
});

/** Values every sink can carry: no NUL, no half surrogate pairs, no numbers past 2^53. */
const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("laws", () => {
  test("what we emit as YAML is read back equal", () => {
    fc.assert(
      fc.property(value, (original) => {
        const read = document(emitYaml(original)).value;
        return JSON.stringify(read) === JSON.stringify(original);
      }),
      { numRuns: 10_000 },
    );
  });

  test("JSON is read back equal by both readers", () => {
    fc.assert(
      fc.property(value, fc.nat(3), (original, indent) => {
        const json = JSON.stringify(original, undefined, indent);
        return ["a.json", "a.yaml"].every(
          (file) =>
            JSON.stringify(document(escapeBreaks(json), file).value) === JSON.stringify(original),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test("every scalar is located where its text stands", () => {
    fc.assert(
      fc.property(value, (original) => {
        const emitted = emitYaml(original);
        const read = document(emitted);
        const rows = emitted.split("\n");
        return scalarPointers(original, "").every((pointer) => {
          const { line, column } = read.locate(pointer);
          const source = read.sourceText(pointer) ?? "?";
          const [first = ""] = source.split("\n");
          return rows[line - 1]?.startsWith(first, column - 1) === true;
        });
      }),
      { numRuns: 2000 },
    );
  });
});

/** YAML readers take some characters for line breaks that JSON writes raw. */
function escapeBreaks(json: string): string {
  return json.replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function scalarPointers(node: JsonValue, pointer: string): readonly string[] {
  if (typeof node !== "object" || node === null) {
    return [pointer];
  }
  return Object.entries(node).flatMap(([key, inner]: [string, JsonValue]) =>
    scalarPointers(inner, pointer + formatPointer([key])),
  );
}
