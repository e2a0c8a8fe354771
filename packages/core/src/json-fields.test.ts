import fc from "fast-check";
import { expect, test } from "vitest";

import { isSameJson } from "./json-fields.ts";
import type { JsonValue } from "./json-value.ts";

test.for<[JsonValue | undefined, JsonValue | undefined, boolean]>([
  [1, 1, true],
  [1, "1", false],
  [null, undefined, false],
  [undefined, undefined, true],
  [[], {}, false],
  [[1, 2], [2, 1], false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: undefined as unknown as JsonValue }, { b: 1 }, false],
  [{ constructor: 1 }, {}, false],
])("%j and %j: %j", ([a, b, same]) => {
  expect(isSameJson(a, b)).toBe(same);
  expect(isSameJson(b, a)).toBe(same);
});

test("a copy is the same, a change anywhere is not", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [left, right] = [a as JsonValue, b as JsonValue];
      expect(isSameJson(left, JSON.parse(JSON.stringify(left)) as JsonValue)).toBe(true);
      expect(isSameJson(left, right)).toBe(canonical(left) === canonical(right));
    }),
    { numRuns: 2000 },
  );
});

test("no nesting is too deep", () => {
  expect(isSameJson(deep(1), deep(1))).toBe(true);
  expect(isSameJson(deep(1), deep(2))).toBe(false);
});

function deep(leaf: number): JsonValue {
  let value: JsonValue = leaf;
  for (let level = 0; level < 100_000; level += 1) {
    value = [value];
  }
  return value;
}

function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
