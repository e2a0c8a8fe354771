import { isJsonObject, isSameJson, type JsonValue, showValue } from "@imagewright/core";

import type { CheckState, FindingFacts } from "./check-state.ts";
import { matchPattern } from "./match-pattern.ts";
import { placeOf } from "./place-of.ts";
import { hasFormat } from "./string-formats.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** Reports everything a value breaks of its enumeration, length, pattern, format and range. */
export function checkScalar(value: JsonValue, schema: StructuralSchema, state: CheckState): void {
  checkEnumeration(value, schema, state);
  if (typeof value === "string") {
    checkText(value, schema, state);
  } else if (typeof value === "number") {
    checkNumber(value, schema, state);
  }
}

/** Null is in no enumeration, though it be listed: the API server compares it with nothing. */
export function checkEnumeration(
  value: JsonValue,
  { enumeration }: StructuralSchema,
  state: CheckState,
): void {
  if (enumeration === undefined || enumeration.length === 0) {
    return;
  }
  if (value === null || !includes(enumeration, value)) {
    outside(state, value, () => `one of ${showList(enumeration)}`, true);
  }
}

const tables = new WeakMap<readonly JsonValue[], ReadonlySet<JsonValue>>();

function includes(enumeration: readonly JsonValue[], value: JsonValue): boolean {
  if (typeof value === "object") {
    return enumeration.some(
      (allowed) => isJsonObject(allowed) === isJsonObject(value) && isSameJson(allowed, value),
    );
  }
  if (enumeration.length < 16) {
    return enumeration.includes(value);
  }
  let table = tables.get(enumeration);
  if (table === undefined) {
    table = new Set(enumeration);
    tables.set(enumeration, table);
  }
  return table.has(value);
}

function checkText(text: string, schema: StructuralSchema, state: CheckState): void {
  const { bounds, pattern, format, type } = schema;
  const minimum = bounds.get("minLength") ?? 0;
  const maximum = bounds.get("maxLength") ?? Number.POSITIVE_INFINITY;
  // A character takes one or two units: most texts need not be counted.
  if (text.length > maximum && countCharacters(text) > maximum) {
    outside(state, text, () => `at most ${maximum} characters`, true);
  }
  if (text.length < minimum * 2 && countCharacters(text) < minimum) {
    outside(state, text, () => `at least ${minimum} characters`);
  }
  if (pattern !== undefined && pattern !== "") {
    checkPattern(text, pattern, state);
  }
  const isText = type === "string" || type === undefined;
  if (format !== undefined && isText && hasFormat(text, format, state.features) === false) {
    outside(state, text, () => `the format ${format}`);
  }
}

function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) {
    count += character === "" ? 0 : 1;
  }
  return count;
}

function checkPattern(text: string, pattern: string, state: CheckState): void {
  // Time grows with both lengths, and counts as steps of the object.
  const isAffordable = state.spend((text.length * pattern.length) / 1000);
  const fits = isAffordable ? matchPattern(pattern, text) : undefined;
  if (fits === undefined) {
    state.leave("pattern", "the pattern is none that RE2 can read");
  } else if (!fits) {
    outside(state, text, () => `text matching ${shorten(pattern)}`);
  }
}

const int32 = [-2_147_483_648, 2_147_483_647] as const;

/** The largest number of single precision. */
const largestFloat = 3.402_823_466_385_288_6e38;

/** The least number beyond 64 bits. */
const beyondInt64 = 2 ** 63;

function checkNumber(value: number, schema: StructuralSchema, state: CheckState): void {
  if (!checkRange(value, schema, state)) {
    return;
  }
  const { type, format, intOrString } = schema;
  const isWhole = type === "integer" || intOrString;
  if (isWhole && (value > beyondInt64 || value < -beyondInt64)) {
    outside(state, value, () => "a whole number of 64 bits");
  } else if (type === "integer" && format === "int32" && (value < int32[0] || value > int32[1])) {
    outside(state, value, () => "a number of the format int32");
  } else if (type === "number" && format === "float" && Math.abs(value) > largestFloat) {
    outside(state, value, () => "a number of the format float");
  } else if (!isExact(value) && (isWhole || schema.bounds.has("multipleOf"))) {
    state.leave("number", "the whole number has more digits than are kept");
  }
}

/** Digits of whole numbers beyond 53 bits may be lost when a text is read. */
function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

/**
 * Whether a number is in its range, which is reported otherwise. Digits that are lost change
 * nothing about a number that is outside, since rounding keeps numbers in their order; they do
 * about one at the edge, and about multiples.
 */
function checkRange(value: number, schema: StructuralSchema, state: CheckState): boolean {
  const { bounds, exclusiveMinimum, exclusiveMaximum } = schema;
  const minimum = bounds.get("minimum") ?? Number.NEGATIVE_INFINITY;
  const maximum = bounds.get("maximum") ?? Number.POSITIVE_INFINITY;
  const step = bounds.get("multipleOf");
  const isKnown = isExact(value);
  const isBelow = exclusiveMinimum && isKnown ? value <= minimum : value < minimum;
  const isAbove = exclusiveMaximum && isKnown ? value >= maximum : value > maximum;
  const isBetween = step !== undefined && isKnown && !isMultiple(value, step);
  if (isBelow) {
    outside(state, value, () => `${exclusiveMinimum ? "more than" : "at least"} ${minimum}`);
  }
  if (isAbove) {
    outside(state, value, () => `${exclusiveMaximum ? "less than" : "at most"} ${maximum}`);
  }
  if (isBetween) {
    outside(state, value, () => `a multiple of ${step}`);
  }
  return !isBelow && !isAbove && !isBetween;
}

/** As kube-openapi has it: the quotient may miss a whole number by what division loses. */
function isMultiple(value: number, step: number): boolean {
  if (step <= 0) {
    return false;
  }
  const quotient = step < 1 ? (1 / step) * value : value / step;
  const whole = Math.trunc(quotient);
  return (
    quotient === whole ||
    Math.abs(quotient - Math.round(quotient)) /
      (Math.abs(quotient) + Math.abs(Math.round(quotient))) <
      1e-9
  );
}

function outside(
  state: CheckState,
  value: JsonValue,
  expected: () => string,
  blocks = false,
): void {
  const facts = (): FindingFacts => ({
    message: `${placeOf(state)} is outside what the schema allows`,
    found: showValue(value),
    expected: expected(),
  });
  state.report("ADMISSION_VALUE", facts, blocks);
}

function showList(values: readonly JsonValue[]): string {
  const shown = values.slice(0, 20).map(showValue).join(", ");
  return values.length > 20 ? `${shown} and ${values.length - 20} more` : shown;
}

function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
