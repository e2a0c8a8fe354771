import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of upgrades that the topology controller carries out. */
export const topologyHazards = {
  CAPI_PLAN_GATED: {
    severity: "error",
    cause: "An annotation keeps the upgrade of the topology from starting.",
    remedy: "Remove the annotation once whoever set it agrees.",
  },
  CAPI_PLAN_HOOKS_PENDING: {
    severity: "error",
    cause:
      "A hook of the upgrade before is still to be called; until then, no version is accepted.",
    remedy: "Let the extension of the hook answer, then plan again.",
  },
  CAPI_PLAN_UPGRADE_RUNS: {
    severity: "error",
    cause: "The topology controller is in the middle of an upgrade; no other version is accepted.",
    remedy: "Wait until it is done, then plan again.",
  },
  CAPI_PLAN_VERSION_RULES_OFF: {
    severity: "warning",
    cause: "The version rules of the cluster are switched off: nobody refuses a wrong version.",
    remedy: "Remove the annotation before the upgrade.",
  },
  CAPI_PLAN_GROUP_HELD: {
    severity: "warning",
    cause: "A group of the topology is told to stay behind: the upgrade does not end without it.",
    remedy: "Remove the annotation from the entry when the group is to follow.",
  },
  CAPI_PLAN_CHAIN_HELD: {
    severity: "error",
    cause:
      "A group of the topology is told to stay behind, and no further version is accepted before " +
      "every group has the one before: the upgrade would stop half way.",
    remedy: "Remove the annotation from the entry of the topology, or plan the next version only.",
  },
  CAPI_PLAN_CLASS_CHANGED: {
    severity: "info",
    cause:
      "The plan adds variables to a cluster class that clusters share: those that give them no " +
      "value stay as they are, and no machine is replaced for it.",
    remedy: "Apply the class before its clusters, and keep the change where the class is kept.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
