import type { Diagnostic } from "@imagewright/core";

import type { MadePlan, PlanRequest } from "./make-plan.ts";

/** Everything that was found while a plan was made. */
export function planFindings(
  { plan, diagnostics }: MadePlan,
  { catalog }: PlanRequest,
): readonly Diagnostic[] {
  const found = plan.clusters.flatMap(({ blockers, hazards }) => [...blockers, ...hazards]);
  const all = [...diagnostics, ...plan.diagnostics, ...found];
  return catalog === undefined ? all.map(withCatalogHint) : all;
}

/** Without a catalog nothing can be found in it: that is what to say. */
function withCatalogHint(found: Diagnostic): Diagnostic {
  return found.code === "PLAN_IMAGE_MISSING" || found.code === "PLAN_VERSION_UNKNOWN"
    ? { ...found, hint: `${found.hint} No catalog was given: name one with \`--catalog FILE\`.` }
    : found;
}
