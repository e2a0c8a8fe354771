import { describe, expect, test } from "vitest";

import { type Diagnostic, formatDiagnostic } from "../diagnostic.ts";
import { readDiagnostics } from "./read-diagnostics.ts";
import { readYaml } from "./read-yaml.ts";

/** `line:column CODE pointer` of every finding. */
function found(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(
    ({ source, code, pointer }) => `${source?.line}:${source?.column} ${code} ${pointer}`,
  );
}

function findings(text: string | Uint8Array): readonly string[] {
  return found(readYaml(text, { file: "a.yaml" }).diagnostics);
}

function values(text: string): unknown {
  const parsed = readYaml(text, { file: "a.yaml" });
  return parsed.ok ? parsed.value.map(({ value }) => value) : parsed.diagnostics;
}

describe("traps have their own code, place and pointer", () => {
  test.for([
    { text: "a: 1\na: 2", expected: ["2:1 READ_DUPLICATE_KEY /a"] },
    { text: "a: {b: 1, b: 2}", expected: ["1:11 READ_DUPLICATE_KEY /a/b"] },
    { text: "a: 1\n'a': 2", expected: ["2:1 READ_DUPLICATE_KEY /a"] },
    { text: "1: x\n'1': z", expected: ["2:1 READ_DUPLICATE_KEY /1"] },
    { text: "- a/b: 1\n  a/b: 2", expected: ["2:3 READ_DUPLICATE_KEY /0/a~1b"] },
    { text: "a: !Ref b", expected: ["1:4 READ_TAG /a"] },
    { text: "a: !Not\n  - b: !Sub c", expected: ["1:4 READ_TAG /a", "2:8 READ_TAG /a/0/b"] },
    { text: "- x\n- !!js/function >\n  f", expected: ["2:3 READ_TAG /1"] },
    { text: "a: !!python/object:os.system x", expected: ["1:4 READ_TAG /a"] },
    { text: "a: !!binary aGk=", expected: ["1:4 READ_TAG /a"] },
    { text: "a: !!timestamp 2024-01-01", expected: ["1:4 READ_TAG /a"] },
    { text: "a: !!set {b, c}", expected: ["1:4 READ_TAG /a"] },
    { text: "a: ! 12", expected: ["1:4 READ_TAG /a"] },
    { text: "!x!y a", expected: ["1:1 READ_TAG "] },
    { text: "a: !!int x", expected: ["1:10 READ_TAG /a"] },
    { text: "a: !!bool 1", expected: ["1:11 READ_TAG /a"] },
    { text: "a: !!str !!int 3", expected: ["1:10 READ_TAG /a"] },
    { text: "a: !!map [b]", expected: ["1:10 READ_TAG /a"] },
    { text: "a: !!str {b: c}", expected: ["1:10 READ_TAG /a"] },
    { text: "a: &x 1\nb: *x", expected: ["1:4 READ_ANCHOR /a", "2:4 READ_ALIAS /b"] },
    { text: "a: &a [*a]", expected: ["1:4 READ_ANCHOR /a", "1:8 READ_ALIAS /a/0"] },
    { text: "*a : 1", expected: ["1:1 READ_ALIAS ", "1:1 READ_KEY "] },
    { text: "<<: {a: 1}", expected: ["1:1 READ_MERGE_KEY "] },
    { text: "a: <<", expected: ["1:4 READ_AMBIGUOUS_SCALAR /a"] },
    { text: "%YAML 1.1\n---\na: b", expected: ["1:1 READ_DIRECTIVE "] },
    { text: "%YAML 1.2\n---\na: b", expected: ["1:1 READ_DIRECTIVE "] },
    { text: "%TAG ! tag:x,2024:\n---\na: b", expected: ["1:1 READ_DIRECTIVE "] },
    { text: "%FOO\n---\na: b", expected: ["1:1 READ_DIRECTIVE "] },
    { text: "? [a]\n: b", expected: ["1:3 READ_KEY "] },
    { text: "a: {{ .Values.x }}", expected: ["1:5 READ_KEY /a"] },
    { text: "0x1: a", expected: ["1:1 READ_KEY "] },
    { text: "1.0: a", expected: ["1:1 READ_KEY "] },
    { text: "True: a", expected: ["1:1 READ_KEY "] },
    { text: "12345678901234567890: a", expected: ["1:1 READ_KEY "] },
    { text: "~: a", expected: ["1:1 READ_NULL_KEY "] },
    { text: "a:\n  null: b", expected: ["2:3 READ_NULL_KEY /a"] },
    { text: ": a", expected: ["1:1 READ_NULL_KEY "] },
    { text: "a: [b]: c", expected: ["1:7 READ_NULL_KEY "] },
    { text: "on: push", expected: ["1:1 READ_AMBIGUOUS_SCALAR "] },
    { text: "y: 1", expected: ["1:1 READ_AMBIGUOUS_SCALAR "] },
    { text: "012: 1", expected: ["1:1 READ_AMBIGUOUS_SCALAR "] },
    {
      text: "a:\n- yes\n- 'yes'\n- 0755",
      expected: ["2:3 READ_AMBIGUOUS_SCALAR /a/0", "4:3 READ_AMBIGUOUS_SCALAR /a/2"],
    },
    { text: "a: !!int 0755", expected: ["1:10 READ_AMBIGUOUS_SCALAR /a"] },
    { text: "a: 12345678901234567890", expected: ["1:4 READ_NUMBER_INEXACT /a"] },
    { text: "a: 0.12345678901234567890", expected: ["1:4 READ_NUMBER_INEXACT /a"] },
    {
      text: "a: .inf\nb: .nan",
      expected: ["1:4 READ_NUMBER_NOT_FINITE /a", "2:4 READ_NUMBER_NOT_FINITE /b"],
    },
    { text: 'a: "\\u0000"', expected: ["1:4 READ_STRING /a"] },
    { text: 'a: "\\0"', expected: ["1:4 READ_STRING /a"] },
    { text: 'a: "\\x00"', expected: ["1:4 READ_STRING /a"] },
    { text: 'a: "\\ud800"', expected: ["1:4 READ_STRING /a"] },
    { text: '"\\udc00\\ud800": 1', expected: ["1:1 READ_STRING "] },
    { text: "a: x\rb: c", expected: ["1:5 READ_CHARACTER "] },
    { text: "# a\u0085b: c", expected: ["1:4 READ_CHARACTER "] },
    { text: "a: x\n\nb: y\u2028z", expected: ["3:5 READ_CHARACTER "] },
    { text: "a: \u0001\u007f", expected: ["1:4 READ_CHARACTER ", "1:5 READ_CHARACTER "] },
    { text: "a: 1\n---\n\ufeffb: 2", expected: ["3:1 READ_CHARACTER "] },
    { text: "a: \ud800", expected: ["1:4 READ_CHARACTER "] },
    { text: `${"k".repeat(1100)}: 1`, expected: ["1:1 READ_KEY_TOO_LONG "] },
    { text: `? ${"k".repeat(4097)}\n: 1`, expected: ["1:3 READ_KEY_TOO_LONG "] },
  ])("$text", ({ text, expected }) => {
    expect(findings(text)).toEqual(expected);
  });
});

