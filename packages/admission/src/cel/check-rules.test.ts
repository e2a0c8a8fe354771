import type { JsonObject, JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { askRule, askRules } from "./__fixtures__/evaluate-text.ts";

const text = { type: "string" };

test.for<{ what: string; schema: JsonObject; value: JsonValue; rule: string }>([
  {
    what: "an integer",
    schema: { type: "integer" },
    value: 3,
    rule: "self == 3 && type(self) == int",
  },
  {
    what: "a number",
    schema: { type: "number" },
    value: 3,
    rule: "type(self) == double && self / 2.0 == 1.5",
  },
  { what: "bytes", schema: { ...text, format: "byte" }, value: "aGk=", rule: "self == b'hi'" },
  {
    what: "a date and time",
    schema: { ...text, format: "date-time" },
    value: "2024-01-01T00:00:00+01:00",
    rule: "self.getFullYear() == 2023",
  },
  {
    what: "a date",
    schema: { ...text, format: "date" },
    value: "2024-01-02",
    rule: "self.getDate() == 2",
  },
  {
    what: "a duration",
    schema: { ...text, format: "duration" },
    value: "1h",
    rule: "self == duration('60m')",
  },
  {
    what: "a duration in words",
    schema: { ...text, format: "duration" },
    value: "3 days",
    rule: "self.getHours() == 72",
  },
  {
    what: "an int or string that is text",
    schema: { "x-kubernetes-int-or-string": true },
    value: "50%",
    rule: "type(self) == string ? self == '50%' : self == 42",
  },
  {
    what: "an int or string that is a number",
    schema: { "x-kubernetes-int-or-string": true },
    value: 42,
    rule: "type(self) == string ? self == '50%' : self == 42",
  },
  {
    what: "a set, in any order",
    schema: { type: "array", "x-kubernetes-list-type": "set", items: text },
    value: ["a", "b"],
    rule: "self == ['b', 'a'] && self != ['b', 'c'] && self + ['b', 'c'] == ['c', 'b', 'a']",
  },
  {
    what: "an atomic list, in its order",
    schema: { type: "array", items: text },
    value: ["a", "b"],
    rule: "self != ['b', 'a'] && self == ['a', 'b'] && size(self + ['b']) == 3",
  },
  {
    what: "a map-like list, by its keys",
    schema: {
      type: "array",
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["name"],
      items: { type: "object", properties: { name: text, size: { type: "integer" } } },
    },
    value: [
      { name: "a", size: 1 },
      { name: "b", size: 2 },
    ],
    rule: "self == [self[1], self[0]] && size(self + self) == 2 && self.exists(x, x.name == 'b')",
  },
  {
    what: "a map",
    schema: { type: "object", additionalProperties: text },
    value: { "a.b/c": "x", constructor: "y" },
    rule: "self['a.b/c'] == 'x' && 'constructor' in self && !('toString' in self) && self.size() == 2",
  },
  {
    what: "fields with escaped names",
    schema: {
      type: "object",
      properties: { "a-b": text, "a.b/c": text, namespace: text, a__b: text, __proto__x: text },
    },
    value: { "a-b": "1", "a.b/c": "2", namespace: "3", a__b: "4" },
    rule: "self.a__dash__b == '1' && self.a__dot__b__slash__c == '2' && self.__namespace__ == '3' && self.a__underscores__b == '4'",
  },
  {
    what: "a field that is null",
    schema: { type: "object", properties: { a: { ...text, nullable: true } } },
    value: { a: null },
    rule: "!has(self.a)",
  },
  {
    what: "an item that is null",
    schema: { type: "array", items: { ...text, nullable: true } },
    value: [null, "a"],
    rule: "self[0] == null && self[1] != null",
  },
  {
    what: "an embedded object",
    schema: {
      type: "object",
      "x-kubernetes-embedded-resource": true,
      "x-kubernetes-preserve-unknown-fields": true,
    },
    value: { apiVersion: "v1", kind: "Pod", metadata: { name: "a", labels: {} }, spec: {} },
    rule: "self.apiVersion == 'v1' && self.kind == 'Pod' && self.metadata.name == 'a' && !has(self.metadata.generateName)",
  },
  {
    what: "an object whose fields are unknown",
    schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    value: { a: 1 },
    rule: "self == self",
  },
])("$what is seen as upstream sees it", ({ schema, value, rule }) => {
  expect(askRule(rule, value, schema)).toBe("true");
});

test("fields the schema does not have cannot be named", () => {
  const schema = {
    type: "object",
    "x-kubernetes-preserve-unknown-fields": true,
    properties: { known: text, open: { "x-kubernetes-preserve-unknown-fields": true } },
  };
  expect(askRule("has(self.unknown)", { unknown: 1 }, schema)).toContain("undefined field");
  expect(askRule("has(self.open)", { open: 1 }, schema)).toContain("undefined field");
  expect(askRule("!has(self.known)", { unknown: 1 }, schema)).toBe("true");
});

test("names every object inherits are no fields", () => {
  const schema = {
    type: "object",
    properties: { constructor: text, hasOwnProperty: text, toString: text },
  };
  const rule = "!has(self.constructor) && !has(self.hasOwnProperty) && !has(self.toString)";
  expect(askRule(rule, {}, schema)).toBe("true");
  const hostile: JsonValue = JSON.parse('{"__proto__": {"a": "x"}, "constructor": "y"}');
  expect(askRule("self.constructor == 'y' && !has(self.toString)", hostile, schema)).toBe("true");
  const map = {
    type: "object",
    additionalProperties: { type: "object", additionalProperties: text },
  };
  const own: JsonValue = JSON.parse('{"__proto__": {"a": "x"}}');
  expect(askRule("self['__proto__']['a'] == 'x' && size(self) == 1", own, map)).toBe("true");
});

test.for<{
  what: string;
  rule: JsonObject;
  old: JsonValue | undefined;
  value: JsonValue;
  answer: string;
}>([
  {
    what: "a rule about changes says nothing at creation",
    rule: { rule: "self == oldSelf" },
    old: undefined,
    value: "b",
    answer: "true",
  },
  {
    what: "a rule about changes allows none",
    rule: { rule: "self == oldSelf" },
    old: "a",
    value: "b",
    answer: "failed rule: self == oldSelf",
  },
  {
    what: "a rule about changes passes what stays",
    rule: { rule: "self == oldSelf" },
    old: "a",
    value: "a",
    answer: "true",
  },
  {
    what: "an optional old value is there at creation too",
    rule: { rule: "oldSelf.hasValue() || self == 'a'", optionalOldSelf: true },
    old: undefined,
    value: "b",
    answer: "failed rule: oldSelf.hasValue() || self == 'a'",
  },
  {
    what: "an optional old value holds the old value",
    rule: { rule: "oldSelf.value() == 'a' && oldSelf.orValue('x') == 'a'", optionalOldSelf: true },
    old: "a",
    value: "b",
    answer: "true",
  },
])("$what", ({ rule, old, value, answer }) => {
  expect(askRule(rule, value, { type: "string" }, old)).toBe(answer);
});

test("old values belong to items of map-like lists by their keys, and to no others", () => {
  const item = {
    type: "object",
    properties: { name: text, size: { type: "integer" } },
    "x-kubernetes-validations": [{ rule: "self.size >= oldSelf.size", message: "sizes only grow" }],
  };
  const keyed = {
    type: "array",
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": ["name"],
    items: item,
  };
  const old = [
    { name: "a", size: 5 },
    { name: "b", size: 1 },
  ];
  const value = [
    { name: "b", size: 2 },
    { name: "a", size: 4 },
    { name: "c", size: 0 },
  ];
  const places = (schema: JsonObject): readonly string[] =>
    askRules(schema, value, old).diagnostics.map(({ pointer, message }) => `${pointer} ${message}`);
  expect(places(keyed)).toEqual(["/value/1 sizes only grow"]);
  expect(places({ type: "array", items: item })).toEqual([]);
});

test.for<{ what: string; rule: JsonObject; answer: string }>([
  {
    what: "a message is trimmed",
    rule: { rule: "false", message: " too small \n" },
    answer: "too small",
  },
  {
    what: "without a message the rule is named",
    rule: { rule: " false " },
    answer: "failed rule: false",
  },
  {
    what: "an expression words the message, before the message",
    rule: { rule: "false", message: "too small", messageExpression: "'is ' + string(self.a)" },
    answer: "is 1",
  },
  {
    what: "an expression that breaks leaves the message",
    rule: { rule: "false", message: "too small", messageExpression: "self.b" },
    answer: "too small",
  },
  {
    what: "an expression of several lines leaves the message",
    rule: { rule: "false", message: "too small", messageExpression: "'a\\nb'" },
    answer: "too small",
  },
  {
    what: "an expression that is empty leaves the rule",
    rule: { rule: "false", messageExpression: "' '" },
    answer: "failed rule: false",
  },
  {
    what: "an expression that is no text leaves the message",
    rule: { rule: "false", message: "too small", messageExpression: "1" },
    answer: "too small",
  },
  {
    what: "an expression that is too long leaves the message",
    rule: {
      rule: "false",
      message: "too small",
      messageExpression:
        "['a'].map(x, 'a'.replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa'))[0]",
    },
    answer: "too small",
  },
  {
    what: "a forbidden value says so",
    rule: { rule: "false", message: "not here", reason: "FieldValueForbidden" },
    answer: "forbidden: not here",
  },
  {
    what: "a required value says so",
    rule: { rule: "false", message: "add it", reason: "FieldValueRequired" },
    answer: "required value: add it",
  },
  {
    what: "a duplicate value says so",
    rule: { rule: "false", message: "twice", reason: "FieldValueDuplicate" },
    answer: "duplicate value: twice",
  },
  {
    what: "an invalid value needs no word",
    rule: { rule: "false", message: "wrong", reason: "FieldValueInvalid" },
    answer: "wrong",
  },
])("$what", ({ rule, answer }) => {
  const schema = { type: "object", properties: { a: { type: "integer" }, b: text } };
  expect(askRule(rule, { a: 1 }, schema)).toBe(answer);
});

test.for([
  [".a.b", "/value/a/b"],
  [".a['x.y/z']", "/value/a/x.y~1z"],
  ["a", "/value"],
  [undefined, "/value"],
] as const)("the field path %s points at %s", ([fieldPath, pointer]) => {
  const schema = {
    type: "object",
    "x-kubernetes-validations": [{ rule: "false", ...(fieldPath !== undefined && { fieldPath }) }],
  };
  expect(askRules(schema, {}).diagnostics.map((one) => one.pointer)).toEqual([pointer]);
});

test("fields of atomic maps have old values, too", () => {
  const schema = {
    type: "object",
    "x-kubernetes-map-type": "atomic",
    properties: { a: { ...text, "x-kubernetes-validations": [{ rule: "self == oldSelf" }] } },
  };
  const { diagnostics } = askRules(schema, { a: "new" }, { a: "old" });
  expect(diagnostics.map(({ pointer }) => pointer)).toEqual(["/value/a"]);
});

test("on an update what stood there before only warns, unless the rule is about changes", () => {
  const schema = {
    type: "object",
    properties: {
      kept: { ...text, "x-kubernetes-validations": [{ rule: "self != 'bad'" }] },
      changed: { ...text, "x-kubernetes-validations": [{ rule: "self != 'bad'" }] },
      watched: { ...text, "x-kubernetes-validations": [{ rule: "self != oldSelf" }] },
      broken: { ...text, "x-kubernetes-validations": [{ rule: "int(self) > 0" }] },
    },
  };
  const value = { kept: "bad", changed: "bad", watched: "a", broken: "x" };
  const { diagnostics } = askRules(schema, value, { ...value, changed: "good" });
  expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "ADMISSION_RATCHETED /value/kept",
    "ADMISSION_RULE /value/changed",
    "ADMISSION_RULE /value/watched",
    "ADMISSION_RULE /value/broken",
  ]);
});

test("rules in allOf are asked, and those below them", () => {
  const schema = {
    type: "object",
    properties: { a: text },
    allOf: [
      {
        "x-kubernetes-validations": [{ rule: "self.a != 'bad'" }],
        properties: { a: { "x-kubernetes-validations": [{ rule: "self != 'bad'" }] } },
      },
    ],
  };
  expect(askRules(schema, { a: "bad" }).diagnostics.map(({ pointer }) => pointer)).toEqual([
    "/value",
    "/value/a",
  ]);
});

test("contents of maps are not shown, scalars are", () => {
  const rules = { "x-kubernetes-validations": [{ rule: "false" }] };
  const secret = { type: "object", additionalProperties: text, ...rules };
  expect(askRules(secret, { token: "s3cret" }).diagnostics[0]?.found).toBeUndefined();
  expect(askRules({ ...text, ...rules }, "a").diagnostics[0]?.found).toBe('"a"');
});
