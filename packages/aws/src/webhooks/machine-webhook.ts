import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  isJsonObject,
  isSameJson,
  type JsonObject,
  ownValue,
  replaceAt,
  valueAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isCapaSince, newestCapaVersion } from "../capa-version.ts";
import { checkCloudInit, checkIgnition, checkIgnitionVersion } from "./check-bootstrap.ts";
import { checkHost, hasAffinityAlone } from "./check-host.ts";
import { checkIgnitionSources } from "./check-ignition-sources.ts";
import {
  checkAdditionalTags,
  checkElasticIpPool,
  checkSecurityGroups,
  checkSshKeyName,
} from "./check-placement.ts";
import { checkMarketType, checkReservation, checkReservationsOnly } from "./check-purchase.ts";
import { checkVolumes } from "./check-volumes.ts";
import { childFields, type Fields, fieldsAt, isGiven, isTrue, refusal, textOf } from "./fields.ts";
import { comparable } from "./machine-template-webhook.ts";

const groups = "only one of ID or Filters may be specified, specifying both is forbidden";
/** What may change at a machine that exists. */
const mutable = [
  "/providerID",
  "/instanceID",
  "/additionalTags",
  "/additionalSecurityGroups",
  "/cloudInit/secretPrefix",
  "/cloudInit/secretCount",
  "/cloudInit/secureSecretsBackend",
  "/privateDnsName/enableResourceNameDnsAAAARecord",
  "/privateDnsName/enableResourceNameDnsARecord",
] as const;

/** AWSMachine: defaults of bootstrap, what a machine may say, and what of it may change. */
export const machineWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AWSMachine"],
  versions: ["v1beta2"],
  mutate: ({ object }) => {
    const spec = fieldsAt(object, "/spec");
    return isGiven(spec, "ignition")
      ? withIgnitionDefaults(object, "/spec/ignition", "ClusterObjectStore")
      : withBackend(object, spec);
  },
  validate: (review) =>
    review.oldObject === undefined ? checkCreation(review) : checkUpdate(review, review.oldObject),
};

/** Storage and version of Ignition, where they are left out. */
export function withIgnitionDefaults(
  object: JsonObject,
  at: string,
  storage: "ClusterObjectStore" | "UnencryptedUserData",
): JsonObject {
  const value = valueAt(object, at);
  if (!isJsonObject(value)) {
    return object;
  }
  const given = ownValue(value, "storageType");
  const storageType = given === undefined || given === "" ? storage : given;
  const version = ownValue(value, "version") ?? "";
  const needsVersion = version === "" && storageType !== "UnencryptedUserData";
  const ignition = { ...value, storageType, ...(needsVersion && { version: "2.3" }) };
  return replaceAt(object, at, ignition) ?? object;
}

function withBackend(object: JsonObject, spec: Fields): JsonObject {
  const cloudInit = childFields(spec, "cloudInit");
  const isSkipped = isTrue(cloudInit, "insecureSkipSecretsManager");
  return isSkipped || textOf(cloudInit, "secureSecretsBackend") !== ""
    ? object
    : (replaceAt(object, "/spec/cloudInit/secureSecretsBackend", "secrets-manager") ?? object);
}

function checkCreation({ object, targetVersions }: WebhookReview): readonly Diagnostic[] {
  const machine = fieldsAt(object, "/spec");
  const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
  return [
    ...checkCloudInit(machine),
    ...checkIgnition(machine),
    ...checkIgnitionVersion(machine),
    ...checkIgnitionSources(machine),
    ...checkVolumes(machine, { isTemplate: false, capaVersion }),
    ...checkSshKeyName(machine),
    ...checkSecurityGroups(machine, groups),
    ...checkAdditionalTags(machine),
    ...checkElasticIpPool(machine),
    ...checkMarketType(machine, "machine"),
    ...checkReservation(machine, "machine"),
    ...checkReservationsOnly(machine),
    ...(isCapaSince(capaVersion, "2.10.0") ? checkHost(machine, { isTemplate: false }) : []),
  ];
}

function checkUpdate(
  { object, targetVersions }: WebhookReview,
  oldObject: JsonObject,
): readonly Diagnostic[] {
  const machine = fieldsAt(object, "/spec");
  const old = fieldsAt(oldObject, "/spec");
  const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
  const isInherited = hasAffinityAlone(old);
  return [
    ...checkCloudInit(machine),
    ...checkSecurityGroups(machine, groups),
    ...checkAdditionalTags(machine),
    ...(isCapaSince(capaVersion, "2.10.0")
      ? checkHost(machine, { isTemplate: false, isInherited })
      : []),
    ...(isSameJson(fixed(machine.data), fixed(old.data))
      ? []
      : [refusal("AWS_IMMUTABLE", machine, "", "cannot be modified")]),
  ];
}

function fixed(spec: JsonObject): JsonObject {
  return comparable(
    mutable.reduce((rest, pointer) => replaceAt(rest, pointer, undefined) ?? rest, spec),
  );
}
