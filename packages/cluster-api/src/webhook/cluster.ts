import {
  type Diagnostic,
  type JsonObject,
  textAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isDefined, nameOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { checkNetworks } from "./cluster-network-rules.ts";
import { isLabelValue } from "./label-rules.ts";
import { webhookVersions } from "./object-shape.ts";
import { checkTopology } from "./topology-rules.ts";
import { checkTopologyUpdate } from "./topology-update-rules.ts";
import { withPrefixedVersion } from "./version-checks.ts";
import { forbidden, immutable, invalid } from "./webhook-findings.ts";

const topology = "/spec/topology";

/**
 * What the class of a topology says, upstream asks the API server; `lint` judges cluster and class
 * together where both are given.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/cluster.go
 */
export const clusterWebhook: Webhook = {
  group: coreGroup,
  kinds: ["Cluster"],
  versions: webhookVersions,
  mutate: ({ object }) =>
    isDefined(object, topology) ? withPrefixedVersion(object, `${topology}/version`) : object,
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  const name = nameOf(object);
  return [
    ...(isLabelValue(name) ? [] : [invalid("/metadata/name", name, "must be a valid label value")]),
    ...checkReferences(object, oldObject),
    ...checkNetworks(object),
    ...(isDefined(object, topology) ? checkTopology(object) : []),
    ...(oldObject === undefined ? [] : checkUpdate(oldObject, object)),
  ];
}

function checkReferences(
  object: JsonObject,
  oldObject: JsonObject | undefined,
): readonly Diagnostic[] {
  const fields = ["/spec/infrastructureRef", "/spec/controlPlaneRef"];
  const removed = fields.filter(
    (field) => oldObject !== undefined && isDefined(oldObject, field) && !isDefined(object, field),
  );
  const has = [...fields, topology].some((field) => isDefined(object, field));
  return [
    ...(has
      ? []
      : [
          forbidden(
            "/spec",
            "one of spec.controlPlaneRef, spec.infrastructureRef or spec.topology must be set",
          ),
        ]),
    ...removed.map((field) => immutable(field, "cannot be removed")),
  ];
}

function checkUpdate(oldObject: JsonObject, object: JsonObject): readonly Diagnostic[] {
  const [had, has] = [isDefined(oldObject, topology), isDefined(object, topology)];
  if (had && !has) {
    return [immutable(topology, "cannot be removed from an existing Cluster")];
  }
  if (!has) {
    return [];
  }
  const unsafe =
    "/metadata/annotations/unsafe.topology.cluster.x-k8s.io~1disable-update-class-name-check";
  if (!had) {
    return textAt(object, unsafe) === undefined
      ? [immutable(`${topology}/class`, "classRef cannot be set on an existing Cluster")]
      : [];
  }
  return checkTopologyUpdate(oldObject, object);
}
