import type { Webhook } from "@imagewright/core";

import { clusterTemplateWebhook } from "./cluster-template-webhook.ts";
import { machinePoolWebhook } from "./machine-pool-webhook.ts";
import { machineTemplateWebhook } from "./machine-template-webhook.ts";
import { machineWebhook } from "./machine-webhook.ts";
import {
  managedControlPlaneTemplateWebhook,
  managedControlPlaneWebhook,
} from "./managed-control-plane-webhook.ts";
import { managedMachinePoolWebhook } from "./managed-machine-pool-webhook.ts";

export { awsWebhookDiagnostics } from "./webhook-diagnostics.ts";

/** The admission webhooks of CAPA for kinds that point at images. */
export const awsWebhooks: readonly Webhook[] = [
  machineTemplateWebhook,
  machineWebhook,
  machinePoolWebhook,
  managedMachinePoolWebhook,
  managedControlPlaneWebhook,
  managedControlPlaneTemplateWebhook,
  clusterTemplateWebhook,
];
