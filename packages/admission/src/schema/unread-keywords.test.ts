import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { widget, widgetSource } from "../__fixtures__/widget.ts";
import { judgeCreation } from "../admission.ts";
import { unreadKeywords } from "./unread-keywords.ts";

test.for<[JsonObject, readonly string[]]>([
  [{ type: "strin" }, ["type"]],
  [{ type: ["string", "null"] }, ["type"]],
  [{ type: "string", minLength: "3", pattern: 3 }, ["minLength", "pattern"]],
  [{ type: "string", enum: "x" }, ["enum"]],
  [{ type: "object", required: "a", properties: { a: true } }, ["required", "properties"]],
  [{ type: "array", items: [{ type: "string" }] }, ["items"]],
  [{ $ref: "#/definitions/a" }, ["$ref"]],
  [{ type: "string", "x-kubernetes-validations": ["true"] }, ["x-kubernetes-validations"]],
  // Unknown keywords say nothing, and null is a keyword that is left out.
  [{ type: "string", const: 1, title: 2, pattern: null, nullable: true }, []],
  [{ type: "object", additionalProperties: true, not: {}, allOf: [{}], enum: [] }, []],
])("of %j, %j cannot be read", ([schema, expected]) => {
  expect(unreadKeywords(schema)).toEqual(expected);
});

test("what a schema says that cannot be read is not checked, and never passed", () => {
  const spec = { type: "object", properties: { a: { type: ["string"], maxLength: 1 } } };
  const { unchecked } = judgeCreation(widget({ a: "b" }), widgetSource(spec));
  expect(unchecked).toEqual([
    { part: "schema", pointer: "/spec/a", reason: "the schema's type cannot be read" },
  ]);
  expect(judgeCreation(widget({ a: "bc" }), widgetSource(spec)).admitted).toBe(false);
});
