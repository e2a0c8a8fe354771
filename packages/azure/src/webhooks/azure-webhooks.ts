import type { Webhook } from "@imagewright/core";

import { machinePoolWebhook } from "./machine-pool-webhook.ts";
import { machineTemplateWebhook } from "./machine-template-webhook.ts";
import { machineWebhook } from "./machine-webhook.ts";
import { managedControlPlaneWebhook } from "./managed-control-plane-webhook.ts";

/**
 * What CAPZ's admission webhooks say about machines, pools and the version of AKS control planes,
 * as of CAPZ 1.26. Its definitions hold no such rules: an image in two ways passes the schema.
 */
export const azureWebhooks: readonly Webhook[] = [
  machineTemplateWebhook,
  machineWebhook,
  machinePoolWebhook,
  managedControlPlaneWebhook,
];
