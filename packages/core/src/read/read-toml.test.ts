import fc from "fast-check";
import { expect, test } from "vitest";

import { emitToml } from "../emit/toml.ts";
import { readToml } from "./read-toml.ts";

const file = "a.toml";

function read(text: string | Uint8Array): unknown {
  const parsed = readToml(text, { file });
  return parsed.ok
    ? parsed.value
    : parsed.diagnostics.map(({ code, pointer, source }) =>
        [source && `${source.line}:${source.column}`, code, pointer].filter(Boolean).join(" "),
      );
}

test.for<readonly [string, unknown]>([
  ["", {}],
  ["# nothing\n", {}],
  ["\u{feff}a = 1", { a: 1 }],
  ["a.b = true\r\n", { a: { b: true } }],
  ["[[a]]\nb = [1, 'x', 2.5]\n[[a]]\n", { a: [{ b: [1, "x", 2.5] }, {}] }],
  ["a = 9007199254740991", { a: 9007199254740991 }],
  ["a = 1_000.5e1", { a: 10005 }],
  ["1.23456789012345678901 = 'x'", { 1: { "23456789012345678901": "x" } }],
  ["a = '1.23456789012345678901' # 1.23456789012345678901", { a: "1.23456789012345678901" }],
  ['a = """\n1.23456789012345678901"""""', { a: '1.23456789012345678901""' }],
  ["a = '''1.23456789012345678901''''", { a: "1.23456789012345678901'" }],
  ['a = "\\"1.23456789012345678901"', { a: '"1.23456789012345678901' }],
])("%j", ([text, expected]) => {
  expect(read(text)).toEqual(expected);
});

test("keys of prototypes are keys like any other", () => {
  const parsed = readToml("__proto__.a = 1\n[constructor]\nb = 2\n", { file });
  expect(parsed.ok && Object.keys(parsed.value)).toEqual(["__proto__", "constructor"]);
  expect(Object.hasOwn({}, "a")).toBe(false);
});

test.for<readonly [string, readonly string[]]>([
  ["a = 9007199254740993", ["1:5 READ_NUMBER_INEXACT"]],
  ["a = 0.12345678901234567890", ["1:5 READ_NUMBER_INEXACT"]],
  ["a = [1.5,\n1e400]", ["2:1 READ_NUMBER_INEXACT", "READ_NUMBER_NOT_FINITE /a/1"]],
  ["a = inf", ["READ_NUMBER_NOT_FINITE /a"]],
  ["a = [nan]", ["READ_NUMBER_NOT_FINITE /a/0"]],
  ["a = 2026-11-21", ["READ_DATE /a"]],
  ["[a]\nb = 07:32:00\nc = 1979-05-27T07:32:00Z", ["READ_DATE /a/b", "READ_DATE /a/c"]],
  ["a = 1\na = 2", ["2:1 READ_DUPLICATE_KEY"]],
  ["[a]\n[a]\n", ["2:2 READ_DUPLICATE_KEY"]],
  ['a = "\\u0000"', ["READ_STRING /a"]],
  ["a = \n", ["1:5 READ_SYNTAX"]],
  ["a = 010", ["1:5 READ_SYNTAX"]],
  ['a = "\\ud800"', ["1:6 READ_SYNTAX"]],
  ["\ud800", ["1:1 READ_CHARACTER"]],
])("%j is refused", ([text, expected]) => {
  expect(read(text)).toEqual(expected);
});

test.for<readonly [string, string, readonly string[]]>([
  ["a long key", `${"k".repeat(5000)} = 1`, ["READ_KEY_TOO_LONG"]],
  ["a long way", `${"a.".repeat(200)}b = 1`, [`READ_TOO_DEEP ${"/a".repeat(100)}`]],
  ["many brackets", `a = ${"[".repeat(200)}${"]".repeat(200)}`, ["1:105 READ_TOO_DEEP"]],
  ["a way of 2 MB", `${"a.".repeat(1e6)}b = 1`, [`READ_TOO_DEEP ${"/a".repeat(100)}`]],
  ["12 MB", "#".repeat(12e6), ["1:1 READ_TOO_LARGE"]],
])("%s is refused", ([, text, expected]) => {
  expect(read(text)).toEqual(expected);
});

test("bytes have to be UTF-8", () => {
  expect(read(Uint8Array.of(0x61, 0x3d, 0x31))).toEqual({ a: 1 });
  expect(read(Uint8Array.of(0x61, 0xff))).toEqual(["1:2 READ_ENCODING"]);
});

test("findings end at the limit", () => {
  const parsed = readToml("a = [inf, inf, inf]", { file, limits: { findings: 2 } });
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual([
    "READ_NUMBER_NOT_FINITE",
    "READ_NUMBER_NOT_FINITE",
    "READ_TOO_MANY_FINDINGS",
  ]);
});

test("the message is one line, without the text of the document", () => {
  const parsed = readToml("secret = abc\n", { file });
  expect(parsed.diagnostics.map(({ message }) => message)).toEqual([
    "this is no TOML: invalid value",
  ]);
});

const leaf = fc.oneof(
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0)),
  fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
);

const { table } = fc.letrec<{ value: unknown; table: Record<string, never> }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(leaf), tie("table")),
  table: fc.dictionary(
    fc.string().filter((key) => !key.includes("\0")),
    tie("value") as fc.Arbitrary<never>,
  ),
}));

test("what we write reads back", () => {
  fc.assert(
    fc.property(table, (value) => {
      const text = carriable(value);
      if (text === undefined) {
        return;
      }
      const parsed = readToml(text, { file });
      expect(parsed.ok && JSON.parse(JSON.stringify(parsed.value))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
    { numRuns: 1000 },
  );
});

/** Undefined for what our writer refuses. */
function carriable(value: Readonly<Record<string, never>>): string | undefined {
  try {
    return emitToml(value);
  } catch {
    return undefined;
  }
}

test("any text is read or refused", () => {
  const signs = fc.constantFrom(...Array.from("ab=.[]{}\"'#,\n\\ 1e+-_:T\0"), "\ud800");
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 60 }), (text) => {
      const parsed = readToml(text, { file });
      expect(parsed.ok || parsed.diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 5000 },
  );
});
