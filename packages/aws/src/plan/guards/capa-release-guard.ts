import { objectText, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { isCapaSince } from "../../capa-version.ts";
import nodeadm from "../data/nodeadm-kinds.json" with { type: "json" };
import { capaPlanDiagnostics } from "../plan-diagnostics.ts";

/** Objects of kinds that the release of CAPA in the management cluster does not have. */
export const capaReleaseGuard: PlanGuard = ({ hops, targetVersions }) => {
  const release = targetVersions["capa"];
  if (release === undefined || isCapaSince(release, nodeadm.since)) {
    return [];
  }
  return hops
    .flatMap(({ changes }) => changes)
    .filter(({ change, object }) => change === "create" && nodeadm.kinds.includes(object.kind))
    .map(({ object, source }) =>
      capaPlanDiagnostics.report("CAPA_PLAN_RELEASE", {
        ...placeFacts({ object, pointer: "", ...(source !== undefined && { source }) }),
        message: `CAPA ${release} has no ${object.kind}, which ${objectText(object)} is of`,
        found: release,
        expected: `${nodeadm.since} or later`,
      }),
    );
};
