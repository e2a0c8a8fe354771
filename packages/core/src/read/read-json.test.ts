import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readJson } from "./read-json.ts";

const valid: readonly string[] = [
  "null",
  "true",
  "false",
  "0",
  "-0",
  "1",
  "-1",
  "10",
  "1.5",
  "-1.5",
  "0.0",
  "1e3",
  "1E3",
  "1e+3",
  "1e-3",
  "0e1",
  "0E+1",
  "1.25e2",
  "9007199254740991",
  '""',
  '"a"',
  '" "',
  '"\\""',
  '"\\\\"',
  '"\\/"',
  '"\\b\\f\\n\\r\\t"',
  '"\\u0041"',
  '"\\u00e9"',
  '"\\uD83D\\uDE00"',
  '"😀"',
  '"\u2028\u2029"',
  '"\u007f\u0085"',
  '"/"',
  "[]",
  "[ ]",
  "[1]",
  "[1,2]",
  " [ 1 , 2 ] ",
  "[[]]",
  "[[],[[]]]",
  "{}",
  "{ }",
  '{"a":1}',
  ' { "a" : 1 } ',
  '{"a":{"b":[]}}',
  '{"":0}',
  '{"a":1,"b":2}',
  '{"__proto__":1}',
  '{"constructor":{"prototype":1}}',
  "\t1\t",
  "\r\n1\r\n",
  '{\n"a":\t[\r1]}',
  '"\\u007F"',
  "[null,true,false]",
  '{"1":1,"0":2}',
  '[{"a":1},{"a":2}]',
  "[1.0]",
  "[-0.5]",
  '"\ufeff"',
  '"\\u2028"',
];

const invalid: readonly string[] = [
  "nul",
  "nullx",
  "True",
  "NaN",
  "Infinity",
  "-Infinity",
  "-",
  "+1",
  "01",
  "-01",
  "1.",
  ".5",
  "-.5",
  "1e",
  "1e+",
  "1.e3",
  "0x10",
  "1_000",
  "1,",
  ",",
  ":",
  "'a'",
  '"',
  '"a',
  '"\\"',
  '"\\x"',
  '"\\u12"',
  '"\\u12G4"',
  '"\\U0041"',
  '"\n"',
  '"\t"',
  '"\u0000"',
  '"\u001f"',
  "[",
  "]",
  "[1",
  "[1,",
  "[1,]",
  "[,1]",
  "[1 2]",
  "[1,,2]",
  "{",
  "}",
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,',
  '{"a":1,}',
  "{a:1}",
  "{'a':1}",
  '{"a" 1}',
  '{"a":1 "b":2}',
  "{1:1}",
  '{"a":}',
  "{,}",
  "[}",
  "{]",
  "1 2",
  "null null",
  "[] []",
  "// a\n1",
  "/* a */1",
  "#\n1",
  "\u00a01",
  "\ufeff\ufeff1",
  "\u000b1",
  "1\u0000",
  "undefined",
  '"a"b',
  "[1]]",
  '{"a":1}}',
  "tru",
  "-a",
  "1a",
  "1.2.3",
  "--1",
  "1-1",
  "[1:2]",
  '{"a"::1}',
  "a",
];

function read(text: string): unknown {
  const parsed = readJson(text, { file: "a.json" });
  return parsed.ok ? parsed.value[0]?.value : parsed.diagnostics.map(({ code }) => code);
}

