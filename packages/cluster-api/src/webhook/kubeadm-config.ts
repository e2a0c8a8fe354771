import type { Webhook } from "@imagewright/core";

import { bootstrapGroup } from "../reference/cluster-api-groups.ts";
import { checkKubeadmConfig } from "./kubeadm-config-rules.ts";
import { checkMetadata } from "./label-rules.ts";
import { webhookVersions } from "./object-shape.ts";

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/bootstrap/kubeadm/webhooks/admission/kubeadmconfig.go */
export const kubeadmConfigWebhook: Webhook = {
  group: bootstrapGroup,
  kinds: ["KubeadmConfig"],
  versions: webhookVersions,
  validate: ({ object }) => checkKubeadmConfig(object, "/spec", { isControlPlane: false }),
};

/**
 * Nothing of a KubeadmConfigTemplate is immutable: an edit is admitted, and rolls nothing out.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/bootstrap/kubeadm/webhooks/admission/kubeadmconfigtemplate.go
 */
export const kubeadmConfigTemplateWebhook: Webhook = {
  group: bootstrapGroup,
  kinds: ["KubeadmConfigTemplate"],
  versions: webhookVersions,
  validate: ({ object }) => [
    ...checkKubeadmConfig(object, "/spec/template/spec", { isControlPlane: false }),
    ...checkMetadata(object, "/spec/template/metadata"),
  ],
};