describe("breaks of the grammar say where and what", () => {
  test.for([
    { text: "a:\n\tb: 1", expected: ["2:1 READ_TAB "] },
    { text: "\ta: 1", expected: ["1:1 READ_TAB "] },
    { text: "a:\n  b\n\tc: d", expected: ["3:1 READ_TAB "] },
    { text: "a: b: c", expected: ["1:4 READ_NESTED_MAPPING /a"] },
    { text: "a: - b", expected: ["1:4 READ_NESTED_MAPPING "] },
    { text: "x: 1\na: 'x\nc: d", expected: ["2:4 READ_UNCLOSED /a"] },
    { text: 'a: "x\nb: 1', expected: ["1:4 READ_UNCLOSED /a"] },
    { text: 'a: "x\\"', expected: ["1:4 READ_UNCLOSED /a"] },
    { text: "a: 'it''", expected: ["1:4 READ_UNCLOSED /a"] },
    { text: "a: [1, 2", expected: ["1:4 READ_UNCLOSED /a"] },
    { text: "a: {b: 1\nc: 2", expected: ["1:4 READ_UNCLOSED /a"] },
    { text: "{a: [b}", expected: ["1:5 READ_UNCLOSED /a"] },
    { text: "a: 1\nb", expected: ["2:1 READ_MISSING_COLON /b"] },
    { text: "a\nb: c", expected: ["1:1 READ_MISSING_COLON "] },
    { text: "a:\n  b: 1\n c: 2", expected: ["3:1 READ_INDENT "] },
    { text: "a:\n  - b\n  c: 1", expected: ["3:1 READ_INDENT "] },
    { text: "a: >\n  x\n y", expected: ["3:1 READ_INDENT "] },
    { text: "a: @x", expected: ["1:4 READ_PLAIN_START /a"] },
    { text: "a: `x`", expected: ["1:4 READ_PLAIN_START /a"] },
    { text: 'a: "\\q"', expected: ["1:5 READ_ESCAPE /a"] },
    { text: "[a]]", expected: ["1:4 READ_SYNTAX "] },
    { text: "a: [1,,2]", expected: ["1:7 READ_SYNTAX /a/1"] },
    { text: "a: 'it's'", expected: ["1:8 READ_SYNTAX "] },
    { text: "--- a: 1", expected: ["1:5 READ_SYNTAX "] },
    { text: "a: |x\n  b", expected: ["1:5 READ_SYNTAX /a"] },
    { text: "a: {b: ${X}}", expected: ["1:9 READ_SYNTAX /a"] },
    {
      text: "a: yes\n---\nb: [",
      expected: ["1:4 READ_AMBIGUOUS_SCALAR /a", "3:4 READ_UNCLOSED /b"],
    },
  ])("$text", ({ text, expected }) => {
    expect(findings(text)).toEqual(expected);
  });
});

