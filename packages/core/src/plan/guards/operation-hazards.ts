import type { DiagnosticRule } from "../../diagnostic.ts";

/** Hazards of what else acts on the machines while a plan runs. */
export const operationHazards = {
  PLAN_PAUSED: {
    severity: "error",
    cause: "Controllers leave paused objects alone: nothing of the plan would be carried out.",
    remedy: "Remove the pauses the message names, once it is known why they are there.",
  },
  PLAN_REPLICAS_MANAGED: {
    severity: "warning",
    cause:
      "The manifest gives a number of machines, and something else decides on it: whoever applies " +
      "the manifest in the middle of the rollout sets it back.",
    remedy: "Leave replicas out of the manifest.",
  },
  PLAN_HEALTH_CHECK_STARTUP: {
    severity: "info",
    cause:
      "A health check replaces machines whose node is not there after ten minutes: a new image that " +
      "boots more slowly is replaced for ever.",
    remedy: "Raise the time a node may take to appear before the new image is introduced.",
  },
  PLAN_HEALTH_CHECK_LIMIT: {
    severity: "warning",
    cause:
      "A health check goes on replacing machines when all of them are unhealthy, as they are when " +
      "a new image does not work.",
    remedy: "Let it stop at a share of the machines, such as 40%.",
  },
  PLAN_GITOPS: {
    severity: "info",
    cause:
      "A tool applies what lies in a repository, and writes over whatever is changed in the cluster.",
    remedy: "Change the files with `plan --write` and let the tool apply them, step by step.",
  },
  PLAN_CONTROL_PLANE_SINGLE: {
    severity: "info",
    cause:
      "The control plane has one machine: while it is replaced, etcd has two members, and the loss " +
      "of either stops it.",
    remedy: "Make a backup of etcd first, or run three machines.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
