import type { JsonObject, JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { askRule, askRules } from "./__fixtures__/evaluate-text.ts";

const numbers = { type: "array", items: { type: "integer" } };
const tenThousand = Array.from({ length: 10_000 }, (_, index) => index);
const large = "a".repeat(10 * 1024 * 1024);
const texts = {
  type: "object",
  properties: { text: { type: "string" }, pattern: { type: "string" } },
};
const list = `[${Array.from({ length: 1000 }, (_, index) => index).join(",")}]`;
const doubling = Array.from({ length: 60 }, (_, i) => `cel.bind(x${i + 1}, x${i} + x${i}, `).join(
  "",
);

test.for<{ what: string; rule: string; value?: JsonValue; schema?: JsonObject }>([
  {
    what: "four loops over ten thousand items",
    rule: "self.all(a, self.all(b, self.all(c, self.all(d, a + b + c + d >= 0))))",
    value: tenThousand,
    schema: numbers,
  },
  {
    what: "loops that only meet errors",
    rule: "self.all(a, self.all(b, self.all(c, self.all(d, 1 / 0 == 1))))",
    value: tenThousand,
    schema: numbers,
  },
  {
    what: "loops whose errors an operator absorbs",
    rule: "self.all(a, self.exists(b, 1 / 0 == 1 && 1 / 0 == 2) || true)",
    value: tenThousand,
    schema: numbers,
  },
  { what: "literals in loops", rule: `${list}.map(a, ${list}.map(b, ${list})).size() > 0` },
  { what: "a text that doubles", rule: `cel.bind(x0, 'ab', ${doubling}x60 != ''${")".repeat(61)}` },
  {
    what: "a list that doubles",
    rule: `cel.bind(x0, [1], ${doubling}x60.size() > 0${")".repeat(61)}`,
  },
  {
    what: "lists in lists compared",
    rule: `cel.bind(x0, [1], ${doubling.replaceAll(/x(\d+) \+ x\d+/gu, "[x$1, x$1]")}x60 == x60 + []${")".repeat(61)}`,
  },
  {
    what: "a large text split again and again",
    rule: "self.text.split('').size() > 0",
    value: { text: large },
    schema: texts,
  },
  {
    what: "a large text replaced",
    rule: "self.text.replace('', 'bbbbbbbbbb') != ''",
    value: { text: large },
    schema: texts,
  },
  {
    what: "a large text measured in a loop",
    rule: "[1, 2, 3].all(x, self.text.size() > 0)",
    value: { text: large },
    schema: texts,
  },
  {
    what: "a pattern of many states",
    rule: "self.text.matches(self.pattern)",
    value: { text: "a".repeat(100_000), pattern: "((x?a?){500})b" },
    schema: texts,
  },
  {
    what: "a pattern that stands in the rule",
    rule: "self.text.matches('(a?){400}a{400}$')",
    value: { text: "a".repeat(100_000) },
    schema: texts,
  },
  {
    what: "many matches of a long search",
    rule: "self.text.findAll('a.*b|a').size() > 0",
    value: { text: `${"a".repeat(50_000)}c` },
    schema: texts,
  },
  { what: "a pattern that is too large", rule: `'a'.matches('${"(a{999})".repeat(50)}')` },
  { what: "operators without end", rule: `${"!".repeat(15_000)}true` },
  { what: "brackets without end", rule: `${"(".repeat(9000)}true${")".repeat(9000)}` },
  { what: "a sum without end", rule: `${"1+".repeat(4000)}1 > 0` },
  { what: "a rule that is too long", rule: `'${"a".repeat(30_000)}' != ''` },
  { what: "a list of too many parts", rule: `[${"1,".repeat(9999)}1].size() > 0` },
  {
    what: "a set that holds lists in lists",
    rule: `cel.bind(x0, ['a'], ${doubling.replaceAll(/x(\d+) \+ x\d+/gu, "[x$1, x$1]")}self == [x60]${")".repeat(61)}`,
    value: ["a"],
    schema: {
      type: "array",
      "x-kubernetes-list-type": "set",
      items: { "x-kubernetes-int-or-string": true },
    },
  },
])("$what ends as not checked", ({ rule, value, schema }) => {
  expect(askRule(rule, value, schema)).toMatch(/^not checked: /u);
});

test("a long chain of conditions is no deep one", () => {
  expect(askRule(`${"true && ".repeat(1500)}true`)).toBe("true");
});

test("a rule that costs too much leaves others to be judged", () => {
  const schema = {
    ...numbers,
    "x-kubernetes-validations": [
      { rule: "self.all(a, self.all(b, self.all(c, a + b + c >= 0)))" },
      { rule: "self.size() == 1", message: "one only" },
    ],
  };
  const { diagnostics, unchecked } = askRules(schema, tenThousand);
  expect(diagnostics.map(({ message }) => message)).toEqual(["one only"]);
  expect(unchecked.map(({ part, pointer }) => `${part} ${pointer}`)).toEqual(["rule /value"]);
});

test("all rules of an object together cost no more than a budget", () => {
  const item = {
    type: "integer",
    "x-kubernetes-validations": [{ rule: `${list}.all(x, x >= 0) && self >= 0` }],
  };
  const { diagnostics, unchecked } = askRules({ type: "array", items: item }, tenThousand);
  expect(diagnostics).toEqual([]);
  expect(unchecked).toHaveLength(1000);
});

test("findings are listed up to a limit, and the rest is counted", () => {
  const item = { type: "integer", "x-kubernetes-validations": [{ rule: "self < 0" }] };
  const { diagnostics } = askRules({ type: "array", items: item }, tenThousand.slice(0, 250));
  expect(diagnostics).toHaveLength(101);
  expect(diagnostics.at(-1)).toMatchObject({
    code: "ADMISSION_MORE_ERRORS",
    message: "and 150 more",
  });
});
