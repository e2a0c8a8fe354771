import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { JsonObject } from "@imagewright/core";
import { readText } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { widgetDefinition, widgetVersion } from "../__fixtures__/widget.ts";
import { checkDefinition } from "./check-definition.ts";

const text = { type: "string" };

function ruled(schema: JsonObject, ...rules: readonly JsonObject[]): JsonObject {
  return { ...schema, "x-kubernetes-validations": rules };
}

function listOf(items: JsonObject, rest: JsonObject = {}): JsonObject {
  return { type: "array", items, ...rest };
}

const byId = {
  type: "object",
  required: ["id"],
  properties: { id: text, size: ruled({ type: "integer" }, { rule: "self >= oldSelf" }) },
};

const changes = ruled(text, { rule: "self == oldSelf" });

test.for<[string, JsonObject, readonly string[]]>([
  ["a rule", ruled(text, { rule: "self.size() > 1", reason: "FieldValueInvalid" }), []],
  ["an empty rule", ruled(text, { rule: " " }), ["RULE /0/rule"]],
  ["no rule", ruled(text, { message: "a" }), ["RULE /0/rule"]],
  ["a field that is not there", ruled({ type: "object" }, { rule: "self.a" }), ["RULE /0/rule"]],
  ["a rule that is no condition", ruled(text, { rule: "self + 'a'" }), ["RULE /0/rule"]],
  ["broken syntax", ruled(text, { rule: "self ==" }), ["RULE_NOT_CHECKED /0/rule"]],
  ["an unknown function", ruled(text, { rule: "hash(self)" }), ["RULE_NOT_CHECKED /0/rule"]],
  [
    "a message that cannot be evaluated",
    ruled(text, { rule: "true", messageExpression: "hash(self)" }),
    ["RULE_NOT_CHECKED /0/messageExpression"],
  ],
  ["an unknown reason", ruled(text, { rule: "true", reason: "Bad" }), ["RULE /0/reason"]],
  ["a message of blanks", ruled(text, { rule: "true", message: " " }), ["RULE /0/message"]],
  ["a message of two lines", ruled(text, { rule: "true", message: "a\nb" }), ["RULE /0/message"]],
  ["two lines without a message", ruled(text, { rule: "true ||\nfalse" }), ["RULE /0/message"]],
  ["two lines with a message", ruled(text, { rule: "true ||\nfalse", message: "a" }), []],
  [
    "an optional old value nobody asks for",
    ruled(text, { rule: "true", optionalOldSelf: true }),
    ["RULE /0/optionalOldSelf"],
  ],
  ["a rule about changes", changes, []],
  ["the second of two rules", ruled(text, { rule: "true" }, { rule: "1" }), ["RULE /1/rule"]],
  ["a change of a value in a map", { type: "object", additionalProperties: changes }, []],
])("%s: %j gives %j", ([, spec, expected]) => {
  expect(judge(spec)).toEqual(expected);
});

test("rules about changes belong where items are paired with old ones", () => {
  const keys = { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["id"] };
  expect(judge(listOf(byId, keys))).toEqual([]);
  expect(judge(listOf(changes))).toEqual(["RULE /items/0/rule"]);
  const set = listOf(changes, { "x-kubernetes-list-type": "set" });
  expect(judge(set)).toEqual(["RULE /items/0/rule"]);
  expect(judge(listOf(listOf(byId, keys)))).toEqual(["RULE /items/items/properties/size/0/rule"]);
});

test("rules of the whole object see its header", () => {
  const openAPIV3Schema = ruled({ type: "object" }, { rule: "self.metadata.name != 'a'" });
  const version = { name: "v1", served: true, storage: true, schema: { openAPIV3Schema } };
  expect(checkDefinition(widgetDefinition([version]))).toEqual([]);
});

test("every rule of every stored definition compiles", (context) => {
  const folder = requireUpstream(context, "crds");
  const faulty = readdirSync(folder).filter((file) => {
    const read = readText(readFileSync(join(folder, file)), { file });
    return !read.ok || read.value.some(({ value }) => checkDefinition(value).length > 0);
  });
  expect(faulty).toEqual([]);
});

function judge(spec: JsonObject): readonly string[] {
  return checkDefinition(widgetDefinition([widgetVersion("v1", spec)])).map(({ code, pointer }) =>
    `${code.replace("ADMISSION_CRD_", "")} ${pointer}`
      .replace("/spec/versions/0/schema/openAPIV3Schema/properties/spec", "")
      .replace("/x-kubernetes-validations", ""),
  );
}
