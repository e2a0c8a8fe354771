import type { Diagnostic, JsonObject } from "@imagewright/core";

import type { CheckState } from "../schema/check-state.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { Baseline } from "./read-baseline.ts";

/** What the rules of the schema say, once nothing worse is wrong with the object. */
export function judgeRules(
  _object: JsonObject,
  _schema: StructuralSchema,
  _baseline: Baseline,
  state: CheckState,
): readonly Diagnostic[] {
  const [first] = state.ruled;
  if (first === undefined) {
    return [];
  }
  const reason = state.isBlocked
    ? "rules are evaluated once the errors of the schema are corrected"
    : "rules in the Common Expression Language are not evaluated";
  for (const pointer of state.ruled) {
    state.unchecked.push({ part: "rule", pointer, reason });
  }
  return [];
}
