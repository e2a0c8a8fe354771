import { type BadInput, goodSpec, spec } from "./bad-input.ts";

/** Bytes and characters that readers refuse, or do not agree on. */
export const characters: readonly BadInput[] = [
  {
    name: "UTF-16, little end first",
    spec: Buffer.from(`\uFEFF${goodSpec}`, "utf16le"),
    expected: ["1:1 READ_ENCODING"],
  },
  {
    name: "UTF-16, big end first",
    spec: Buffer.from(`\uFEFF${goodSpec}`, "utf16le").swap16(),
    expected: ["1:1 READ_ENCODING"],
  },
  {
    name: "UTF-16 without a mark",
    spec: Buffer.from(goodSpec, "utf16le"),
    expected: ["1:1 READ_ENCODING"],
  },
  {
    name: "Latin-1",
    spec: Buffer.from(spec("shelf: top", "shelf: köln"), "latin1"),
    expected: ["15:13 READ_ENCODING"],
  },
  {
    name: "half of a character at the end",
    spec: Buffer.concat([Buffer.from(goodSpec), Buffer.from([0xe2, 0x82])]),
    expected: ["18:1 READ_ENCODING"],
  },
  {
    name: "a binary file",
    spec: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    expected: [
      "1:1 READ_CHARACTER",
      "1:5 READ_CHARACTER",
      "1:6 READ_CHARACTER",
      "1:7 READ_CHARACTER",
      "1:8 READ_CHARACTER",
    ],
  },
  {
    name: "a byte-order mark inside the text",
    spec: spec("shelf: top", "shelf: \uFEFFtop"),
    expected: ["15:12 READ_CHARACTER"],
  },
  {
    name: "NUL as it is",
    spec: spec("shelf: top", "shelf: to\0p"),
    expected: ["15:14 READ_CHARACTER"],
  },
  {
    name: "NUL by an escape",
    spec: spec("shelf: top", String.raw`shelf: "to\0p"`),
    expected: ["15:12 READ_STRING"],
  },
  {
    name: "half of a surrogate pair by an escape",
    spec: spec("shelf: top", String.raw`shelf: "\uD83D"`),
    expected: ["15:12 READ_STRING"],
  },
  {
    name: "an escape sequence of terminals",
    spec: spec("shelf: top", "shelf: \u001B[31mtop"),
    expected: ["15:12 READ_CHARACTER"],
  },
  {
    name: "a line separator",
    spec: spec("shelf: top", "shelf: to\u2028p"),
    expected: ["15:14 READ_CHARACTER"],
  },
  {
    name: "a next-line control",
    spec: spec("shelf: top", "shelf: to\u0085p"),
    expected: ["15:14 READ_CHARACTER"],
  },
  {
    name: "a carriage return alone",
    spec: spec("shelf: top", "shelf: top\r    more: x"),
    expected: ["15:15 READ_CHARACTER"],
  },
  {
    name: "a mark that reverses the direction",
    spec: spec("shelf: top", 'shelf: "\u202Epot"'),
    expected: ["15:12 SCHEMA_BAD_FORM"],
  },
  {
    name: "a name in another script",
    spec: spec("shelf: top", "shelf: 棚"),
    expected: ["15:12 SCHEMA_BAD_FORM"],
  },
  {
    name: "a non-breaking space as indentation",
    spec: spec("    shelf: top", "\u00A0   shelf: top"),
    expected: ["15:12 READ_NESTED_MAPPING"],
  },
  {
    name: "typographic quotes",
    spec: spec('"24.04"', "“24.04”"),
    expected: ["9:16 SCHEMA_BAD_FORM"],
  },
];
