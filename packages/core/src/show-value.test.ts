import fc from "fast-check";
import { expect, test } from "vitest";

import { showValue } from "./show-value.ts";

test.for<[unknown, string]>([
  ["a", '"a"'],
  [undefined, "undefined"],
  [[undefined, 1], "[null,1]"],
  [{ a: undefined, b: 2 }, '{"b":2}'],
  [[], "[]"],
  [{}, "{}"],
  [12n, "12"],
  [Number.NaN, "null"],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ["\u{1F600}".repeat(60), `"${"\u{1F600}".repeat(39)}…`],
  [`a${"\u{1F600}".repeat(60)}`, `"a${"\u{1F600}".repeat(38)}…`],
])("%s is shown as %s", ([value, shown]) => {
  expect(showValue(value)).toBe(shown);
});

test("a short value is shown as JSON writes it, a long one is cut", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value).replaceAll("\\u2028", "\u2028");
      const shown = showValue(value);
      expect(shown.length).toBeLessThanOrEqual(80);
      if (text.length <= 80) {
        expect(shown).toBe(text);
      } else {
        expect(shown.endsWith("…")).toBe(true);
        expect(text.startsWith(shown.slice(0, -1))).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});

test("neither depth nor size of a value matters", () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) {
    deep = [deep];
  }
  expect(showValue(deep)).toBe(`${"[".repeat(79)}…`);
  expect(showValue(Array.from({ length: 5_000_000 }, () => 1)).length).toBe(80);
});
