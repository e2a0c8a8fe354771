import type { Diagnostic, JsonObject } from "@imagewright/core";

import { checkRules } from "../cel/check-rules.ts";
import type { CheckState } from "../schema/check-state.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { Baseline } from "./read-baseline.ts";

/** What the rules of the schema say, once nothing worse is wrong with the object. */
export function judgeRules(
  object: JsonObject,
  schema: StructuralSchema,
  baseline: Baseline,
  state: CheckState,
): readonly Diagnostic[] {
  if (state.isBlocked) {
    const reason = "rules are evaluated once the errors of the schema are corrected";
    state.unchecked.push(
      ...state.ruled.map((pointer) => ({ part: "rule", pointer, reason }) as const),
    );
    return [];
  }
  const { diagnostics, unchecked } = checkRules({
    object,
    oldObject: baseline.object,
    schema,
    isOldUnknown: baseline.unknown !== undefined,
    ratchets: state.features.ratcheting,
  });
  state.unchecked.push(...unchecked);
  return diagnostics;
}
