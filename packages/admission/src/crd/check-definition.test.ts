import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { hasErrors, type JsonObject, type JsonValue } from "@imagewright/core";
import { readText } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { checkDefinition } from "./check-definition.ts";
import { parseCustomResource } from "./custom-resource.ts";

function definition(schema: JsonObject, rest: JsonObject = {}): JsonObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "widgets.example.com" },
    spec: {
      group: "example.com",
      names: { kind: "Widget", plural: "widgets" },
      scope: "Namespaced",
      versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      ...rest,
    },
  };
}

function field(schema: JsonValue): JsonObject {
  return definition({ type: "object", properties: { a: schema } });
}

const at = "/spec/versions/0/schema/openAPIV3Schema";

function judge(object: JsonValue): readonly string[] {
  return checkDefinition(object).map(
    ({ code, pointer }) =>
      `${code.replace("ADMISSION_CRD_", "")} ${pointer.replace(`${at}/properties/a`, "~").replace(at, "^")}`,
  );
}

const text: JsonObject = { type: "string" };
const list: JsonObject = { type: "array", "x-kubernetes-list-type": "map" };

test.for<[string, JsonObject]>([
  ["a field of a type", field(text)],
  ["a field of any kind", field({ "x-kubernetes-preserve-unknown-fields": true })],
  [
    "a number or a text",
    field({ "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] }),
  ],
  [
    "a number or a text, and more",
    field({
      "x-kubernetes-int-or-string": true,
      allOf: [{ anyOf: [{ type: "integer" }, { type: "string" }] }, { pattern: "a" }],
    }),
  ],
  [
    "branches that narrow down",
    field({
      type: "object",
      properties: { b: text },
      oneOf: [{ required: ["b"] }, { properties: { b: { minLength: 2 } } }],
    }),
  ],
  [
    "a default in its own schema",
    field({
      type: "object",
      default: {},
      properties: { b: { type: "integer", default: 3, maximum: 9 } },
    }),
  ],
  [
    "keys that are required or have a default",
    field({
      ...list,
      items: {
        type: "object",
        required: ["k"],
        properties: { k: text, p: { type: "integer", default: 1 } },
      },
      "x-kubernetes-list-map-keys": ["k", "p"],
    }),
  ],
  [
    "an embedded resource",
    field({
      type: "object",
      "x-kubernetes-embedded-resource": true,
      "x-kubernetes-preserve-unknown-fields": true,
    }),
  ],
  [
    "the form of names",
    definition({
      type: "object",
      properties: {
        metadata: { type: "object", properties: { name: { type: "string", maxLength: 9 } } },
      },
    }),
  ],
])("%s is taken", ([, object]) => {
  expect(judge(object)).toEqual([]);
});

test.for<[string, JsonObject, readonly string[]]>([
  ["no type", field({ maximum: 1 }), ["NOT_STRUCTURAL ~/type"]],
  ["no type of items", field({ type: "array", items: {} }), ["NOT_STRUCTURAL ~/items/type"]],
  ["no items", field({ type: "array" }), ["NOT_STRUCTURAL ~/items"]],
  ["a type there is not", field({ type: "text" }), ["KEYWORD ~/type"]],
  ["null as a type", field({ type: "null" }), ["KEYWORD ~/type"]],
  ["no schema at all", field("string"), ["NOT_STRUCTURAL ~"]],
  [
    "properties beside others",
    field({ type: "object", properties: { b: text }, additionalProperties: text }),
    ["KEYWORD ~/additionalProperties"],
  ],
  ["a reference", field({ type: "object", $ref: "#/a" }), ["KEYWORD ~/$ref"]],
  [
    "unique items",
    field({ type: "array", items: text, uniqueItems: true }),
    ["KEYWORD ~/uniqueItems"],
  ],
  [
    "several item schemas",
    field({ type: "array", items: [text] }),
    ["KEYWORD ~/items", "NOT_STRUCTURAL ~/items"],
  ],
  [
    "unknown fields not preserved",
    field({ type: "object", "x-kubernetes-preserve-unknown-fields": false }),
    ["KEYWORD ~/x-kubernetes-preserve-unknown-fields"],
  ],
  [
    "a type in a branch",
    field({ type: "string", anyOf: [{ type: "string" }] }),
    ["NOT_STRUCTURAL ~/anyOf/0/type"],
  ],
  [
    "a default in a branch",
    field({ type: "string", not: { default: "a" } }),
    ["NOT_STRUCTURAL ~/not/default"],
  ],
  [
    "a field in a branch only",
    field({
      type: "object",
      properties: { b: text },
      allOf: [{ properties: { c: { minLength: 1 } } }],
    }),
    ["NOT_STRUCTURAL ~/allOf/0/properties/c"],
  ],
  [
    "a pattern with look-around",
    field({ type: "string", pattern: "(?=a)" }),
    ["PATTERN ~/pattern"],
  ],
  [
    "a pattern of a branch",
    field({ type: "string", not: { pattern: "(a" } }),
    ["PATTERN ~/not/pattern"],
  ],
  ["a default of another type", field({ type: "string", default: 1 }), ["DEFAULT ~/default"]],
  [
    "a default with a stranger",
    field({ type: "object", default: { c: 1 }, properties: { b: text } }),
    ["DEFAULT ~/default"],
  ],
  ["a default of the root", definition({ type: "object", default: {} }), ["DEFAULT ^/default"]],
  [
    "keys on no map",
    field({ type: "array", items: text, "x-kubernetes-list-map-keys": ["k"] }),
    ["LIST ~/x-kubernetes-list-type"],
  ],
  ["no keys", field({ ...list, items: { type: "object" } }), ["LIST ~/x-kubernetes-list-map-keys"]],
  [
    "a key that may be absent",
    field({
      ...list,
      items: { type: "object", properties: { k: text } },
      "x-kubernetes-list-map-keys": ["k"],
    }),
    ["LIST ~/x-kubernetes-list-map-keys"],
  ],
  [
    "a key that is no field",
    field({
      ...list,
      items: { type: "object", properties: {} },
      "x-kubernetes-list-map-keys": ["k"],
    }),
    ["LIST ~/x-kubernetes-list-map-keys"],
  ],
  [
    "granular objects in a set",
    field({ type: "array", "x-kubernetes-list-type": "set", items: { type: "object" } }),
    ["LIST ~/items/x-kubernetes-map-type"],
  ],
  [
    "an embedded text",
    field({ type: "string", "x-kubernetes-embedded-resource": true }),
    ["NOT_STRUCTURAL ~/type", "NOT_STRUCTURAL ~/properties"],
  ],
  [
    "labels that are restricted",
    definition({
      type: "object",
      properties: { metadata: { type: "object", properties: { labels: { type: "object" } } } },
    }),
    ["NOT_STRUCTURAL ^/properties/metadata"],
  ],
  ["a root that is a list", definition({ type: "array", items: text }), ["NOT_STRUCTURAL ^/type"]],
  ["no scope", definition({ type: "object" }, { scope: "Everywhere" }), ["SPEC /spec/scope"]],
  [
    "a group without a dot",
    definition({ type: "object" }, { group: "example" }),
    ["SPEC /spec/group", "SPEC /metadata/name"],
  ],
  [
    "two versions that are stored",
    definition(
      {},
      {
        versions: ["v1", "v2"].map((name) => ({
          name,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object" } },
        })),
      },
    ),
    ["SPEC /spec/versions"],
  ],
  [
    "a warning of a version that is not deprecated",
    definition(
      {},
      {
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            deprecationWarning: "old",
            schema: { openAPIV3Schema: { type: "object" } },
          },
        ],
      },
    ),
    ["SPEC /spec/versions/0/deprecationWarning"],
  ],
])("%s is refused", ([, object, expected]) => {
  expect(judge(object)).toEqual(expected);
});

