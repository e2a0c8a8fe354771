import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  ownValue,
  valueAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isCapaSince, newestCapaVersion } from "../capa-version.ts";
import { checkCloudInit, checkIgnition } from "./check-bootstrap.ts";
import { checkHost } from "./check-host.ts";
import {
  checkAdditionalTags,
  checkSecurityGroups,
  checkSshKeyName,
  checkTemplateFields,
} from "./check-placement.ts";
import { checkVolumes } from "./check-volumes.ts";
import { fieldsAt, refusal } from "./fields.ts";

const at = "/spec/template/spec";
const dryRun = "topology.cluster.x-k8s.io/dry-run";

/**
 * AWSMachineTemplate: what a template may say, and that it never changes, apart from metadata
 * options that were absent. A dry run of the topology controller passes.
 */
export const machineTemplateWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AWSMachineTemplate"],
  versions: ["v1beta2"],
  validate(review) {
    return review.oldObject === undefined ? checkCreation(review) : checkUpdate(review);
  },
};

function checkCreation({
  object,
  targetVersions,
}: WebhookReview): ReturnType<NonNullable<Webhook["validate"]>> {
  const machine = fieldsAt(object, at);
  const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
  const groups = "only one of ID or Filters may be specified, specifying both is forbidden";
  return [
    ...checkTemplateFields(machine),
    ...checkCloudInit(machine),
    ...checkIgnition(machine),
    ...checkVolumes(machine, { isTemplate: true, capaVersion }),
    ...checkSshKeyName(machine),
    ...checkSecurityGroups(machine, groups),
    ...checkAdditionalTags(machine),
    ...(isCapaSince(capaVersion, "2.10.0") ? checkHost(machine, { isTemplate: true }) : []),
  ];
}

function checkUpdate({
  object,
  oldObject,
}: WebhookReview): ReturnType<NonNullable<Webhook["validate"]>> {
  const annotations = valueAt(object, "/metadata/annotations");
  if (isJsonObject(annotations) && Object.hasOwn(annotations, dryRun)) {
    return [];
  }
  const machine = fieldsAt(object, at);
  const before = fieldsAt(oldObject ?? {}, at).data;
  const added = ownValue(machine.data, "instanceMetadataOptions");
  const hadNone = (ownValue(before, "instanceMetadataOptions") ?? null) === null;
  const old =
    added !== undefined && hadNone ? { ...before, instanceMetadataOptions: added } : before;
  return isSameJson(comparable(old), comparable(machine.data))
    ? []
    : [refusal("AWS_IMMUTABLE", machine, "", "AWSMachineTemplate.Spec is immutable")];
}

/** Fields that Go cannot tell from absent ones are left out. */
export function comparable(machine: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(machine).filter(
      ([key, value]) =>
        value !== null &&
        !(value === "" && key !== "sshKeyName") &&
        !((key === "ami" || key === "cloudInit") && isSameJson(value, {})),
    ),
  );
}
