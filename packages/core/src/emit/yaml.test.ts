import { describe, expect, test } from "vitest";

import type { JsonValue } from "../json-value.ts";
import { emitYaml, emitYamlDocuments, yamlScalar } from "./index.ts";

test.for<{ title: string; value: JsonValue; text: string }>([
  {
    title: "maps and lists are indented by two blanks",
    value: { spec: { ids: ["a", { id: "b", size: 8 }] } },
    text: "spec:\n  ids:\n    - a\n    - id: b\n      size: 8\n",
  },
  {
    title: "empty maps and lists stay on the line",
    value: { a: {}, b: [] },
    text: "a: {}\nb: []\n",
  },
  { title: "a list of lists is compact", value: [[1, [2]], []], text: "- - 1\n  - - 2\n- []\n" },
  { title: "keys keep their order", value: { b: 1, a: 2 }, text: "b: 1\na: 2\n" },
  { title: "keys are quoted like values", value: { on: 1, "a.b": 2 }, text: '"on": 1\na.b: 2\n' },
  {
    title: "an intrinsic function of CloudFormation is a map",
    value: { Arn: { "Fn::GetAtt": ["Role", "Arn"] } },
    text: 'Arn:\n  "Fn::GetAtt":\n    - Role\n    - Arn\n',
  },
  {
    title: "a script is a literal block",
    value: { script: "#!/bin/bash\nset -e\n\n\tmake\n", next: 1 },
    text: "script: |\n  #!/bin/bash\n  set -e\n\n  \tmake\nnext: 1\n",
  },
  {
    title: "a block without final newline says so",
    value: [{ a: "b\nc" }],
    text: "- a: |-\n    b\n    c\n",
  },
  { title: "a block in a list", value: ["a\nb\n"], text: "- |\n  a\n  b\n" },
  { title: "a document of two lines is quoted", value: "a\nb", text: '"a\\nb"\n' },
  {
    title: "a first line that starts with a blank is quoted",
    value: [" a\nb"],
    text: '- " a\\nb"\n',
  },
  { title: "a line of blanks is quoted", value: ["a\n \nb"], text: '- "a\\n \\nb"\n' },
  { title: "two final newlines are quoted", value: ["a\n\n"], text: '- "a\\n\\n"\n' },
  { title: "invisible characters are quoted", value: ["a\n\u00a0"], text: '- "a\\n\\u00a0"\n' },
  { title: "a carriage return is quoted", value: ["a\r\nb"], text: '- "a\\r\\nb"\n' },
  {
    title: "numbers are numbers to YAML 1.1 as well",
    value: [1e-7, 1.5e-7, 0.1, -3, 9007199254740991],
    text: "- 1.0e-7\n- 1.5e-7\n- 0.1\n- -3\n- 9007199254740991\n",
  },
  { title: "null and booleans", value: [null, true, false], text: "- null\n- true\n- false\n" },
])("$title", ({ value, text }) => {
  expect(emitYaml(value)).toBe(text);
});

test("a key too long for a simple key is written as an explicit one", () => {
  const key = "k".repeat(1000);
  expect(emitYaml([{ [key]: { a: 1 }, b: 2 }])).toBe(`- ? "${key}"\n  :\n    a: 1\n  b: 2\n`);
});

test("documents are separated by a line", () => {
  expect(emitYamlDocuments([{ a: 1 }, ["b"]])).toBe("a: 1\n---\n- b\n");
  expect(emitYamlDocuments([])).toBe("");
});

test.for([
  "y",
  "N",
  "No",
  "yes",
  "ON",
  "off",
  "True",
  "false",
  "null",
  "NaN",
  "Inf",
  "none",
  "",
  "012",
  "1_0",
  "=",
  "<<",
  "~",
  "a b",
  "a:b",
  "x".repeat(64),
])("the text %j is quoted", (text) => {
  expect(yamlScalar(text)).toBe(JSON.stringify(text));
});

test.for(["a", "yesterday", "nulls", "us-east-1a", "a/b_c", "x".repeat(63)])(
  "the text %j is plain",
  (text) => {
    expect(yamlScalar(text)).toBe(text);
  },
);

describe("what YAML cannot carry is refused with its pointer", () => {
  const cycle: Record<string, unknown> = {};
  cycle["again"] = [cycle];

  test.for<{ title: string; value: unknown; pointer: string; reason: RegExp }>([
    { title: "not a number", value: { a: [1, Number.NaN] }, pointer: "/a/1", reason: /finite/u },
    { title: "infinity", value: [-Infinity], pointer: "/0", reason: /finite/u },
    { title: "minus zero", value: { a: -0 }, pointer: "/a", reason: /minus zero/u },
    { title: "2^53", value: { a: 2 ** 53 }, pointer: "/a", reason: /2\^53/u },
    { title: "undefined", value: { "a/b": undefined }, pointer: "/a~1b", reason: /undefined/u },
    {
      title: "undefined in a list",
      value: Array.from({ length: 2 }),
      pointer: "/0",
      reason: /undefined/u,
    },
    { title: "a hole", value: Object.assign([], { 1: 2 }), pointer: "/0", reason: /undefined/u },
    { title: "a function", value: { a: () => 1 }, pointer: "/a", reason: /function/u },
    { title: "a big integer", value: 1n, pointer: "", reason: /bigint/u },
    { title: "a date", value: { a: new Date(0) }, pointer: "/a", reason: /class/u },
    { title: "an empty map of ES2015", value: [new Map()], pointer: "/0", reason: /class/u },
    { title: "NUL in a block", value: { a: "b\nc\0" }, pointer: "/a", reason: /NUL/u },
    { title: "a surrogate in a key", value: { a: { "\ud800": 1 } }, pointer: "/a", reason: /key/u },
  ])("$title", ({ value, pointer, reason }) => {
    expect(() => emitYaml(value as JsonValue)).toThrow(
      expect.objectContaining({
        code: "VALUE_REFUSED",
        details: { sink: "yaml", pointer, reason: expect.stringMatching(reason) },
      }),
    );
  });

  test("a value that holds itself", () => {
    expect(() => emitYaml(cycle as JsonValue)).toThrow(/nested deeper than 100 levels/u);
  });

  test("100 levels are carried, 101 are not", () => {
    expect(emitYaml(nested(100))).toBe(`${"- ".repeat(100)}1\n`);
    expect(() => emitYaml(nested(101))).toThrow(/nested deeper/u);
  });
});

function nested(levels: number): JsonValue {
  return Array.from({ length: levels }).reduce<JsonValue>((inner) => [inner], 1);
}
