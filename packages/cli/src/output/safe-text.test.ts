import { naughtyStrings } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { hideSecrets, safeJson, safeText } from "./safe-text.ts";

test.for([
  ["\u001B[31mred", "\\u{1b}[31mred"],
  ["a\nb", "a\\u{a}b"],
  ["\u009B2J", "\\u{9b}2J"],
  ["\u202Egpj", "\\u{202e}gpj"],
  ["a\u00A0b", "a\\u{a0}b"],
  ["\uD800", "\\u{d800}"],
  ["grün 棚 😀 b", "grün 棚 😀 b"],
] as const)("%j is shown as %s", ([text, shown]) => {
  expect(safeText(text)).toBe(shown);
});

test("no text steers the terminal", () => {
  const isSteering = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
  expect(naughtyStrings.filter((text) => isSteering.test(safeText(text)))).toEqual([]);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !isSteering.test(safeText(text))));
});

test("JSON says the same and steers no terminal", () => {
  const isSteering = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u;
  expect(safeJson(JSON.stringify("a\u009B\u202E\u{E0001}b"))).toBe(
    '"a\\u009b\\u202e\\udb40\\udc01b"',
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const json = safeJson(JSON.stringify({ [text]: text }, null, 2));
      expect(JSON.parse(json)).toEqual({ [text]: text });
      expect(isSteering.test(json)).toBe(false);
    }),
  );
});

test.for([
  ["https://user:hunter2@host/path", "https://user:*******@host/path"],
  ["http://host:8080/a@b", "http://host:8080/a@b"],
  ["password: hunter2", "password: *******"],
  ["  clientSecret: 'hun ter2' # x", "  clientSecret: **** ***** # x"],
  ['{ "apiToken": "hunter2", "region": "x" }', '{ "apiToken": *********, "region": "x" }'],
  ["AWS_SECRET_ACCESS_KEY=hunter2 make", "AWS_SECRET_ACCESS_KEY=******* make"],
  ["key AKIAIOSFODNN7EXAMPLE here", "key ******************** here"],
  ["there is no key `password`", "there is no key `password`"],
  ["architecture: amd64", "architecture: amd64"],
] as const)("%s", ([text, hidden]) => {
  expect(hideSecrets(text)).toBe(hidden);
});

test("nothing moves, whatever is hidden", () => {
  fc.assert(fc.property(fc.string(), (text) => hideSecrets(text).length === text.length));
  expect(naughtyStrings.filter((text) => hideSecrets(text).length !== text.length)).toEqual([]);
});

test.for([
  ["words", "password".repeat(12_500)],
  ["word characters", "a".repeat(100_000)],
  ["colons and slashes", "://".repeat(33_000)],
  ["blanks behind a name", `token${" ".repeat(100_000)}`],
  ["quotes", `token="${'"'.repeat(100_000)}`],
])("a hostile text of 100,000 %s ends", ([, text = ""]) => {
  expect(hideSecrets(text)).toHaveLength(text.length);
});
