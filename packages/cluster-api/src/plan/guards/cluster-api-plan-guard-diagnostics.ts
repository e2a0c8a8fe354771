import { defineDiagnostics } from "@imagewright/core";

/** Hazards of upgrade plans that Cluster API itself brings. */
export const clusterApiPlanGuardDiagnostics = defineDiagnostics({});
