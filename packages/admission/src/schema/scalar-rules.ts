import { type JsonValue, showValue } from "@imagewright/core";

import type { StructuralSchema } from "./structural-schema.ts";

/** What a value breaks: what was expected, in words. */
export type Complaint = string;

const int32 = [-2_147_483_648, 2_147_483_647] as const;

const forms: ReadonlyMap<string, RegExp> = new Map([
  ["date-time", /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/u],
  ["date", /^\d{4}-\d{2}-\d{2}$/u],
  ["duration", /^[+-]?(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$|^0$/u],
  ["byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u],
  ["uuid", /^[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$/u],
]);

/** Everything a scalar breaks of its schema, apart from its type. */
export function checkScalar(value: JsonValue, schema: StructuralSchema): readonly Complaint[] {
  return [
    ...checkEnumeration(value, schema),
    ...(typeof value === "string" ? checkText(value, schema) : []),
    ...(typeof value === "number" ? checkNumber(value, schema) : []),
  ];
}

function checkEnumeration(
  value: JsonValue,
  { enumeration }: StructuralSchema,
): readonly Complaint[] {
  return enumeration === undefined || enumeration.some((allowed) => allowed === value)
    ? []
    : [`one of ${enumeration.map(showValue).join(", ")}`];
}

function checkText(
  value: string,
  { bounds, pattern, format }: StructuralSchema,
): readonly Complaint[] {
  const length = Array.from(value).length;
  const minimum = bounds.get("minLength") ?? 0;
  const maximum = bounds.get("maxLength") ?? Number.POSITIVE_INFINITY;
  return [
    ...(length < minimum ? [`at least ${minimum} characters`] : []),
    ...(length > maximum ? [`at most ${maximum} characters`] : []),
    ...(pattern === undefined || matches(pattern, value) ? [] : [`text matching ${pattern}`]),
    ...(format === undefined || (forms.get(format)?.test(value) ?? true)
      ? []
      : [`the format ${format}`]),
  ];
}

function checkNumber(value: number, schema: StructuralSchema): readonly Complaint[] {
  const { bounds, format, exclusiveMinimum, exclusiveMaximum } = schema;
  const minimum = bounds.get("minimum") ?? Number.NEGATIVE_INFINITY;
  const maximum = bounds.get("maximum") ?? Number.POSITIVE_INFINITY;
  const step = bounds.get("multipleOf");
  const tooSmall = exclusiveMinimum ? value <= minimum : value < minimum;
  const tooLarge = exclusiveMaximum ? value >= maximum : value > maximum;
  const outside = format === "int32" && (value < int32[0] || value > int32[1]);
  return [
    ...(tooSmall ? [`${exclusiveMinimum ? "more than" : "at least"} ${minimum}`] : []),
    ...(tooLarge ? [`${exclusiveMaximum ? "less than" : "at most"} ${maximum}`] : []),
    ...(step !== undefined && !Number.isInteger(value / step) ? [`a multiple of ${step}`] : []),
    ...(outside ? ["a number of 32 bits"] : []),
  ];
}

/** Longest text a pattern is tried on, and longest pattern that is tried. */
const patternLimits = { text: 4096, pattern: 1024 };

const compiled = new Map<string, RegExp | undefined>();

/**
 * Whether a text matches a pattern of the schema. Go's expressions run in linear time, ours may
 * not: texts beyond the limit, and patterns only Go understands, count as matching here.
 */
function matches(pattern: string, text: string): boolean {
  if (text.length > patternLimits.text) {
    return true;
  }
  if (!compiled.has(pattern)) {
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern)?.test(text) ?? true;
}

function compile(pattern: string): RegExp | undefined {
  if (pattern.length > patternLimits.pattern) {
    return undefined;
  }
  return tryCompile(pattern, "u") ?? tryCompile(pattern, "");
}

/** Go escapes any punctuation, which only expressions without the flag `u` allow here. */
function tryCompile(pattern: string, flags: "u" | ""): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
