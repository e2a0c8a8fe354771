import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of upgrades that the topology controller carries out. */
export const topologyHazards = {
  CAPI_PLAN_CHAIN_HELD: {
    severity: "error",
    cause:
      "A group of the topology is told to stay behind, and no further version is accepted before " +
      "every group has the one before: the upgrade would stop half way.",
    remedy: "Remove the annotation from the entry of the topology, or plan the next version only.",
  },
  CAPI_PLAN_CLASS_CHANGED: {
    severity: "warning",
    cause: "The plan changes a cluster class: every cluster of the class rolls out, all at once.",
    remedy: "Plan all clusters of the class together, or give this one a class of its own.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
