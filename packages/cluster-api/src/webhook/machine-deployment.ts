import {
  type Diagnostic,
  formatPointer,
  type JsonObject,
  textAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isDefined, isSet, listAt, nameOf } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { withClusterLabel } from "./cluster-label.ts";
import { checkReplicaBounds, defaultReplicas } from "./default-replicas.ts";
import { checkIntOrPercent, checkRollingUpdate } from "./int-or-percent.ts";
import { checkMetadata, isLabelValue } from "./label-rules.ts";
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
import { invalid } from "./webhook-findings.ts";

const machine = "/spec/template/spec";
const templateLabels = "/spec/template/metadata/labels";

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/machinedeployment.go */
export const machineDeploymentWebhook: Webhook = {
  group: coreGroup,
  kinds: ["MachineDeployment"],
  versions: webhookVersions,
  mutate: ({ object, oldObject }) => {
    const selected = withSelector(
      withReplicas(withClusterLabel(object), oldObject),
      "cluster.x-k8s.io/deployment-name",
    );
    const sameCluster = withClusterLabel(
      withClusterLabel(selected, "/spec/selector/matchLabels"),
      templateLabels,
    );
    return withPrefixedVersion(withStrategy(sameCluster), `${machine}/version`);
  },
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  const name = nameOf(object);
  const shape = byVersion(object, {
    v1beta1: {
      strategy: "/spec/strategy",
      maxInFlight: "/spec/strategy/remediation/maxInFlight",
      naming: "/spec/machineNamingStrategy/template",
    },
    v1beta2: {
      strategy: "/spec/rollout/strategy",
      maxInFlight: "/spec/remediation/maxInFlight",
      naming: "/spec/machineNaming/template",
    },
  });
  return [
    ...(isLabelValue(name) ? [] : [invalid("/metadata/name", name, "must be a valid label value")]),
    ...checkReplicaBounds(object),
    ...checkBootstrap(object, machine),
    ...checkTemplateLabels(object),
    ...checkSkippedPreflight(object),
    ...checkClusterName(object, oldObject),
    ...checkTemplateClusterName(object),
    ...checkRollingUpdate(object, `${shape.strategy}/rollingUpdate`),
    ...checkIntOrPercent(object, shape.maxInFlight),
    ...checkVersion(object, `${machine}/version`),
    ...checkMachineNaming(object, shape.naming),
    ...checkTaints(object, `${machine}/taints`, { isWorker: true }),
    ...checkMetadata(object, "/spec/template/metadata"),
  ];
}

/** The object with the replicas that defaulting decides on. */
export function withReplicas(object: JsonObject, oldObject: JsonObject | undefined): JsonObject {
  const replicas = defaultReplicas(object, oldObject);
  return replicas === undefined ? object : withValueAt(object, "/spec/replicas", replicas);
}

/** A selector that says nothing selects the object's own name, and the template gets it too. */
export function withSelector(object: JsonObject, label: string): JsonObject {
  const isEmpty =
    !isDefined(object, "/spec/selector/matchLabels") &&
    listAt(object, "/spec/selector/matchExpressions").length === 0;
  const key = formatPointer([label]);
  const name = nameOf(object);
  return isEmpty
    ? withValueAt(
        withValueAt(object, `/spec/selector/matchLabels${key}`, name),
        `${templateLabels}${key}`,
        name,
      )
    : object;
}

function withStrategy(object: JsonObject): JsonObject {
  const at = byVersion(object, { v1beta1: "/spec/strategy", v1beta2: "/spec/rollout/strategy" });
  const type = textAt(object, `${at}/type`) ?? "";
  const typed = type === "" ? withValueAt(object, `${at}/type`, "RollingUpdate") : object;
  return type === "" || type === "RollingUpdate"
    ? withDefault(
        withDefault(typed, `${at}/rollingUpdate/maxSurge`, 1),
        `${at}/rollingUpdate/maxUnavailable`,
        0,
      )
    : typed;
}

function withDefault(object: JsonObject, pointer: string, value: number): JsonObject {
  return isSet(object, pointer) ? object : withValueAt(object, pointer, value);
}
