import type { Diagnostic, Webhook, WebhookReview } from "@imagewright/core";

import { nameOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { withClusterLabel } from "./cluster-label.ts";
import { checkReplicaBounds } from "./default-replicas.ts";
import { checkMetadata, isLabelValue } from "./label-rules.ts";
import { withReplicas, withSelector } from "./machine-deployment.ts";
import {
  checkBootstrap,
  checkClusterName,
  checkMachineNaming,
  checkSkippedPreflight,
  checkTaints,
  checkTemplateClusterName,
  checkTemplateLabels,
} from "./machine-rules.ts";
import { byVersion, webhookVersions } from "./object-shape.ts";
import { checkVersion, withPrefixedVersion } from "./version-checks.ts";

const machine = "/spec/template/spec";

/**
 * The name of a set longer than a label may be is hashed upstream; there the selector stays as it
 * is here.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/machineset.go
 */
export const machineSetWebhook: Webhook = {
  group: coreGroup,
  kinds: ["MachineSet"],
  versions: webhookVersions,
  mutate: ({ object, oldObject }) => {
    const labelled = withReplicas(withClusterLabel(object), oldObject);
    const selected = isLabelValue(nameOf(object))
      ? withSelector(labelled, "cluster.x-k8s.io/set-name")
      : labelled;
    return withPrefixedVersion(selected, `${machine}/version`);
  },
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  const naming = byVersion(object, {
    v1beta1: "/spec/machineNamingStrategy/template",
    v1beta2: "/spec/machineNaming/template",
  });
  return [
    ...checkReplicaBounds(object),
    ...checkBootstrap(object, machine),
    ...checkTemplateLabels(object),
    ...checkSkippedPreflight(object),
    ...checkClusterName(object, oldObject),
    ...checkTemplateClusterName(object),
    ...checkVersion(object, `${machine}/version`),
    ...checkTaints(object, `${machine}/taints`, { isWorker: true }),
    ...checkMachineNaming(object, naming),
    ...checkMetadata(object, "/spec/template/metadata"),
  ];
}