test.for<[string, JsonValue, string]>([
  ["another kind", { kind: "Widget" }, "ADMISSION_CRD_INVALID "],
  [
    "a definition of the old API",
    { apiVersion: "apiextensions.k8s.io/v1beta1", kind: "CustomResourceDefinition" },
    "ADMISSION_CRD_OLD /apiVersion",
  ],
  [
    "a definition without a version of its own",
    { kind: "CustomResourceDefinition" },
    "ADMISSION_CRD_INVALID /apiVersion",
  ],
  [
    "a definition without a spec",
    { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
    "ADMISSION_CRD_INVALID /spec",
  ],
])("%s cannot be read", ([, object, expected]) => {
  const parsed = parseCustomResource(object);
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([expected]);
  expect(checkDefinition(object)).toEqual(parsed.diagnostics);
});

test("everything that is missing is listed at once", () => {
  const parsed = parseCustomResource({ ...definition({}), spec: { names: { kind: "Widget" } } });
  expect(parsed.diagnostics.map(({ pointer }) => pointer)).toEqual([
    "/spec/group",
    "/spec/names/plural",
    "/spec/scope",
    "/spec/versions",
  ]);
});

test("faults without end are counted, not listed", () => {
  const properties = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, {}]));
  const found = checkDefinition(definition({ type: "object", properties }));
  expect(found.length).toBe(101);
  expect(found.at(-1)).toMatchObject({ code: "ADMISSION_MORE_ERRORS", message: "and 400 more" });
});

test("every stored definition is one an API server takes", (context) => {
  const folder = requireUpstream(context, "crds");
  const faulty = readdirSync(folder).filter((file) => {
    const read = readText(readFileSync(join(folder, file)), { file });
    return !read.ok || read.value.some(({ value }) => hasErrors(checkDefinition(value)));
  });
  expect(faulty).toEqual([]);
});
