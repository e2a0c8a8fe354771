import type { Diagnostic } from "@imagewright/core";

import type { Evaluation } from "../../cluster-class/evaluation.ts";
import { type PlanCode, type PlanFacts, planFinding } from "../plan-finding.ts";
import type { TopologyMachines } from "./topology-scene.ts";

/** What keeps a group of a topology from its image. */
export function groupFault(
  code: PlanCode,
  { group }: TopologyMachines,
  facts: PlanFacts,
): Diagnostic {
  return planFinding(code, group.place, facts);
}

/** A template that could not be evaluated. */
export function unevaluated(
  machines: TopologyMachines,
  evaluation: Exclude<Evaluation<unknown>, { readonly outcome: "value" }>,
  version: string,
): Diagnostic {
  const { reference, group } = machines;
  const message = `what the class makes of ${reference.kind} ${reference.name} for ${group.name} at ${version} is not known: ${evaluation.reason}`;
  return groupFault("CAPI_PLAN_CLASS_UNEVALUATED", machines, { message });
}
