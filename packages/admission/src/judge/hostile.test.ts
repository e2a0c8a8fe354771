import type { JsonObject, JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import {
  sourceOf,
  widget,
  widgetDefinition,
  widgetSource,
  widgetVersion,
} from "../__fixtures__/widget.ts";
import { judgeCreation, judgeUpdate } from "../admission.ts";
import { parseCustomResource } from "../crd/custom-resource.ts";
import { refused } from "../verdict.ts";

const text: JsonObject = { type: "string" };
const free = widgetSource({ type: "object", "x-kubernetes-preserve-unknown-fields": true });

function cycle(): JsonValue {
  const part: { [name: string]: JsonValue } = {};
  part["again"] = part;
  return part;
}

/** As many values as 2 to the power of the levels, in memory for a few. */
function shared(levels: number): JsonValue {
  let value: JsonValue = "x";
  for (let level = 0; level < levels; level += 1) {
    value = [value, value];
  }
  return value;
}

function nested(levels: number): JsonValue {
  let value: JsonValue = {};
  for (let level = 0; level < levels; level += 1) {
    value = level % 2 === 0 ? [value] : { a: value };
  }
  return value;
}

test.for<[string, JsonValue, string]>([
  ["an object that holds itself", cycle(), "ADMISSION_TOO_DEEP"],
  ["10,000 levels", nested(10_000), "ADMISSION_TOO_DEEP"],
  ["10 MB of text", "x".repeat(10_000_000), "ADMISSION_TOO_LARGE"],
  ["10 MB of small values", Array.from({ length: 5_000_000 }, () => 1), "ADMISSION_TOO_LARGE"],
  ["one value shared without end", shared(90), "ADMISSION_TOO_LARGE"],
])("%s is refused before anything is judged", ([, value, code]) => {
  for (const verdict of [
    judgeCreation(widget(value), free),
    judgeUpdate(widget(value), widget({}), free),
    judgeUpdate(widget({}), widget(value), free),
  ]) {
    expect(verdict).toEqual(refused(verdict.diagnostics));
    expect(verdict.diagnostics.map((found) => found.code)).toEqual([code]);
  }
});

test.for<[string, unknown]>([
  ["undefined", undefined],
  ["a function", () => 1],
  ["a number without end", Number.POSITIVE_INFINITY],
  ["a number that is none", Number.NaN],
  ["a large integer of its own type", 1n],
  ["a date", new Date(0)],
])("%s is no JSON", ([, value]) => {
  const verdict = judgeCreation(widget({ list: [{ a: value as JsonValue }] }), free);
  expect(verdict.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "ADMISSION_NO_JSON /spec/list/0/a",
  ]);
});

test("100,000 keys that the schema does not have are counted, not listed", () => {
  const spec = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key-${n}`, n]));
  const properties = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => [`known-${n}`, text]),
  );
  const verdict = judgeCreation(widget(spec), widgetSource({ type: "object", properties }));
  expect(verdict.diagnostics.length).toBe(101);
  expect(verdict.diagnostics.at(-1)).toMatchObject({
    code: "ADMISSION_MORE_ERRORS",
    message: "and 99900 more",
  });
  expect(verdict.pruned.length).toBe(10_000);
});

test("warnings without end are counted apart from errors", () => {
  const schema = {
    type: "object",
    properties: { n: { type: "integer" } },
    additionalProperties: text,
  };
  const spec = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`key-${n}`, null]));
  const list = widgetSource({
    type: "object",
    additionalProperties: { ...schema, properties: {} },
  });
  const verdict = judgeCreation(widget({ a: spec }), list);
  expect(verdict.admitted).toBe(true);
  expect(verdict.diagnostics.at(-1)).toMatchObject({
    code: "ADMISSION_MORE_WARNINGS",
    message: "and 900 more",
  });
});

test.for(["(a+)+$", "^(a|a)*$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*b", "a{0,500}a{0,500}b"])(
  "the pattern %s costs no more than others",
  (pattern) => {
    const source = widgetSource({ type: "object", properties: { a: { type: "string", pattern } } });
    const verdict = judgeCreation(widget({ a: `${"a".repeat(50_000)}!` }), source);
    expect(verdict.diagnostics.map(({ code }) => code)).toEqual(["ADMISSION_VALUE"]);
  },
);

test("a long enumeration and many values are held against each other once", () => {
  const values = Array.from({ length: 20_000 }, (_, n) => `value-${n}`);
  const items = { type: "string", enum: values };
  const source = widgetSource({ type: "object", properties: { a: { type: "array", items } } });
  expect(judgeCreation(widget({ a: values }), source).admitted).toBe(true);
  const [wrong] = judgeCreation(widget({ a: ["no"] }), source).diagnostics;
  expect(wrong?.expected?.length).toBeLessThan(400);
  expect(wrong?.expected).toMatch(/and 19980 more$/u);
});

test("branches of branches end after a number of steps", () => {
  let branch: JsonObject = { minLength: 2 };
  for (let level = 0; level < 40; level += 1) {
    branch = { anyOf: [branch, branch] };
  }
  const source = sourceOf(
    widgetDefinition([
      widgetVersion("v1", { type: "object", properties: { a: { type: "string", ...branch } } }),
    ]),
  );
  expect(source("example.com", "Widget")).toBeUndefined();
  const wide = { type: "string", anyOf: Array.from({ length: 500 }, () => ({ minLength: 2 })) };
  const items = widgetSource({ type: "object", properties: { a: { type: "array", items: wide } } });
  const verdict = judgeCreation(widget({ a: Array.from({ length: 20_000 }, () => "x") }), items);
  expect(verdict.diagnostics.map(({ code }) => code)).toContain("ADMISSION_TOO_LARGE");
});

test.for<[string, JsonObject]>([
  [
    "a definition that holds itself",
    widgetDefinition([widgetVersion("v1", { type: "object", not: cycle() })]),
  ],
  [
    "a definition of 10 MB",
    widgetDefinition([widgetVersion("v1", { description: "x".repeat(10_000_000) })]),
  ],
])("%s is refused", ([, definition]) => {
  const parsed = parseCustomResource(definition);
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual([
    expect.stringMatching(/^ADMISSION_TOO_(?:DEEP|LARGE)$/u),
  ]);
});

test("names that every object inherits are fields like others", () => {
  const spec: JsonValue = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "toString": "x"}');
  const source = widgetSource({ type: "object", properties: { toString: text } });
  const verdict = judgeCreation(widget(spec), source, { fieldValidation: "Ignore" });
  expect(verdict.stored?.["spec"]).toEqual({ toString: "x" });
  expect(verdict.pruned).toEqual(["/spec/__proto__", "/spec/constructor"]);
  expect(judgeCreation(widget(spec), free).stored?.["spec"]).toEqual(spec);
});
