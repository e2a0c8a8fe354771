import { describe, expect, test } from "vitest";

import { readJson } from "./read-json.ts";
import type { ReadLimits } from "./read-limits.ts";
import { readSingle, readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

function codes(input: string | Uint8Array, limits: Partial<ReadLimits> = {}): readonly string[] {
  const { diagnostics } = readYaml(input, { file: "a.yaml", limits });
  return [...new Set(diagnostics.map(({ code }) => code))];
}

const million = 1_000_000;

function repeat(text: string, length = million): string {
  return text.repeat(Math.ceil(length / text.length));
}

test("a text over the limit is not parsed; one of exactly its size is", () => {
  const text = `a: "${"ä".repeat(10)}"`;
  expect(codes(text, { bytes: 25 })).toEqual([]);
  expect(codes(text, { bytes: 24 })).toEqual(["READ_TOO_LARGE"]);
  expect(codes(new Uint8Array(11 * 1024 * 1024))).toEqual(["READ_TOO_LARGE"]);
});

test.for([
  { style: "brackets", nest: (depth: number) => "[".repeat(depth) + "]".repeat(depth) },
  { style: "maps", nest: (depth: number) => lines(depth, (level) => `${" ".repeat(level)}a:`) },
  { style: "dashes", nest: (depth: number) => `${"- ".repeat(depth)}a` },
  {
    style: "pairs in lists",
    nest: (depth: number) => `${"[a: ".repeat(depth / 2)}b${"]".repeat(depth / 2)}`,
  },
])("$style may lie 100 deep, and no deeper", ({ nest }) => {
  expect(codes(nest(100))).toEqual([]);
  expect(codes(nest(102))).toEqual(["READ_TOO_DEEP"]);
  expect(codes(nest(4), { depth: 3 })).toEqual(["READ_TOO_DEEP"]);
});

test("the place of a nesting that is too deep is its first bracket past the limit", () => {
  const [diagnostic] = readYaml("a:\n  b: [[[]]]\n", {
    file: "f",
    limits: { depth: 3 },
  }).diagnostics;
  expect(diagnostic?.source).toEqual({ file: "f", line: 2, column: 7 });
});

test("a stream may hold 1000 documents, and no more", () => {
  expect(codes("--- a\n".repeat(1000))).toEqual([]);
  expect(codes("---\na: 1\n".repeat(1001))).toEqual(["READ_TOO_MANY_DOCUMENTS"]);
  const { diagnostics } = readYaml("a: 1\n---\nb: 2\n---\nc: 3", {
    file: "f",
    limits: { documents: 2 },
  });
  expect(diagnostics.map(({ source }) => source?.line)).toEqual([4]);
});

test("a key may have 4096 bytes, and no more", () => {
  expect(codes(`? ${"ä".repeat(2048)}\n: 1`)).toEqual([]);
  expect(codes(`? ${"ä".repeat(2048)}a\n: 1`)).toEqual(["READ_KEY_TOO_LONG"]);
  expect(codes("abcd: 1", { keyBytes: 3 })).toEqual(["READ_KEY_TOO_LONG"]);
});

describe("lexemes", () => {
  const limits = { lexemes: 1000 };

  test("a text may have as many as the limit says, and no more", () => {
    // Nine for each document: the two scalars are two lexemes each, a mark and their text.
    const text = `\t\n${"a: b\n---\n".repeat(10)}`;
    const least = [...Array(200).keys()].find((lexemes) => codes(text, { lexemes }).length === 0);
    expect(least).toBe(93);
    expect(readYaml(text, { file: "f", limits: { lexemes: 92 } }).diagnostics).toMatchObject([
      { code: "READ_TOO_MANY_LEXEMES", source: { line: 21, column: 4 } },
    ]);
  });

  test("what the quick reader takes is not limited", () => {
    expect(codes("a: b\n---\n".repeat(500), limits)).toEqual([]);
  });

  test.for([
    { name: "entries of a list", text: `[\n ${repeat("1,", 2000)}]` },
    { name: "empty maps", text: `[\n ${repeat("{},", 2000)}]` },
    { name: "dashes", text: `-\t1\n${repeat("-\n", 2000)}` },
    { name: "comments", text: `a:\t1\n${repeat("#\n", 2000)}` },
    { name: "blank lines", text: `a:\t1\n${repeat("\n", 2000)}` },
    { name: "deep lists", text: `-\t1\n${repeat(`${"- ".repeat(50)}1\n`, 2000)}` },
    {
      name: "comments after blank lines",
      text: `-\t1\n- |\n  a\n${"\n".repeat(300)}${" #\n".repeat(150)}`,
    },
    {
      name: "a long list that is part of many keys",
      text: `${"[".repeat(50)}${"1,".repeat(60)}${"]: a".repeat(49)}]`,
    },
  ])("$name end the reading", ({ text }) => {
    expect(codes(text, limits)).toContain("READ_TOO_MANY_LEXEMES");
    expect(codes(text, { lexemes: 100_000 })).not.toContain("READ_TOO_MANY_LEXEMES");
  });
});

test("findings stop at the limit, which is said", () => {
  const { diagnostics } = readYaml("- yes\n".repeat(1000), { file: "f", limits: { findings: 5 } });
  expect(diagnostics).toHaveLength(6);
  expect(diagnostics.at(-1)?.code).toBe("READ_TOO_MANY_FINDINGS");
});

describe("a hostile text is refused or read, and nothing is thrown", () => {
  test.for([
    { name: "20,000 brackets", text: "[".repeat(20_000), expected: ["READ_TOO_DEEP"] },
    { name: "20,000 braces", text: "{".repeat(20_000), expected: ["READ_TOO_DEEP"] },
    { name: "20,000 dashes", text: "- ".repeat(20_000), expected: ["READ_TOO_DEEP"] },
    { name: "20,000 question marks", text: "? ".repeat(20_000), expected: ["READ_TOO_DEEP"] },
    {
      name: "4,000 maps",
      text: lines(4000, (level) => `${" ".repeat(level)}a:`),
      expected: ["READ_TOO_DEEP"],
    },
    { name: "quotes", text: repeat('"'), expected: ["READ_SYNTAX", "READ_TOO_MANY_FINDINGS"] },
    { name: "anchors", text: repeat("&a "), expected: ["READ_ANCHOR", "READ_TOO_MANY_FINDINGS"] },
    {
      name: "escapes",
      text: `"${repeat("\\q", 9e6)}"`,
      expected: ["READ_ESCAPE", "READ_TOO_MANY_FINDINGS"],
    },
    {
      name: "question marks in brackets",
      text: `[\n ${repeat("? ", 9e6)}]`,
      expected: ["READ_TOO_MANY_LEXEMES"],
    },
    {
      name: "lines without a colon",
      text: `a: 1\n${repeat('"b"\n')}`,
      expected: ["READ_MISSING_COLON", "READ_TOO_MANY_FINDINGS"],
    },
    { name: "tags", text: repeat("!a "), expected: ["READ_TAG", "READ_TOO_MANY_FINDINGS"] },
    {
      name: "commas",
      text: `[${repeat(",")}`,
      expected: ["READ_SYNTAX", "READ_TOO_MANY_FINDINGS"],
    },
    {
      name: "closing brackets",
      text: repeat("]"),
      expected: ["READ_SYNTAX", "READ_TOO_MANY_FINDINGS"],
    },
    {
      name: "empty documents",
      text: "---\n".repeat(200_000),
      expected: ["READ_TOO_MANY_DOCUMENTS"],
    },
    {
      name: "controls",
      text: repeat("\u0001"),
      expected: ["READ_CHARACTER", "READ_TOO_MANY_FINDINGS"],
    },
    { name: "one long word", text: `a: ${repeat("x")}`, expected: [] },
    { name: "one long quoted text", text: `a: "${repeat("\\\\")}"`, expected: [] },
    { name: "a quoted text of 9 MB", text: `a: "${repeat("x", 9e6)}\\n"\n`, expected: [] },
    { name: "a text in brackets of 9 MB", text: `a: [${repeat("x ", 9e6)}x]\n`, expected: [] },
    { name: "a number of 9 MB", text: `a: ${repeat("1", 9e6)}`, expected: ["READ_NUMBER_INEXACT"] },
    {
      name: "a base-60 number of 9 MB",
      text: `a: 1${repeat(":1", 9e6)}`,
      expected: ["READ_AMBIGUOUS_SCALAR"],
    },
    { name: "one open quoted text", text: `a: "${repeat("\\\\")}`, expected: ["READ_UNCLOSED"] },
    { name: "a word of many lines", text: `a:\n${repeat("  w\n")}`, expected: [] },
    { name: "a quoted text of many lines", text: `a: "${repeat("w\n  ")}"`, expected: [] },
    { name: "comments", text: repeat("# x\n"), expected: [] },
    { name: "a long comment", text: `#${repeat("x")}`, expected: [] },
    { name: "blanks", text: repeat(" \n"), expected: [] },
    { name: "100,000 keys", text: lines(100_000, (index) => `key${index}: v`), expected: [] },
    {
      name: "100,000 keys in braces",
      text: `{${lines(100_000, (index) => `k${index}: 1,`).replaceAll("\n", "")}}`,
      expected: [],
    },
  ])("$name", { timeout: 60_000 }, ({ text, expected }) => {
    expect(codes(text)).toEqual(expected);
    expect(() => readJson(text, { file: "a.json" })).not.toThrow();
  });

  test("billion laughs are never expanded", () => {
    const levels = lines(
      9,
      (level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}]`,
    );
    expect(codes(`a0: &a0 lol\n${levels}`)).toEqual(["READ_ANCHOR", "READ_ALIAS"]);
  });
});

describe("bytes", () => {
  test.for([
    {
      name: "UTF-16 with a mark (little-endian)",
      bytes: [0xff, 0xfe, 0x61, 0, 0x3a, 0],
      found: "UTF-16 (little-endian)",
    },
    {
      name: "UTF-16 with a mark (big-endian)",
      bytes: [0xfe, 0xff, 0, 0x61],
      found: "UTF-16 (big-endian)",
    },
    {
      name: "UTF-32 with a mark (little-endian)",
      bytes: [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0],
      found: "UTF-32 (little-endian)",
    },
    {
      name: "UTF-32 with a mark (big-endian)",
      bytes: [0, 0, 0xfe, 0xff],
      found: "UTF-32 (big-endian)",
    },
    {
      name: "UTF-16 without a mark (little-endian)",
      bytes: [0x61, 0, 0x3a, 0],
      found: "UTF-16 (little-endian)",
    },
    {
      name: "UTF-16 without a mark (big-endian)",
      bytes: [0, 0x61, 0, 0x3a],
      found: "UTF-16 (big-endian)",
    },
    {
      name: "UTF-32 without a mark (little-endian)",
      bytes: [0x61, 0, 0, 0],
      found: "UTF-32 (little-endian)",
    },
    {
      name: "UTF-32 without a mark (big-endian)",
      bytes: [0, 0, 0, 0x61],
      found: "UTF-32 (big-endian)",
    },
  ])("$name is named", ({ bytes, found }) => {
    const { diagnostics } = readYaml(Uint8Array.from(bytes), { file: "f" });
    expect(diagnostics).toMatchObject([
      {
        code: "READ_ENCODING",
        found,
        hint: "Save the file as UTF-8.",
        source: { line: 1, column: 1 },
      },
    ]);
  });

  test("the first byte that is no UTF-8 has its line and column", () => {
    const bytes = Uint8Array.from([0x61, 0x3a, 0x0a, 0x20, 0xc3, 0xa4, 0xe4, 0x0a]);
    expect(readYaml(bytes, { file: "f" }).diagnostics).toMatchObject([
      { code: "READ_ENCODING", found: "0xe4", source: { file: "f", line: 2, column: 3 } },
    ]);
  });
});

describe("one document", () => {
  test("nothing, and comments alone, are empty", () => {
    for (const text of ["", "# a\n", "---\n", "---\n---\n"]) {
      expect(readSingle(text, { file: "a.yaml" }).diagnostics).toMatchObject([
        { code: "READ_EMPTY" },
      ]);
    }
    expect(readSingle(" \n", { file: "a.json" }).diagnostics).toMatchObject([
      { code: "READ_EMPTY" },
    ]);
  });

  test("the second document is named by its place", () => {
    const { diagnostics } = readSingle("a: 1\n---\n# b\nb: 2\n", { file: "a.yaml" });
    expect(diagnostics).toMatchObject([
      { code: "READ_SEVERAL_DOCUMENTS", source: { file: "a.yaml", line: 4, column: 1 } },
    ]);
  });

  test("a single document may be followed by an end mark", () => {
    const parsed = readSingle("---\na: 1\n---\n", { file: "a.yaml" });
    expect(parsed.ok && parsed.value.value).toEqual({ a: 1 });
  });
});

test("the ending of the file name picks the reader", () => {
  expect(readText("{'a': 1}", { file: "a.yaml" }).ok).toBe(true);
  expect(readText("{'a': 1}", { file: "-" }).ok).toBe(true);
  expect(readText("{'a': 1}", { file: "dir.yaml/a.JSON" }).ok).toBe(false);
});

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}
