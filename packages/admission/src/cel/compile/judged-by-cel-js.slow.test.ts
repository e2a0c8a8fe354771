import { evaluate } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { expect, test } from "vitest";

import { askRule } from "../__fixtures__/evaluate-text.ts";

/** Expressions by their type, of what the language is made of in every implementation. */
const { bool } = fc.letrec<{ bool: string; int: string; text: string; list: string }>((tie) => ({
  int: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: -5, max: 5 }).map((value) => (value < 0 ? `(${value})` : String(value))),
    binary(["+", "-", "*", "/", "%"], tie("int"), tie("int")),
    tie("list").map((list) => `size(${list})`),
    fc.tuple(tie("list"), tie("int")).map(([list, index]) => `${list}[${index}]`),
    ternary(tie("bool"), tie("int")),
  ),
  text: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("''", "'a'", "'ab'", "'abc'", "'𝒳'"),
    binary(["+"], tie("text"), tie("text")),
    tie("int").map((value) => `string(${value})`),
    ternary(tie("bool"), tie("text")),
  ),
  list: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie("int"), { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    binary(["+"], tie("list"), tie("list")),
    fc.tuple(tie("list"), tie("int")).map(([list, body]) => `${list}.map(x, x + ${body})`),
    fc.tuple(tie("list"), tie("int")).map(([list, body]) => `${list}.filter(x, x > ${body})`),
  ),
  bool: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("true", "false"),
    binary(["<", "<=", ">", ">=", "==", "!="], tie("int"), tie("int")),
    binary(["<", "==", "!="], tie("text"), tie("text")),
    binary(["==", "!="], tie("list"), tie("list")),
    binary(["&&", "||"], tie("bool"), tie("bool")),
    binary(["in"], tie("int"), tie("list")),
    tie("bool").map((value) => `!(${value})`),
    fc
      .tuple(tie("list"), fc.constantFrom("all", "exists", "exists_one"), tie("int"))
      .map(([list, macro, body]) => `${list}.${macro}(x, x / ${body} == 1)`),
    fc
      .tuple(tie("text"), fc.constantFrom("contains", "startsWith", "endsWith"), tie("text"))
      .map(([text, name, part]) => `(${text}).${name}(${part})`),
  ),
}));

function binary(
  operators: readonly string[],
  left: fc.Arbitrary<string>,
  right: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc
    .tuple(left, fc.constantFrom(...operators), right)
    .map(([a, operator, b]) => `(${a} ${operator} ${b})`);
}

function ternary(
  condition: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc.tuple(condition, value, value).map(([test_, a, b]) => `(${test_} ? ${a} : ${b})`);
}

function judged(expression: string): string {
  try {
    return String(evaluate(expression));
  } catch {
    return "error";
  }
}

function ours(expression: string): string {
  const answer = askRule(expression);
  if (answer === "true") {
    return "true";
  }
  return answer.startsWith("failed rule: ") ? "false" : "error";
}

test("an evaluator that others wrote says the same", () => {
  fc.assert(
    fc.property(bool, (expression) => {
      expect(ours(expression)).toBe(judged(expression));
    }),
    { numRuns: 3000 },
  );
});
