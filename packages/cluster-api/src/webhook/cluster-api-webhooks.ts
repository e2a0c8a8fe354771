import type { Webhook } from "@imagewright/core";

import { clusterClassWebhook } from "./cluster-class.ts";
import { clusterWebhook } from "./cluster.ts";
import { devMachineTemplateWebhook } from "./dev-machine-template.ts";
import { kubeadmConfigTemplateWebhook, kubeadmConfigWebhook } from "./kubeadm-config.ts";
import { kubeadmControlPlaneTemplateWebhook } from "./kubeadm-control-plane-template.ts";
import { kubeadmControlPlaneWebhook } from "./kubeadm-control-plane.ts";
import { machineDeploymentWebhook } from "./machine-deployment.ts";
import { machineDrainRuleWebhook } from "./machine-drain-rule.ts";
import { machineHealthCheckWebhook } from "./machine-health-check.ts";
import { machinePoolWebhook } from "./machine-pool.ts";
import { machineSetWebhook } from "./machine-set.ts";
import { machineWebhook } from "./machine.ts";

/** What Cluster API's own admission webhooks say about its kinds, in v1beta1 and v1beta2. */
export const clusterApiWebhooks: readonly Webhook[] = [
  clusterWebhook,
  clusterClassWebhook,
  machineDeploymentWebhook,
  machineSetWebhook,
  machinePoolWebhook,
  machineWebhook,
  machineHealthCheckWebhook,
  machineDrainRuleWebhook,
  kubeadmControlPlaneWebhook,
  kubeadmControlPlaneTemplateWebhook,
  kubeadmConfigWebhook,
  kubeadmConfigTemplateWebhook,
  devMachineTemplateWebhook,
];
