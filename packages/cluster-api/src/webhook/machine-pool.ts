import type { Diagnostic, Webhook, WebhookReview } from "@imagewright/core";

import { listAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { withClusterLabel } from "./cluster-label.ts";
import { checkReplicaBounds } from "./default-replicas.ts";
import { checkMetadata } from "./label-rules.ts";
import { withReplicas } from "./machine-deployment.ts";
import { checkBootstrap, checkClusterName, checkTemplateClusterName } from "./machine-rules.ts";
import { withDeletionTimeout } from "./machine.ts";
import { webhookVersions } from "./object-shape.ts";
import { checkVersion, withPrefixedVersion } from "./version-checks.ts";
import { forbidden } from "./webhook-findings.ts";

const machine = "/spec/template/spec";

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/machinepool.go */
export const machinePoolWebhook: Webhook = {
  group: coreGroup,
  kinds: ["MachinePool"],
  versions: webhookVersions,
  mutate: ({ object, oldObject }) => {
    const counted = withReplicas(withClusterLabel(object), oldObject);
    return withPrefixedVersion(withDeletionTimeout(counted, machine), `${machine}/version`);
  },
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  const hasTaints = listAt(object, `${machine}/taints`).length > 0;
  return [
    ...checkReplicaBounds(object),
    ...checkBootstrap(object, machine),
    ...checkClusterName(object, oldObject),
    ...checkTemplateClusterName(object),
    ...checkVersion(object, `${machine}/version`),
    ...(hasTaints
      ? [forbidden(`${machine}/taints`, "taints are not implemented for MachinePools")]
      : []),
    ...checkMetadata(object, "/spec/template/metadata"),
  ];
}
