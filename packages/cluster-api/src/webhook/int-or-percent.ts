import { type Diagnostic, type JsonObject, valueAt } from "@imagewright/core";

import { invalid } from "./webhook-findings.ts";

/** A field that takes a whole number or a percentage. */
export function checkIntOrPercent(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const value = valueAt(object, pointer);
  const isFine =
    value === undefined ||
    value === null ||
    typeof value === "number" ||
    (typeof value === "string" && /^-?\d+%$/u.test(value));
  return isFine ? [] : [invalid(pointer, value, "must be either an int or a percentage")];
}

/** The two limits of a rolling update: each readable, and not both the number 0. */
export function checkRollingUpdate(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const surge = `${pointer}/maxSurge`;
  const unavailable = `${pointer}/maxUnavailable`;
  const isStuck = valueAt(object, surge) === 0 && valueAt(object, unavailable) === 0;
  return [
    ...checkIntOrPercent(object, unavailable),
    ...checkIntOrPercent(object, surge),
    ...(isStuck ? [invalid(pointer, 0, "maxUnavailable and maxSurge cannot both be 0")] : []),
  ];
}
