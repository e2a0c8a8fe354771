import type { SourceLocation } from "@imagewright/core";
import { expect, test } from "vitest";

import { codeFrame } from "./code-frame.ts";
import { createPalette } from "./colour.ts";

const plain = createPalette(false);
const at = (line: number, column: number): SourceLocation => ({ file: "x", line, column });

test.for([
  {
    name: "a column in the middle",
    text: "a\nkey: value\n",
    place: at(2, 6),
    frame: "   2 | key: value\n     |      ^",
  },
  { name: "the end of the text", text: "a\n", place: at(2, 1), frame: "   2 |\n     | ^" },
  { name: "CRLF", text: "a\r\nb: c\r\n", place: at(2, 4), frame: "   2 | b: c\n     |    ^" },
  {
    name: "a tab before the column",
    text: "\tb: c",
    place: at(1, 5),
    frame: "   1 | →b: c\n     |     ^",
  },
  {
    name: "wide characters before the column",
    text: "棚: 😀 x",
    place: at(1, 7),
    frame: "   1 | 棚: 😀 x\n     |        ^",
  },
  {
    name: "a combining mark before the column",
    text: "e\u0301: x",
    place: at(1, 5),
    frame: "   1 | e\u0301: x\n     |    ^",
  },
  {
    name: "a control before the column",
    text: "\u001B: x",
    place: at(1, 4),
    frame: String.raw`   1 | \u{1b}: x` + "\n     |         ^",
  },
  { name: "a line that is not there", text: "a", place: at(9, 1), frame: "" },
  {
    name: "line 12345",
    text: "x\n".repeat(12_345),
    place: at(12_345, 1),
    frame: "12345 | x\n      | ^",
  },
])("$name", ({ text, place, frame }) => {
  expect(codeFrame(text, place, plain)).toBe(frame);
});

test("a line of 10 million characters is cut around its column", () => {
  const text = `${"x".repeat(5_000_000)}!${"y".repeat(5_000_000)}`;
  expect(codeFrame(text, at(1, 5_000_001), plain)).toBe(
    `   1 | …${"x".repeat(60)}!${"y".repeat(39)}…\n     | ${" ".repeat(61)}^`,
  );
});
