import {
  type Diagnostic,
  type JsonObject,
  numberAt,
  objectKind,
  textAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isDefined, isSet } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { controlPlaneGroup } from "../reference/cluster-api-groups.ts";
import { checkClusterConfiguration } from "./cluster-configuration-rules.ts";
import { checkKubeadmConfig } from "./kubeadm-config-rules.ts";
import { checkSpecification, controlPlaneShapes } from "./kubeadm-control-plane.ts";
import { checkMetadata } from "./label-rules.ts";
import { byVersion, webhookVersions } from "./object-shape.ts";
import { checkTemplateUnchanged } from "./template-immutability.ts";
import { notChecked } from "./webhook-findings.ts";

const machine = "/spec/template/spec";
const kubeadm = `${machine}/kubeadmConfigSpec`;

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/controlplane/kubeadm/webhooks/admission/kubeadmcontrolplanetemplate.go */
export const kubeadmControlPlaneTemplateWebhook: Webhook = {
  group: controlPlaneGroup,
  kinds: ["KubeadmControlPlaneTemplate"],
  versions: webhookVersions,
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  if (oldObject !== undefined) {
    return checkUpdate(oldObject, object);
  }
  return [
    ...checkSpecification(object, machine, undefined),
    ...checkMetadata(object, `${machine}/machineTemplate/metadata`),
    ...checkClusterConfiguration(object, undefined, `${kubeadm}/clusterConfiguration`),
    ...checkKubeadmConfig(object, kubeadm, { isControlPlane: true }),
    ...checkMetadata(object, "/spec/template/metadata"),
  ];
}

/** Defaults that older releases wrote into the object do not count as a change. */
function checkUpdate(oldObject: JsonObject, object: JsonObject): readonly Diagnostic[] {
  if (objectKind(oldObject)?.version !== objectKind(object)?.version) {
    return [notChecked("", "the two objects are of different API versions and were not compared")];
  }
  const before = withOldDefaults(oldObject);
  const after = withOldStrategy(before, withOldDefaults(object));
  const message =
    "KubeadmControlPlaneTemplate spec.template.spec field is immutable. Please create new resource instead";
  return checkTemplateUnchanged(before, after, message);
}

function withOldDefaults(object: JsonObject): JsonObject {
  const defaults: readonly (readonly [string, string])[] = [
    ["/format", "cloud-config"],
    ["/initConfiguration/nodeRegistration/imagePullPolicy", "IfNotPresent"],
    ["/joinConfiguration/nodeRegistration/imagePullPolicy", "IfNotPresent"],
  ];
  return defaults.reduce(
    (current, [path, value]) =>
      isSet(current, `${kubeadm}${path}`)
        ? current
        : withValueAt(current, `${kubeadm}${path}`, value),
    object,
  );
}

/** An unset strategy is the same as the one that was filled in before v1.11. */
function withOldStrategy(before: JsonObject, after: JsonObject): JsonObject {
  const at = `${machine}${byVersion(after, controlPlaneShapes).strategy}`;
  const wasDefault =
    textAt(before, `${at}/type`) === "RollingUpdate" &&
    numberAt(before, `${at}/rollingUpdate/maxSurge`) === 1;
  return wasDefault && !isDefined(after, at)
    ? withValueAt(after, at, { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } })
    : after;
}
