import { type JsonObject, ownValue } from "@imagewright/core";

import { checkListTypes } from "../schema/check-list-types.ts";
import { CheckState } from "../schema/check-state.ts";
import { checkValue } from "../schema/check-value.ts";
import { type Preparation, prepareValue } from "../schema/prepare-value.ts";
import { readStructuralSchema } from "../schema/structural-schema.ts";
import type { DefinitionFindings } from "./definition-findings.ts";

/** Checks that a default is a value its own schema takes as it is. */
export function checkDefault(
  node: JsonObject,
  pointer: string,
  findings: DefinitionFindings,
  isAllowed: boolean,
): void {
  const value = ownValue(node, "default") ?? null;
  const at = `${pointer}/default`;
  if (value === null) {
    return;
  }
  if (!isAllowed) {
    findings.add("ADMISSION_CRD_DEFAULT", at, "neither the object nor its header has defaults");
    return;
  }
  const schema = readStructuralSchema(node);
  const state = CheckState.start();
  const preparation: Preparation = {
    state,
    unknownFields: "refuse",
    pruned: [],
    strangers: new WeakMap(),
  };
  checkValue(prepareValue(value, schema, preparation), schema, preparation);
  checkListTypes(value, schema, state);
  const first = state.diagnostics().find(({ severity }) => severity === "error");
  if (first !== undefined) {
    const { message, expected } = first;
    const wanted = expected === undefined ? "" : ` (expected ${expected})`;
    findings.add(
      "ADMISSION_CRD_DEFAULT",
      at,
      `the schema refuses its default: ${message}${wanted}`,
      value,
    );
  }
}
