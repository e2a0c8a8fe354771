import { expect, test } from "vitest";

import type { JsonObject } from "../json-value.ts";
import { manifestSet } from "./manifest-rule.ts";

function secret(name: unknown, namespace?: unknown): JsonObject {
  const metadata = { name, ...(namespace !== undefined && { namespace }) } as JsonObject;
  return { apiVersion: "v1", kind: "Secret", metadata };
}

test("an object is found by name and namespace, the first of two", () => {
  const first = { ...secret("a", "x"), data: {} };
  const set = manifestSet([secret("a"), first, secret("a", "x"), secret("b", "x")]);
  expect(set.find("", "Secret", "a", "x")).toBe(first);
  expect(set.find("", "Secret", "a")).toBe(set.objects[0]);
  expect(set.find("", "Secret", "a", "y")).toBeUndefined();
  expect(set.find("v1", "Secret", "a", "x")).toBeUndefined();
  expect(set.find("", "Secret", "a", "")).toBeUndefined();
});

test("objects are found by name in whichever namespace", () => {
  const set = manifestSet([secret("a"), secret("a", "x"), secret("b", "x")]);
  expect(set.ofName("", "Secret", "a")).toEqual(set.objects.slice(0, 2));
  expect(set.ofName("", "Secret", "c")).toEqual([]);
});

test("what is no name and no namespace finds nothing", () => {
  const set = manifestSet([secret(1), secret("a", null), secret("a", []), {}, { metadata: "a" }]);
  expect(set.find("", "Secret", "a")).toBeUndefined();
  expect(set.find("", "Secret", "1")).toBeUndefined();
  expect(set.find("", "", "")).toBeUndefined();
});

test("however often a name is asked for, objects are looked at once", () => {
  let reads = 0;
  const objects = Array.from({ length: 300 }, (_, at) => {
    const object = { apiVersion: "v1", kind: "Secret" };
    Object.defineProperty(object, "metadata", {
      enumerable: true,
      get(): JsonObject {
        reads += 1;
        return { name: `s-${at}` };
      },
    });
    return object;
  });
  const set = manifestSet(objects);
  for (const at of objects.keys()) {
    expect(set.find("", "Secret", `s-${at}`)).toBe(objects[at]);
  }
  expect(reads).toBe(objects.length);
});
