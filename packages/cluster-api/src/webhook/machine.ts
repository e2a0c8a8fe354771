import type { Diagnostic, JsonObject, Webhook, WebhookReview } from "@imagewright/core";

import { isSet, textsAt } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { withClusterLabel } from "./cluster-label.ts";
import { checkBootstrap, checkClusterName, checkTaints, isPoolMachine } from "./machine-rules.ts";
import { byVersion, webhookVersions } from "./object-shape.ts";
import { checkVersion, withPrefixedVersion } from "./version-checks.ts";

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/machine.go */
export const machineWebhook: Webhook = {
  group: coreGroup,
  kinds: ["Machine"],
  versions: webhookVersions,
  mutate: ({ object }) =>
    withDeletionTimeout(withPrefixedVersion(withClusterLabel(object), "/spec/version"), "/spec"),
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  const isControlPlane = textsAt(object, "/metadata/labels").has("cluster.x-k8s.io/control-plane");
  return [
    ...(isPoolMachine(object) ? [] : checkBootstrap(object, "/spec")),
    ...checkClusterName(object, oldObject),
    ...checkVersion(object, "/spec/version"),
    ...checkTaints(object, "/spec/taints", { isWorker: !isControlPlane }),
  ];
}

/** The time a node may take to go, which defaults to ten seconds. */
export function withDeletionTimeout(object: JsonObject, machine: string): JsonObject {
  const { path, value } = byVersion<{ readonly path: string; readonly value: string | number }>(
    object,
    {
      v1beta1: { path: "/nodeDeletionTimeout", value: "10s" },
      v1beta2: { path: "/deletion/nodeDeletionTimeoutSeconds", value: 10 },
    },
  );
  return isSet(object, `${machine}${path}`)
    ? object
    : withValueAt(object, `${machine}${path}`, value);
}
