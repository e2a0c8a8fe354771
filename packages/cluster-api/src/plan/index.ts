export { clusterApiPlanning } from "./cluster-api-planning.ts";
export { clusterApiPlanGuardDiagnostics } from "./guards/index.ts";
export { kubeadmControlPlaneUpgrader, machineDeploymentUpgrader } from "./owner-upgraders.ts";
export { clusterApiPlanDiagnostics } from "./plan-diagnostics.ts";
export { planManifests } from "./plan-manifests.ts";
export type { PlanManifestsOptions, PlannedManifests } from "./plan-manifests.ts";
export { planningOf } from "./planning-of.ts";
