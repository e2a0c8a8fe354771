import type { JsonObject, JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { sourceOf, widget, widgetDefinition, widgetSource } from "../__fixtures__/widget.ts";
import { judgeCreation } from "../admission.ts";
import type { Verdict } from "../verdict.ts";

const text: JsonObject = { type: "string" };
const free: JsonObject = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const embedded: JsonObject = { ...free, "x-kubernetes-embedded-resource": true };

/** Judges a value of a field `a` with a schema of its own. */
function judge(schema: JsonObject, value: JsonValue): Verdict {
  return judgeCreation(
    widget({ a: value }),
    widgetSource({ type: "object", properties: { a: schema } }),
  );
}

function findings(verdict: Verdict): readonly string[] {
  return verdict.diagnostics.map(
    ({ code, pointer }) => `${code.replace("ADMISSION_", "")} ${pointer.replace("/spec/a", "~")}`,
  );
}

test.for<[string, JsonObject, JsonValue]>([
  ["a whole number written with a fraction of none", { type: "integer" }, 3.0],
  [
    "a list in an enumeration of lists",
    { type: "array", items: text, enum: [["a"], ["b", "c"]] },
    ["b", "c"],
  ],
  [
    "a map in an enumeration, its keys in another order",
    { type: "object", properties: { x: text, y: text }, enum: [{ x: "1", y: "2" }] },
    { y: "2", x: "1" },
  ],
  [
    "a value of a long enumeration",
    { type: "integer", enum: Array.from({ length: 100 }, (_, n) => n) },
    99,
  ],
  ["an unknown format", { type: "string", format: "int32" }, "anything"],
  ["a number that is a multiple but for the last digit", { type: "number", multipleOf: 0.1 }, 0.3],
  ["characters beyond the first plane", { type: "string", maxLength: 2 }, "😀😀"],
  ["a pattern with a flag only RE2 has", { type: "string", pattern: "^(?i)abc$" }, "ABC"],
  ["a pattern that matches within", { type: "string", pattern: "b" }, "abc"],
  ["null without a type", { "x-kubernetes-preserve-unknown-fields": true, nullable: true }, null],
  ["anything in a free object", free, { b: { c: [1, null, { d: null }] } }],
  [
    "an embedded object",
    embedded,
    { apiVersion: "v1", kind: "Pod", metadata: { labels: { a: "b" } } },
  ],
  [
    "a list of different things",
    { type: "array", items: { "x-kubernetes-int-or-string": true } },
    [1, "http"],
  ],
  [
    "maps in any order in a set of others",
    {
      type: "array",
      "x-kubernetes-list-type": "set",
      items: { ...free, "x-kubernetes-map-type": "atomic" },
    },
    [
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ],
  ],
])("%s is admitted", ([, schema, value]) => {
  expect(findings(judge(schema, value))).toEqual([]);
});

test.for<[string, JsonObject, JsonValue, readonly string[]]>([
  [
    "another list than those of an enumeration",
    { type: "array", items: text, enum: [["a"]] },
    ["b"],
    ["VALUE ~"],
  ],
  [
    "null, though an enumeration lists it",
    { type: "string", nullable: true, enum: ["a", null] },
    null,
    ["VALUE ~"],
  ],
  ["too many characters", { type: "string", maxLength: 1 }, "😀😀", ["VALUE ~"]],
  ["too few characters", { type: "string", minLength: 3 }, "😀😀", ["VALUE ~"]],
  ["no multiple", { type: "number", multipleOf: 0.1 }, 0.35, ["VALUE ~"]],
  ["a number beyond 32 bits", { type: "integer", format: "int32" }, 2 ** 31, ["VALUE ~"]],
  ["a large number above its range", { type: "integer", maximum: 9 }, 1e17, ["VALUE ~"]],
  ["a large number below its range", { type: "integer", minimum: 0 }, -1e17, ["VALUE ~"]],
  ["a number beyond 64 bits", { type: "integer" }, 2 ** 64, ["VALUE ~"]],
  ["a number beyond single precision", { type: "number", format: "float" }, 1.5e39, ["VALUE ~"]],
  ["an exclusive bound", { type: "integer", minimum: 1, exclusiveMinimum: true }, 1, ["VALUE ~"]],
  ["no embedded object", embedded, { metadata: {} }, ["EMBEDDED ~", "EMBEDDED ~"]],
  [
    "a kind that is none",
    embedded,
    { apiVersion: "a/b/c", kind: "No Kind" },
    ["EMBEDDED ~/apiVersion", "EMBEDDED ~/kind"],
  ],
  [
    "a stranger in embedded metadata",
    embedded,
    { apiVersion: "v1", kind: "Pod", metadata: { lables: {} } },
    ["UNKNOWN_FIELD ~/metadata/lables"],
  ],
  [
    "a field below anything, which only keeps names",
    { type: "object", additionalProperties: true },
    { b: { c: 1 } },
    ["UNKNOWN_FIELD ~/b/c"],
  ],
  [
    "a field the free object gives a form",
    { ...free, properties: { b: { type: "object" } } },
    { b: { c: 1 }, d: { e: 1 } },
    ["UNKNOWN_FIELD ~/b/c"],
  ],
  [
    "the same map twice, its keys in another order",
    { type: "array", "x-kubernetes-list-type": "set", items: free },
    [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ],
    ["DUPLICATE ~/1"],
  ],
  [
    "the same item three times, said once",
    { type: "array", "x-kubernetes-list-type": "set", items: text },
    ["a", "a", "a"],
    ["DUPLICATE ~/1"],
  ],
  [
    "a key that both items lack",
    {
      type: "array",
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["k"],
      items: free,
    },
    [{}, {}],
    ["DUPLICATE ~/1"],
  ],
  [
    "a branch that is not met in depth",
    {
      type: "object",
      properties: { b: text, c: text },
      anyOf: [{ properties: { b: { minLength: 2 } } }],
    },
    { b: "x" },
    ["COMBINATION ~"],
  ],
  [
    "what is excluded",
    { type: "object", properties: { b: text }, not: { required: ["b"] } },
    { b: "x" },
    ["COMBINATION ~"],
  ],
  [
    "null where nothing may be null",
    { type: "array", items: { type: "object", properties: { b: text } } },
    [{ b: null }, null],
    ["NULL_DROPPED ~/0/b", "TYPE ~/1"],
  ],
])("%s is refused, or said", ([, schema, value, expected]) => {
  expect(findings(judge(schema, value))).toEqual(expected);
});

test.for<[string, JsonObject, JsonValue, JsonValue]>([
  [
    "in items of a list",
    {
      type: "array",
      items: { type: "object", properties: { b: { type: "integer", default: 1 } } },
    },
    [{}, { b: 2 }],
    [{ b: 1 }, { b: 2 }],
  ],
  [
    "in a default",
    {
      type: "object",
      default: {},
      properties: {
        b: {
          type: "object",
          default: { d: 2 },
          properties: { c: { type: "integer", default: 1 }, d: { type: "integer" } },
        },
      },
    },
    null,
    { b: { d: 2, c: 1 } },
  ],
  [
    "in values of a map",
    {
      type: "object",
      additionalProperties: { type: "object", properties: { b: { type: "integer", default: 1 } } },
    },
    { x: {} },
    { x: { b: 1 } },
  ],
  [
    "for a null that is no value",
    { type: "object", properties: { b: { type: "integer", default: 1 } } },
    { b: null },
    { b: 1 },
  ],
  [
    "for a null item that is no value",
    { type: "array", items: { type: "integer", default: 1 } },
    [null, 2],
    [1, 2],
  ],
  [
    "not for a null that is a value",
    { type: "object", properties: { b: { type: "integer", default: 1, nullable: true } } },
    { b: null },
    { b: null },
  ],
  [
    "not for null as a default",
    { type: "object", properties: { b: { type: "integer", default: null, nullable: true } } },
    {},
    {},
  ],
])("defaults are filled in %s", ([, schema, value, expected]) => {
  const { stored } = judge(schema, value);
  expect(stored?.["spec"]).toEqual({ a: expected });
});

test("a field whose key is missed and nearly there is named in the hint", () => {
  const schema = {
    type: "object",
    required: ["replicas"],
    properties: { replicas: { type: "integer" } },
  };
  expect(judge(schema, { replica: 3 }).diagnostics.map(({ hint }) => hint)).toEqual([
    "Did you mean `replicas`?",
    "Rename `replica` to `replicas`.",
  ]);
});

test.for<[string, JsonObject, JsonValue, string]>([
  ["a pattern RE2 cannot read", { type: "string", pattern: "(?=a)" }, "a", "pattern"],
  [
    "a number with more digits than are kept",
    { type: "integer", minimum: 9 },
    2 ** 53 + 2,
    "number",
  ],
  ["a multiple of many digits", { type: "number", multipleOf: 3 }, 2 ** 53 + 2, "number"],
  [
    "a large number at the edge",
    { type: "integer", maximum: 2 ** 53 + 2, exclusiveMaximum: true },
    2 ** 53 + 2,
    "number",
  ],
])("%s is not checked, and said", ([, schema, value, part]) => {
  const verdict = judge(schema, value);
  expect(verdict.admitted).toBe(true);
  expect(verdict.unchecked).toMatchObject([{ part, pointer: "/spec/a" }]);
  expect(findings(verdict)).toEqual(["NOT_CHECKED ~"]);
});

test("the form of a name that the schema restricts is judged", () => {
  const metadata = { type: "object", properties: { name: { type: "string", maxLength: 3 } } };
  const version = {
    name: "v1",
    served: true,
    storage: true,
    schema: { openAPIV3Schema: { type: "object", properties: { metadata } } },
  };
  const source = sourceOf(widgetDefinition([version]));
  expect(findings(judgeCreation(named("abc"), source))).toEqual([]);
  expect(findings(judgeCreation(named("abcd"), source))).toEqual(["VALUE /metadata/name"]);
});

function named(name: string): JsonObject {
  return { apiVersion: "example.com/v1", kind: "Widget", metadata: { name } };
}
