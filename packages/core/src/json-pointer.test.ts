import fc from "fast-check";
import { expect, test } from "vitest";

import { formatPointer, replaceAt, valueAt } from "./json-pointer.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";

const object: JsonObject = { a: { list: [{ n: 1 }, { n: 2 }], "x/y": "~" }, b: null };

test.for<{ pointer: string; value: JsonValue | undefined; becomes: JsonValue | undefined }>([
  { pointer: "/b", value: 1, becomes: { ...object, b: 1 } },
  { pointer: "/c/d", value: 1, becomes: { ...object, c: { d: 1 } } },
  { pointer: "/c/d", value: undefined, becomes: object },
  { pointer: "/b", value: undefined, becomes: { a: { list: [{ n: 1 }, { n: 2 }], "x/y": "~" } } },
  {
    pointer: "/a/x~1y",
    value: "/",
    becomes: { a: { list: [{ n: 1 }, { n: 2 }], "x/y": "/" }, b: null },
  },
  {
    pointer: "/a/list/1/n",
    value: 3,
    becomes: { a: { list: [{ n: 1 }, { n: 3 }], "x/y": "~" }, b: null },
  },
  {
    pointer: "/a/list/0",
    value: undefined,
    becomes: { a: { list: [{ n: 2 }], "x/y": "~" }, b: null },
  },
  { pointer: "/a/list/2", value: 3, becomes: undefined },
  { pointer: "/a/list/-", value: 3, becomes: undefined },
  { pointer: "/a/list/01", value: 3, becomes: undefined },
  { pointer: "/b/c", value: 3, becomes: undefined },
  { pointer: "", value: 3, becomes: undefined },
])("$pointer set to $value", ({ pointer, value, becomes }) => {
  const before = structuredClone(object);
  expect(replaceAt(object, pointer, value)).toEqual(becomes);
  expect(object).toEqual(before);
});

test("keys keep their order, and a key of any name is data", () => {
  const map: JsonObject = JSON.parse('{"z":1,"__proto__":{"y":2},"a":3}') as JsonObject;
  const changed = replaceAt(map, "/__proto__/y", 4);
  expect(JSON.stringify(changed)).toBe('{"z":1,"__proto__":{"y":4},"a":3}');
});

test("what was written is what stands there, and taking it back changes nothing", () => {
  const key = fc.constantFrom("a", "b", "~", "/", "__proto__", "");
  const tree = fc.dictionary(key, fc.dictionary(key, fc.integer()));
  fc.assert(
    fc.property(tree, key, key, fc.integer(), (root, first, second, value) => {
      const pointer = formatPointer([first, second]);
      const written = replaceAt(root, pointer, value) ?? {};
      expect(valueAt(written, pointer)).toBe(value);
      const back = replaceAt(written, pointer, valueAt(root, pointer)) ?? {};
      const made = Object.hasOwn(root, first) ? root : replaceAt(root, formatPointer([first]), {});
      expect(sorted(back)).toEqual(sorted(made ?? {}));
    }),
    { numRuns: 2000 },
  );
});

/** Entries, whatever their order: `__proto__` is data here. */
function sorted(map: JsonObject): ReadonlySet<string> {
  return new Set(
    Object.entries(map).flatMap(([key, value]) => [
      key,
      ...Object.entries(value ?? {}).map((entry) => JSON.stringify([key, entry])),
    ]),
  );
}
