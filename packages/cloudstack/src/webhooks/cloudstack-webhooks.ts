import type { Webhook } from "@imagewright/core";

import { clusterWebhook } from "./cluster-webhook.ts";
import { machineWebhook } from "./machine-webhook.ts";

/** What CAPC's webhooks say to the objects of its kinds, creation and update. */
export const cloudstackWebhooks: readonly Webhook[] = [machineWebhook, clusterWebhook];
