export { clusterApiGuards, guardedRuleCodes } from "./cluster-api-guards.ts";
export { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
