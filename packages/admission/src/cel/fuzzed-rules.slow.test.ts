import type { JsonObject, JsonValue } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { askRules } from "./__fixtures__/evaluate-text.ts";
import { celFunctions } from "./library/library.ts";
import { parseSignature } from "./type/signature.ts";

const names = [...new Set(Object.keys(celFunctions).map((text) => parseSignature(text).name))];
const words = [
  "self",
  "oldSelf",
  "x",
  "y",
  "1",
  "-1",
  "0",
  "2u",
  "1.5",
  "''",
  "'a'",
  "'𝒳'",
  "b'a'",
  "null",
  "true",
  "false",
  "[]",
  "{}",
  "int",
  "string",
  "duration('1s')",
  "timestamp(0)",
  "ip('::1')",
  "quantity('1Gi')",
  "cidr('::/0')",
  "url('/a')",
  "semver('1.0.0')",
  "optional.of(1)",
];

/** Expressions that are well formed, and mostly make no sense. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...words),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "/", "%", "==", "<", ">=", "in", "&&", "||"),
        tie("expression"),
      )
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(fc.constantFrom(...names), fc.array(tie("expression"), { maxLength: 3 })).map(call),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom(...names),
        fc.array(tie("expression"), { maxLength: 2 }),
      )
      .map(
        ([receiver, name, operands]) =>
          `dyn(${receiver}).${call([name.split(".").at(-1) ?? "", operands])}`,
      ),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom(
          "all",
          "exists",
          "exists_one",
          "map",
          "filter",
          "transformList",
          "transformMap",
          "transformMapEntry",
          "optMap",
        ),
        tie("expression"),
        fc.boolean(),
      )
      .map(
        ([range, macro, body, isPair]) =>
          `dyn(${range}).${macro}(x, ${isPair ? "y, " : ""}${body})`,
      ),
    tie("expression").map((value) => `dyn(${value}).a`),
    fc
      .tuple(tie("expression"), tie("expression"))
      .map(([value, index]) => `dyn(${value})[${index}]`),
    tie("expression").map((value) => `has(dyn(${value}).a)`),
    tie("expression").map((value) => `!(${value})`),
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc.tuple(tie("expression"), tie("expression")).map(([key, value]) => `{${key}: ${value}}`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}));

function call([name, operands]: readonly [string, readonly string[]]): string {
  return `${name}(${operands.join(", ")})`;
}

const schemas: readonly JsonObject[] = [
  { type: "object", additionalProperties: { type: "string" } },
  { type: "object", properties: { a: { type: "integer" } } },
  { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } },
  { "x-kubernetes-int-or-string": true },
];
const values: readonly JsonValue[] = [{ a: "b" }, { a: 1 }, ["a", "b"], "a"];

test("every expression gets a verdict, whatever it says", () => {
  fc.assert(
    fc.property(expression, fc.nat({ max: schemas.length - 1 }), (rule, index) => {
      const [schema = {}, value = null] = [schemas[index], values[index]];
      const rules = [{ rule }, { rule: `dyn(${rule}) == dyn(${rule})`, messageExpression: rule }];
      const ruled = { ...schema, "x-kubernetes-validations": rules };
      const { diagnostics, unchecked } = askRules(ruled, value, value);
      expect(diagnostics.length + unchecked.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 10_000 },
  );
});

test("every text gets a verdict", () => {
  const piece = fc.oneof(
    fc.constantFrom(...words, ...names, ...Array.from("()[]{}.,?:!&|<>=+-*/%'\"\\")),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const schema = { type: "object", "x-kubernetes-validations": [{ rule: pieces.join("") }] };
      const { diagnostics, unchecked } = askRules(schema, {});
      expect(diagnostics.length + unchecked.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 10_000 },
  );
});
