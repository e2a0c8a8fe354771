import { defineDiagnostics } from "@imagewright/core";

import { controlPlaneHazards } from "./control-plane-hazards.ts";
import { topologyHazards } from "./topology-hazards.ts";
import { workerHazards } from "./worker-hazards.ts";

/** Hazards of upgrade plans that Cluster API itself brings. */
export const clusterApiPlanGuardDiagnostics = defineDiagnostics({
  ...workerHazards,
  ...controlPlaneHazards,
  ...topologyHazards,
});