describe("what is no trap is read", () => {
  test.for([
    { text: "", expected: [] },
    { text: "# only a comment\n", expected: [] },
    { text: "---\n# nothing\n---\na: 1\n---\n", expected: [{ a: 1 }] },
    { text: "--- text", expected: ["text"] },
    { text: "a:1", expected: ["a:1"] },
    { text: "a:", expected: [{ a: null }] },
    { text: "- a:\n  - b\n- - c", expected: [[{ a: ["b"] }, ["c"]]] },
    { text: "a: 'yes'\nb: \"0755\"\nc: |\n  no", expected: [{ a: "yes", b: "0755", c: "no\n" }] },
    { text: '"<<": 1', expected: [{ "<<": 1 }] },
    { text: "8080: a\ntrue: b", expected: [{ "8080": "a", true: "b" }] },
    { text: "a: ${VAR:-default}", expected: [{ a: "${VAR:-default}" }] },
    { text: 'a: "\\ud83d\\ude00"', expected: [{ a: "😀" }] },
    { text: "a: !!str 3\nb: !!int 3\nc: !!null ''", expected: [{ a: "3", b: 3, c: null }] },
    { text: "a: 1\r\nb:\r\n  - c\r\n", expected: [{ a: 1, b: ["c"] }] },
    { text: "a: >-\n  b\n  c\n\n  d\n", expected: [{ a: "b c\nd" }] },
    { text: '{"a": [1, {"b": null}]}', expected: [{ a: [1, { b: null }] }] },
  ])("$text", ({ text, expected }) => {
    expect(values(text)).toEqual(expected);
  });

  test("a key of Object.prototype is plain data", () => {
    const parsed = readYaml("__proto__: {a: 1}\nconstructor: 2", { file: "a.yaml" });
    const value = parsed.ok ? parsed.value[0]?.value : undefined;
    expect(Object.getPrototypeOf(value)).toBe(null);
    expect(Object.keys(value ?? {})).toEqual(["__proto__", "constructor"]);
  });

  test("a byte-order mark moves no column", () => {
    expect(findings("\ufeffa: yes")).toEqual(["1:4 READ_AMBIGUOUS_SCALAR /a"]);
    expect(findings(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0x3a, 0x20, 0x79))).toEqual([
      "1:4 READ_AMBIGUOUS_SCALAR /a",
    ]);
    expect(values("\ufeffa: b")).toEqual([{ a: "b" }]);
  });
});

test("traps can be warnings, read by YAML 1.2", () => {
  const parsed = readYaml("a: yes\nb: 0755\nc: 0o14", { file: "a.yaml", traps: "warning" });
  expect(parsed.ok && parsed.value.map(({ value }) => value)).toEqual([
    { a: "yes", b: 755, c: 12 },
  ]);
  expect(parsed.diagnostics.map(({ severity }) => severity)).toEqual(Array(3).fill("warning"));
});

test("a CloudFormation short form is answered with its long form", () => {
  const { diagnostics } = readYaml("a: !GetAtt b.c\nd: !Ref e", { file: "a.yaml" });
  expect(diagnostics.map(({ hint }) => hint)).toEqual([
    "Use the long form of the CloudFormation function: `Fn::GetAtt: …`.",
    "Use the long form of the CloudFormation function: `Ref: …`.",
  ]);
});

test("an octal file mode is answered with its decimal value", () => {
  const [diagnostic] = readYaml("mode: 0755", { file: "a.yaml" }).diagnostics;
  expect(diagnostic && formatDiagnostic(diagnostic)).toBe(
    "a.yaml:1:7: error READ_AMBIGUOUS_SCALAR: readers take this unquoted scalar for different values" +
      ' (found 0755; expected "0755" for a text)\n' +
      "  hint: Write 493 for the octal number, or put quotes around it for a text.",
  );
});

test("every code says its cause and remedy in sentences", () => {
  for (const { cause, remedy } of Object.values(readDiagnostics.rules)) {
    expect(cause).toMatch(/^[A-Z].*\.$/u);
    expect(remedy).toMatch(/^[A-Z].*\.$/u);
  }
});
