import {
  clusterApiSupport,
  formatKubernetesVersion,
  type PairSupport,
  parseKubernetesVersion,
} from "@imagewright/core";
import { nameList, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { minorOf } from "./hop-minors.ts";

/** Versions that the release of Cluster API in use does not support, if it is known. */
export const releaseSupportGuard: PlanGuard = ({ cluster, hops, targetVersions }) => {
  const release =
    targetVersions["capi"] === undefined
      ? undefined
      : parseKubernetesVersion(targetVersions["capi"], "tolerant");
  const place = cluster.controlPlane?.place ?? cluster.place;
  if (release === undefined || place === undefined) {
    return [];
  }
  const capi = formatKubernetesVersion(release);
  const minors = new Set(hops.flatMap(({ version }) => minorOf(version) ?? []));
  const bySupport = Map.groupBy(minors, (minor) => clusterApiSupport(capi, minor, "workload"));
  return codes.flatMap(([support, code, says]) => {
    const found = bySupport.get(support);
    return found === undefined
      ? []
      : [
          clusterApiPlanGuardDiagnostics.report(code, {
            message: `Cluster API ${capi} ${says} Kubernetes ${nameList(found)}`,
            ...placeFacts(place),
          }),
        ];
  });
};

const codes: readonly (readonly [
  support: PairSupport,
  code: "CAPI_PLAN_SUPPORT_UNKNOWN" | "CAPI_PLAN_UNSUPPORTED",
  says: string,
])[] = [
  ["unsupported", "CAPI_PLAN_UNSUPPORTED", "does not support"],
  ["unknown", "CAPI_PLAN_SUPPORT_UNKNOWN", "may or may not support"],
];
