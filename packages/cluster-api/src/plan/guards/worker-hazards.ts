import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of node groups while the control plane is ahead of them. */
export const workerHazards = {
  CAPI_PLAN_WORKERS_WAIT: {
    severity: "info",
    cause:
      "Between the control plane's step and their own, Cluster API makes no machine that kubeadm " +
      "joins: an autoscaler and health checks have no effect for that time.",
    remedy: "Have spare machines before the upgrade begins where a full node group would hurt.",
  },
  CAPI_PLAN_WORKERS_HELD: {
    severity: "warning",
    cause:
      "Cluster API makes no machine that kubeadm joins while the control plane is of another minor: " +
      "groups that stay behind can neither grow nor have a broken machine replaced.",
    remedy:
      "Let the nodes follow at every minor, or have spare machines before the upgrade begins.",
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
