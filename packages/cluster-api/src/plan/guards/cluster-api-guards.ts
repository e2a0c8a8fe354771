import type { PlanGuard } from "@imagewright/core/plan";

import { classGuard } from "./class-guard.ts";
import { componentGuard } from "./component-guard.ts";
import { etcdGuard } from "./etcd-guard.ts";
import { heldGroupsGuard } from "./held-groups-guard.ts";
import { heldWorkersGuard } from "./held-workers-guard.ts";
import { releaseSupportGuard } from "./release-support-guard.ts";
import { topologyControlsGuard } from "./topology-controls-guard.ts";
import { workerControlsGuard } from "./worker-controls-guard.ts";

/** Finds the hazards of a plan that follow from how Cluster API works. */
export const clusterApiGuards: readonly PlanGuard[] = [
  heldWorkersGuard,
  workerControlsGuard,
  etcdGuard,
  componentGuard,
  releaseSupportGuard,
  topologyControlsGuard,
  heldGroupsGuard,
  classGuard,
];

/**
 * Codes of lint rules and webhooks of which these guards tell in their own way: once for a plan,
 * with what it means for it. `guardByRules` and `guardByWebhooks` take them as exceptions.
 */
export const guardedRuleCodes: readonly string[] = [
  "CAPI_KUBERNETES_UNSUPPORTED",
  "CAPI_WEBHOOK_HOOK_PENDING",
  "CAPI_WORKERS_KUBEADM_SKEW",
];
