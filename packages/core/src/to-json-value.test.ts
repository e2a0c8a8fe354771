import { expect, test } from "vitest";

import { toJsonValue } from "./to-json-value.ts";

test.for<[unknown, unknown]>([
  [null, null],
  ["text", "text"],
  [1.5, 1.5],
  [
    [1, [2]],
    [1, [2]],
  ],
  [{ a: { b: undefined, c: [] } }, { a: { c: [] } }],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
])("%j is JSON", ([value, expected]) => {
  expect(toJsonValue(value)).toEqual(expected);
});

test.for<[string, unknown, string]>([
  ["a function", () => 1, ""],
  ["undefined", undefined, ""],
  ["a number that is not finite", { a: [0, Number.NaN] }, "/a/1"],
  ["a bigint", { "a/b": 1n }, "/a~1b"],
  ["a hole in a list", [1, undefined], "/1"],
  ["a map of a class", { a: new Map() }, "/a"],
  ["a date", { a: { b: new Date(0) } }, "/a/b"],
  ["a symbol", [Symbol("x")], "/0"],
])("%s is refused at its place", ([, value, pointer]) => {
  expect(() => toJsonValue(value)).toThrow(
    expect.objectContaining({
      code: "VALUE_REFUSED",
      details: expect.objectContaining({ pointer }),
    }),
  );
});
