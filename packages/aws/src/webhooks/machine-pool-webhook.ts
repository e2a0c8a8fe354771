import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  replaceAt,
  valueAt,
  type Webhook,
} from "@imagewright/core";

import { newestCapaVersion } from "../capa-version.ts";
import { checkIgnitionGate } from "./check-bootstrap.ts";
import {
  checkAdditionalTags,
  checkLifecycleHooks,
  checkSecurityGroups,
  durationSeconds,
} from "./check-placement.ts";
import { checkMarketType, checkReservation, checkReservedSpot } from "./check-purchase.ts";
import { checkVolumes } from "./check-volumes.ts";
import {
  childFields,
  type Fields,
  fieldsAt,
  isGiven,
  listFields,
  numberOf,
  refusal,
  textOf,
} from "./fields.ts";
import { withIgnitionDefaults } from "./machine-webhook.ts";

/**
 * AWSMachinePool: defaults, and which fields exclude each other. Volumes, market type, capacity
 * reservation and Ignition are looked at only when the pool is made.
 */
export const machinePoolWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
  versions: ["v1beta2"],
  mutate: ({ object }) =>
    withIgnitionDefaults(
      ["defaultCoolDown", "defaultInstanceWarmup"].reduce(withWait, object),
      "/spec/ignition",
      "UnencryptedUserData",
    ),
  validate({ object, oldObject, targetVersions }) {
    const pool = fieldsAt(object, "/spec");
    const template = childFields(pool, "awsLaunchTemplate");
    const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
    return [
      ...checkCoolDown(pool),
      ...checkAdditionalTags(pool),
      ...checkSubnets(pool),
      ...checkSecurityGroups(template, "either ID or filters should be used"),
      ...checkSpot(pool, template),
      ...checkRefresh(childFields(pool, "refreshPreferences")),
      ...checkLifecycleHooks(pool),
      ...(oldObject === undefined
        ? [
            ...checkVolumes(template, { isTemplate: false, capaVersion }),
            ...checkMarketType(template, "pool"),
            ...checkReservedSpot(template),
            ...checkReservation(template, "pool"),
            ...checkIgnitionGate(pool),
          ]
        : []),
    ];
  },
};

function withWait(object: JsonObject, key: string): JsonObject {
  const given = valueAt(object, `/spec/${key}`);
  const isZero = typeof given !== "string" || Math.trunc(durationSeconds(given) ?? 1) === 0;
  return isZero ? (replaceAt(object, `/spec/${key}`, "5m0s") ?? object) : object;
}

function checkCoolDown(pool: Fields): readonly Diagnostic[] {
  const seconds = durationSeconds(textOf(pool, "defaultCoolDown")) ?? 0;
  return Math.trunc(seconds) < 0
    ? [
        refusal(
          "AWS_POOL_REFUSED",
          pool,
          "defaultCoolDown",
          "DefaultCoolDown must be greater than zero",
        ),
      ]
    : [];
}

function checkSubnets(pool: Fields): readonly Diagnostic[] {
  const message = "providing either subnet ID or filter is supported, should not provide both";
  return listFields(pool, "subnets")
    .filter((subnet) => isGiven(subnet, "id") && isGiven(subnet, "filters"))
    .map((subnet) => refusal("AWS_NETWORK_REFUSED", subnet, "filters", message));
}

function checkSpot(pool: Fields, template: Fields): readonly Diagnostic[] {
  const message =
    "either spec.awsLaunchTemplate.spotMarketOptions or spec.mixedInstancesPolicy should be used";
  return isGiven(template, "spotMarketOptions") && isGiven(pool, "mixedInstancesPolicy")
    ? [refusal("AWS_PURCHASE_REFUSED", template, "spotMarketOptions", message)]
    : [];
}

function checkRefresh(refresh: Fields): readonly Diagnostic[] {
  const minimum = numberOf(refresh, "minHealthyPercentage");
  const maximum = numberOf(refresh, "maxHealthyPercentage");
  const path = "spec.refreshPreferences.";
  if (maximum === undefined || (minimum !== undefined && maximum - minimum <= 100)) {
    return [];
  }
  const message =
    minimum === undefined
      ? `If you specify ${path}maxHealthyPercentage, you must also specify ${path}minHealthyPercentage`
      : `the difference between ${path}maxHealthyPercentage and ${path}minHealthyPercentage cannot be greater than 100`;
  return [refusal("AWS_POOL_REFUSED", refresh, "maxHealthyPercentage", message)];
}
