import { isJsonList, isJsonObject, type JsonValue, showValue } from "@imagewright/core";

import type { FieldLimits } from "./known-fields.ts";
import { holdsVariable } from "./variable-places.ts";

const patterns = new Map<string, RegExp>();

/**
 * What v1beta2 says against a value; undefined where it says nothing, as of a text that clusterctl
 * has yet to fill in.
 */
export function brokenLimit(value: JsonValue, limits: FieldLimits): string | undefined {
  if (typeof value === "number") {
    return numberLimit(value, limits);
  }
  if (typeof value === "string") {
    return holdsVariable(value) ? undefined : textLimit(value, limits);
  }
  const { maxItems, maxProperties } = limits;
  if (isJsonList(value) && maxItems !== undefined && value.length > maxItems) {
    return `admits ${maxItems} items at most`;
  }
  return isJsonObject(value) &&
    maxProperties !== undefined &&
    Object.keys(value).length > maxProperties
    ? `admits ${maxProperties} fields at most`
    : undefined;
}

function numberLimit(value: number, { minimum, maximum }: FieldLimits): string | undefined {
  if (minimum !== undefined && value < minimum) {
    return `admits ${minimum} at least`;
  }
  return maximum !== undefined && value > maximum ? `admits ${maximum} at most` : undefined;
}

function textLimit(value: string, limits: FieldLimits): string | undefined {
  const { maxLength, pattern, enum: texts } = limits;
  if (texts !== undefined && !texts.includes(value)) {
    return `admits ${texts.map((text) => showValue(text)).join(", ")}`;
  }
  if (maxLength !== undefined && Array.from(value).length > maxLength) {
    return `admits ${maxLength} characters at most`;
  }
  return pattern !== undefined && !compiled(pattern).test(value)
    ? `admits texts like ${pattern}`
    : undefined;
}

/** Patterns of the definitions are read alike by Go and here. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known;
}