describe("JSON.parse judges", () => {
  test.for(valid)("%j is read alike", (text) => {
    expect(read(text)).toEqual(withoutPrototypes(JSON.parse(text)));
  });

  test.for(invalid)("%j is refused", (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(readJson(text, { file: "a.json" }).ok).toBe(false);
  });

  test("whatever JSON.stringify writes is read back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: "medium" }), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const parsed = readJson(text, { file: "a.json" });
        const isRefused = !parsed.ok && parsed.diagnostics.every(({ code }) => ours.has(code));
        return isRefused || JSON.stringify(read(text)) === JSON.stringify(JSON.parse(text));
      }),
      { numRuns: 10_000 },
    );
  });

  test("texts made of the signs of JSON are accepted and refused alike", () => {
    const sign = fc.constantFrom(
      ...Array.from('{}[]:,"\\ 01-+.eEutrnfals\n/'),
      "null",
      "true",
      '"a"',
      '{"a":',
      "\\u00",
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 12 }), (signs) => {
        const text = signs.join("");
        const parsed = readJson(text, { file: "a.json" });
        const expected = parseOrUndefined(text);
        if (expected === undefined) {
          return !parsed.ok || parsed.value.length === 0;
        }
        return parsed.ok
          ? JSON.stringify(parsed.value[0]?.value) === JSON.stringify(expected)
          : parsed.diagnostics.every(({ code }) => ours.has(code));
      }),
      { numRuns: 10_000 },
    );
  });
});

/** What is valid JSON and refused by us. */
const ours: ReadonlySet<string> = new Set([
  "READ_DUPLICATE_KEY",
  "READ_NUMBER_INEXACT",
  "READ_STRING",
]);

describe("findings have a place and a pointer", () => {
  test.for([
    { text: '{"a": 1,\n "a": 2}', expected: "2:2 READ_DUPLICATE_KEY /a" },
    { text: '{"a": [1, 12345678901234567890]}', expected: "1:11 READ_NUMBER_INEXACT /a/1" },
    { text: "[1e400]", expected: "1:2 READ_NUMBER_INEXACT /0" },
    { text: '{"a": "\\u0000"}', expected: "1:7 READ_STRING /a" },
    { text: '["\\ud800"]', expected: "1:2 READ_STRING /0" },
    { text: '{"\\udc00": 1}', expected: "1:2 READ_STRING " },
    { text: '{"a": [1,\n2,]}', expected: "2:3 READ_SYNTAX /a" },
    { text: '{"a" 1}', expected: "1:6 READ_MISSING_COLON " },
    { text: "{'a': 1}", expected: "1:2 READ_SYNTAX " },
    { text: '{"a": "b', expected: "1:7 READ_UNCLOSED /a" },
    { text: '{"a": "b\n"}', expected: "1:7 READ_UNCLOSED /a" },
    { text: '{"a": "\\q"}', expected: "1:8 READ_ESCAPE /a" },
    { text: '{"a": True}', expected: "1:7 READ_SYNTAX /a" },
    { text: '{"a": 1} x', expected: "1:10 READ_SYNTAX " },
    { text: "[[[1]]]", expected: "1:3 READ_TOO_DEEP /0/0" },
    { text: '{"abcdefghi": 1}', expected: "1:2 READ_KEY_TOO_LONG " },
    { text: "\ud800", expected: "1:1 READ_CHARACTER " },
  ])("$text", ({ text, expected }) => {
    const { diagnostics } = readJson(text, { file: "f", limits: { depth: 2, keyBytes: 8 } });
    const [found] = diagnostics.map(
      ({ source, code, pointer }) => `${source?.line}:${source?.column} ${code} ${pointer}`,
    );
    expect(found).toBe(expected);
  });
});

test("a byte-order mark is read past with a warning", () => {
  const parsed = readJson("\ufeff[1]", { file: "a.json" });
  expect(parsed.ok && parsed.value[0]?.value).toEqual([1]);
  expect(parsed.diagnostics).toMatchObject([{ code: "READ_BYTE_ORDER_MARK", severity: "warning" }]);
});

test("maps have no prototype", () => {
  const parsed = readJson('{"__proto__": {"a": 1}}', { file: "a.json" });
  const value = parsed.ok ? parsed.value[0]?.value : undefined;
  expect(Object.getPrototypeOf(value)).toBe(null);
  expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
});

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutPrototypes);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutPrototypes(inner)]);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
