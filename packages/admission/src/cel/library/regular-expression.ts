import type { RE2JS } from "re2js";

import { compilePattern } from "../../schema/match-pattern.ts";
import { CelError, NotEvaluable } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import type { CelValue } from "../value/cel-value.ts";
import { ListValue } from "../value/list-value.ts";
import { asCount, asText, type Implementation } from "./arguments.ts";

/**
 * Functions of regular expressions, which take linear time as Go's do.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library
 */
export const regexFunctions: Readonly<Record<string, Implementation>> = {
  "matches(string, string): bool": matches,
  "string.matches(string): bool": matches,
  "string.find(string): string": find,
  "string.findAll(string): list<string>": findAll,
  "string.findAll(string, int): list<string>": findAll,
};

/** Functions whose second operand is a pattern. */
export const constantPatterns: ReadonlySet<string> = new Set(["matches", "find", "findAll"]);

/** How long all patterns of a rule may be, counted with their repetitions written out. */
const longestPatterns = 100_000;

/**
 * Compiles a pattern ahead, for it stands in a rule.
 *
 * @param others - how long other patterns of the rule are
 * @returns how long the pattern is with its repetitions written out
 * @throws {NotEvaluable} where it is no regular expression, or the rule has more than is evaluated
 */
export function preparePattern(pattern: string, others: number): number {
  const length = repeatedLength(pattern);
  if (length + others > longestPatterns) {
    throw new NotEvaluable("the regular expressions of the rule are too large");
  }
  if (compilePattern(pattern) === undefined) {
    throw new NotEvaluable("the regular expression is none of RE2");
  }
  return length;
}

/** About how long a pattern is with its repetitions written out. */
function repeatedLength(pattern: string): number {
  let length = pattern.length;
  for (const { groups } of pattern.matchAll(/\{(?<least>\d{1,4})(?:,(?<most>\d{0,4}))?\}/gu)) {
    length += 10 * Math.max(Number(groups?.["least"]), Number(groups?.["most"] || 0));
  }
  return length;
}

/**
 * The pattern, paid for as if it were compiled each time, and for a search through the text: so a
 * verdict does not depend on what was evaluated before.
 */
function prepared(text: string, pattern: string, meter: Meter): RE2JS {
  meter.spend(Math.ceil(repeatedLength(pattern) / 4));
  const expression = compilePattern(pattern);
  if (expression === undefined) {
    throw new CelError("Illegal regex");
  }
  meter.spend(Math.ceil(((text.length + 1) * expression.programSize()) / stepsPerUnit));
  return expression;
}

/** How many steps of the automaton, states times characters, make a unit. */
const stepsPerUnit = 10;

function matches([text, pattern]: readonly CelValue[], meter: Meter): boolean {
  return prepared(asText(text), asText(pattern), meter).test(asText(text));
}

function find([text, pattern]: readonly CelValue[], meter: Meter): string {
  const matcher = prepared(asText(text), asText(pattern), meter).matcher(asText(text));
  return matcher.find() ? (matcher.group() ?? "") : "";
}

/** As in Go an empty match that touches the one before does not count. */
function findAll([operand, pattern, limit]: readonly CelValue[], meter: Meter): ListValue {
  const text = asText(operand);
  const expression = prepared(text, asText(pattern), meter);
  const count = limit === undefined ? -1 : asCount(limit);
  const most = count < 0 ? Number.POSITIVE_INFINITY : count;
  const matcher = expression.matcher(text);
  const found: string[] = [];
  let end = -1;
  while (found.length < most && matcher.find()) {
    const match = matcher.group() ?? "";
    if (match !== "" || matcher.start() !== end) {
      found.push(match);
    }
    end = matcher.end();
    meter.spend(Math.ceil(((text.length - end + 1) * expression.programSize()) / stepsPerUnit));
  }
  return new ListValue(found);
}
