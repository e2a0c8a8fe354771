import type { Webhook } from "@imagewright/core";

import { nodeClassWebhook } from "./node-class-webhook.ts";
import { nodePoolWebhook } from "./node-pool-webhook.ts";
import { nodeTemplateWebhook } from "./node-template-webhook.ts";
import { provisionerWebhook } from "./provisioner-webhook.ts";

/**
 * The webhooks of the generations that had some: v1alpha1, v1alpha5 and v1beta1. In v1 the
 * definitions say all there is.
 */
export const karpenterWebhooks: readonly Webhook[] = [
  nodeTemplateWebhook,
  nodeClassWebhook,
  provisionerWebhook,
  nodePoolWebhook,
];
