import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of node groups while the control plane is ahead of them. */
export const workerHazards = {
  CAPI_PLAN_WORKERS_HELD: {
    severity: "warning",
    cause:
      "Cluster API makes no machine that kubeadm joins while the control plane is of another minor: " +
      "until their own step, such groups can neither grow nor have a broken machine replaced.",
    remedy: "Let the nodes follow soon after the control plane.",
  },
  CAPI_PLAN_PREFLIGHT_SKIPPED: {
    severity: "warning",
    cause:
      "Checks before machines are made are left out: machines may be made while the control plane " +
      "changes, of a minor that it does not take.",
    remedy: "Remove the annotation for the time of the upgrade.",
  },
  CAPI_PLAN_NO_NEW_MACHINES: {
    severity: "warning",
    cause: "An annotation forbids that machines are made: the rollout may never begin.",
    remedy: "Remove the annotation.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
