import { isSameJson, type JsonObject, type JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { correlateField, correlateItems } from "./correlate.ts";
import { readStructuralSchema } from "./structural-schema.ts";

test.for<[string, JsonValue | undefined, JsonValue | undefined]>([
  ["a field of a map", { a: 1 }, 1],
  ["a field the old map lacks", { b: 1 }, undefined],
  ["a field where no old map was", undefined, undefined],
  ["a field where a list was", [1], undefined],
])("%s has the old value that an API server pairs it with", ([, old, expected]) => {
  expect(correlateField(old, "a")).toEqual(expected);
});

test("a name every object inherits has no old value", () => {
  expect(correlateField({ b: 1 }, "toString")).toBe(undefined);
});

const items = {
  type: "object",
  properties: { id: { type: "string" }, port: { type: "integer" }, note: { type: "string" } },
};
const byId: JsonObject = {
  type: "array",
  items,
  "x-kubernetes-list-type": "map",
  "x-kubernetes-list-map-keys": ["id", "port"],
};

test.for<[string, JsonValue | undefined, JsonObject, JsonValue, JsonValue | undefined]>([
  [
    "the same keys",
    [{ id: "b" }, { id: "a", port: 1, note: "x" }],
    byId,
    { id: "a", port: 1 },
    { id: "a", port: 1, note: "x" },
  ],
  ["one key that differs", [{ id: "a", port: 2 }], byId, { id: "a", port: 1 }, undefined],
  ["a key of another type", [{ id: "a", port: "1" }], byId, { id: "a", port: 1 }, undefined],
  ["a key that is absent", [{ id: "a" }], byId, { id: "a" }, undefined],
  [
    "keys that stood twice",
    [
      { id: "a", port: 1, note: "x" },
      { id: "a", port: 1 },
    ],
    byId,
    { id: "a", port: 1 },
    { id: "a", port: 1, note: "x" },
  ],
  ["an item that is no map", ["a"], byId, "a", undefined],
  ["no old list", undefined, byId, { id: "a", port: 1 }, undefined],
  ["an item of a set", ["a"], { type: "array", "x-kubernetes-list-type": "set" }, "a", undefined],
  [
    "an item of an atomic list",
    ["a"],
    { type: "array", "x-kubernetes-list-type": "atomic" },
    "a",
    undefined,
  ],
  ["an item of a plain list", [{ id: "a" }], { type: "array", items }, { id: "a" }, undefined],
])(
  "%s: the old item is found by the keys of a map-like list only",
  ([, old, schema, item, expected]) => {
    expect(correlateItems(old, readStructuralSchema(schema))(item)).toEqual(expected);
  },
);

test.for<[JsonValue, JsonValue, boolean]>([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 1 }, false],
  [{ constructor: 1 }, { a: 1 }, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [null, {}, false],
  ["1", 1, false],
])("%j and %j are the same value: %s", ([a, b, expected]) => {
  expect(isSameJson(a, b)).toBe(expected);
  expect(isSameJson(b, a)).toBe(expected);
});
