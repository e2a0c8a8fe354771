import type { JsonObject, JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { judgeCreation } from "./admission.ts";
import { customResourceSource } from "./crd/custom-resource-source.ts";
import { parseCustomResource } from "./crd/custom-resource.ts";

const definition: JsonObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "widgets.example.com" },
  spec: {
    group: "example.com",
    names: { kind: "Widget", plural: "widgets" },
    scope: "Namespaced",
    versions: [
      {
        name: "v1alpha1",
        served: false,
        storage: false,
        schema: { openAPIV3Schema: { type: "object" } },
      },
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              apiVersion: { type: "string" },
              kind: { type: "string" },
              metadata: { type: "object" },
              spec: {
                type: "object",
                required: ["size"],
                properties: {
                  size: { type: "integer", format: "int32", minimum: 1, maximum: 9 },
                  colour: { type: "string", enum: ["red", "green"], default: "red" },
                  name: { type: "string", pattern: "^[a-z]+$", maxLength: 5 },
                  escaped: { type: "string", pattern: "^[a-z\\_\\%]+$" },
                  port: {
                    "x-kubernetes-int-or-string": true,
                    anyOf: [{ type: "integer" }, { type: "string" }],
                  },
                  when: { type: "string", format: "date-time" },
                  ratio: { type: "number" },
                  on: { type: "boolean" },
                  note: { type: "string", nullable: true },
                  labels: {
                    type: "object",
                    additionalProperties: { type: "string" },
                    maxProperties: 2,
                  },
                  free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
                  tags: {
                    type: "array",
                    items: { type: "string" },
                    "x-kubernetes-list-type": "set",
                  },
                  parts: {
                    type: "array",
                    minItems: 1,
                    items: {
                      type: "object",
                      required: ["id"],
                      properties: {
                        id: { type: "string" },
                        kind: { type: "string", default: "main" },
                      },
                    },
                    "x-kubernetes-list-type": "map",
                    "x-kubernetes-list-map-keys": ["id", "kind"],
                  },
                  one: {
                    type: "object",
                    properties: { a: { type: "string" }, b: { type: "string" } },
                    oneOf: [{ required: ["a"] }, { required: ["b"] }],
                  },
                  ruled: {
                    type: "object",
                    "x-kubernetes-validations": [{ rule: "unknown(self)" }],
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

const parsed = parseCustomResource(definition);
const source = customResourceSource(parsed.ok ? [parsed.value] : []);

function widget(spec: JsonValue, rest: JsonObject = {}): JsonObject {
  return { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" }, spec, ...rest };
}

function judge(object: JsonValue): readonly string[] {
  return judgeCreation(object, source).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

test.for<[string, JsonValue]>([
  ["the least", { size: 1 }],
  [
    "every field",
    { size: 9, colour: "green", name: "abc", port: "http", ratio: 1.5, on: true, note: null },
  ],
  ["a number as port", { size: 1, port: 80 }],
  ["a moment", { size: 1, when: "2026-11-21T10:00:00Z" }],
  ["free fields", { size: 1, free: { any: [1, { thing: true }] } }],
  ["a map of texts", { size: 1, labels: { a: "b" } }],
  ["items that differ in one key", { size: 1, parts: [{ id: "a" }, { id: "a", kind: "other" }] }],
  ["one alternative", { size: 1, one: { a: "x" } }],
])("%s is admitted", ([, spec]) => {
  expect(judge(widget(spec))).toEqual([]);
});

test.for<[string, JsonValue, readonly string[]]>([
  ["an absent field", {}, ["ADMISSION_REQUIRED /spec"]],
  ["text for a number", { size: "1" }, ["ADMISSION_TYPE /spec/size"]],
  ["a fraction for a whole number", { size: 1.5 }, ["ADMISSION_TYPE /spec/size"]],
  ["too small a number", { size: 0 }, ["ADMISSION_VALUE /spec/size"]],
  ["too large a number", { size: 10 }, ["ADMISSION_VALUE /spec/size"]],
  [
    "a value outside the enumeration",
    { size: 1, colour: "blue" },
    ["ADMISSION_VALUE /spec/colour"],
  ],
  ["text of another form", { size: 1, name: "A" }, ["ADMISSION_VALUE /spec/name"]],
  ["too long a text", { size: 1, name: "abcdef" }, ["ADMISSION_VALUE /spec/name"]],
  ["a boolean for a port", { size: 1, port: true }, ["ADMISSION_TYPE /spec/port"]],
  ["no moment", { size: 1, when: "yesterday" }, ["ADMISSION_VALUE /spec/when"]],
  [
    "null for a field that is required",
    { size: null },
    ["ADMISSION_NULL_DROPPED /spec/size", "ADMISSION_REQUIRED /spec"],
  ],
  ["null in a list", { size: 1, tags: [null] }, ["ADMISSION_TYPE /spec/tags/0"]],
  [
    "a character of another alphabet",
    { size: 1, escaped: "a/b" },
    ["ADMISSION_VALUE /spec/escaped"],
  ],
  ["an unknown field", { size: 1, colr: "red" }, ["ADMISSION_UNKNOWN_FIELD /spec/colr"]],
  ["a number in a map of texts", { size: 1, labels: { a: 1 } }, ["ADMISSION_TYPE /spec/labels/a"]],
  ["too many keys", { size: 1, labels: { a: "", b: "", c: "" } }, ["ADMISSION_VALUE /spec/labels"]],
  ["the same item twice", { size: 1, tags: ["a", "a"] }, ["ADMISSION_DUPLICATE /spec/tags/1"]],
  [
    "the same key twice",
    { size: 1, parts: [{ id: "a" }, { id: "a", kind: "main" }] },
    ["ADMISSION_DUPLICATE /spec/parts/1"],
  ],
  ["an empty list", { size: 1, parts: [] }, ["ADMISSION_VALUE /spec/parts"]],
  ["no alternative", { size: 1, one: {} }, ["ADMISSION_COMBINATION /spec/one"]],
  ["two alternatives", { size: 1, one: { a: "x", b: "y" } }, ["ADMISSION_COMBINATION /spec/one"]],
  ["a list for a map", [], ["ADMISSION_TYPE /spec"]],
  [
    "two faults at once",
    { size: "1", colour: "blue" },
    ["ADMISSION_TYPE /spec/size", "ADMISSION_VALUE /spec/colour"],
  ],
])("%s is refused", ([, spec, expected]) => {
  expect(judge(widget(spec))).toEqual(expected);
});

test.for<[string, JsonObject, readonly string[]]>([
  ["no name", { metadata: {} }, ["ADMISSION_METADATA /metadata/name"]],
  ["a name in capitals", { metadata: { name: "W" } }, ["ADMISSION_METADATA /metadata/name"]],
  [
    "a stranger in metadata",
    { metadata: { name: "w", lables: {} } },
    ["ADMISSION_UNKNOWN_FIELD /metadata/lables"],
  ],
  [
    "a label that is no text",
    { metadata: { name: "w", labels: { a: 1 } } },
    ["ADMISSION_METADATA /metadata/labels/a"],
  ],
  [
    "an unknown version",
    { apiVersion: "example.com/v2" },
    ["ADMISSION_VERSION_UNKNOWN /apiVersion"],
  ],
  [
    "a version no longer served",
    { apiVersion: "example.com/v1alpha1" },
    ["ADMISSION_VERSION_NOT_SERVED /apiVersion"],
  ],
  ["an unknown kind", { kind: "Gadget" }, ["ADMISSION_KIND_UNKNOWN "]],
  ["a field beside spec", { spek: {} }, ["ADMISSION_UNKNOWN_FIELD /spek"]],
])("%s is refused", ([, rest, expected]) => {
  expect(judge(widget({ size: 1 }, rest))).toEqual(expected);
});

test("what is stored has its defaults, and the input is left alone", () => {
  const object = widget({ size: 1, parts: [{ id: "a" }] });
  const { stored } = judgeCreation(object, source);
  expect(stored?.["spec"]).toEqual({ size: 1, colour: "red", parts: [{ id: "a", kind: "main" }] });
  expect(object["spec"]).toEqual({ size: 1, parts: [{ id: "a" }] });
});

test("null where it is not allowed is left out before the object is judged", () => {
  const verdict = judgeCreation(widget({ size: 1, colour: null, ratio: null, note: null }), source);
  expect(verdict.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "ADMISSION_NULL_DROPPED /spec/colour",
    "ADMISSION_NULL_DROPPED /spec/ratio",
  ]);
  expect(verdict.stored?.["spec"]).toEqual({ size: 1, note: null, colour: "red" });
});

test("an escape only Go needs does not switch a pattern off", () => {
  expect(judge(widget({ size: 1, escaped: "a_%" }))).toEqual([]);
});

test("a rule that is not evaluated is said, and does not count against the object", () => {
  const verdict = judgeCreation(widget({ size: 1, ruled: {} }), source);
  expect(verdict.admitted).toBe(true);
  expect(verdict.diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
    ["ADMISSION_NOT_CHECKED", "/spec/ruled"],
  ]);
});

test("an object nested without end is refused", () => {
  let deep: JsonValue = {};
  for (let level = 0; level < 5000; level += 1) {
    deep = { deep };
  }
  expect(judge(widget({ size: 1, one: { a: "x" }, deep }))).toEqual([
    "ADMISSION_TOO_DEEP /spec/deep/deep/deep/deep/deep/deep/deep/deep/deep",
  ]);
});

test.for<[string, JsonValue]>([
  ["null", null],
  ["a text", "CustomResourceDefinition"],
  ["another kind", { kind: "Widget" }],
  [
    "a definition without versions",
    { kind: "CustomResourceDefinition", spec: { group: "a", names: { kind: "B", plural: "bs" } } },
  ],
])("%s is no definition", ([, object]) => {
  const result = parseCustomResource(object);
  expect(result.ok).toBe(false);
});
