import { infrastructureGroup } from "@imagewright/cluster-api";
import { type Diagnostic, isSameJson, replaceAt, type Webhook } from "@imagewright/core";

import { checkAdditionalTags, checkLifecycleHooks, immutableField } from "./check-placement.ts";
import { eksNameOf } from "./eks-name.ts";
import {
  childFields,
  type Fields,
  fieldsAt,
  isGiven,
  isTrue,
  itemsOf,
  numberOf,
  refusal,
  textOf,
} from "./fields.ts";

/** Length that a name of a node group stays below. */
const nameLimit = 64;
const never = [
  "subnetIDs",
  "diskSize",
  "amiType",
  "remoteAccess",
  "availabilityZones",
  "availabilityZoneSubnetType",
] as const;
/** May be set once. */
const once = ["eksNodegroupName", "roleName", "capacityType"] as const;

/** AWSManagedMachinePool: defaults, what excludes each other, and what never changes. */
export const managedMachinePoolWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AWSManagedMachinePool"],
  versions: ["v1beta2"],
  mutate({ object }) {
    const pool = fieldsAt(object, "/spec");
    const name = eksNameOf(object, nameLimit);
    const named =
      textOf(pool, "eksNodegroupName") === "" && name !== undefined
        ? (replaceAt(object, "/spec/eksNodegroupName", name) ?? object)
        : object;
    return isGiven(pool, "updateConfig")
      ? named
      : (replaceAt(named, "/spec/updateConfig", { maxUnavailable: 1 }) ?? named);
  },
  validate({ object, oldObject }) {
    const pool = fieldsAt(object, "/spec");
    return [
      ...(oldObject === undefined
        ? checkRemoteAccess(pool)
        : checkChanges(pool, fieldsAt(oldObject, "/spec"))),
      ...checkScaling(childFields(pool, "scaling")),
      ...checkUpdateConfig(pool),
      ...checkLaunchTemplate(pool),
      ...checkLifecycleHooks(pool),
      ...checkAdditionalTags(pool),
    ];
  },
};

function checkChanges(pool: Fields, old: Fields): readonly Diagnostic[] {
  const differs = (key: string): boolean => !isSameJson(old.data[key], pool.data[key]);
  const template = childFields(pool, "awsLaunchTemplate");
  const oldTemplate = childFields(old, "awsLaunchTemplate");
  const [has, had] = [isGiven(pool, "awsLaunchTemplate"), isGiven(old, "awsLaunchTemplate")];
  return [
    ...never.filter(differs).map((key) => immutableField(pool, key)),
    ...once
      .filter((key) => textOf(old, key) !== "" && differs(key))
      .map((key) => immutableField(pool, key)),
    ...(has === had ? [] : [immutableField(pool, "awsLaunchTemplate")]),
    ...(has && had && textOf(template, "name") !== textOf(oldTemplate, "name")
      ? [immutableField(template, "name")]
      : []),
  ];
}

function checkScaling(scaling: Fields): readonly Diagnostic[] {
  const minimum = numberOf(scaling, "minSize");
  const maximum = numberOf(scaling, "maxSize");
  const report = (key: string, message: string): Diagnostic =>
    refusal("AWS_POOL_REFUSED", scaling, key, message);
  return [
    ...(minimum !== undefined && minimum < 0
      ? [report("minSize", "must be greater or equal zero")]
      : []),
    ...(minimum !== undefined && maximum !== undefined && maximum < minimum
      ? [report("maxSize", "must be greater than field spec.scaling.minSize")]
      : []),
    ...(maximum !== undefined && maximum < 0
      ? [report("maxSize", "must be greater than zero")]
      : []),
  ];
}

function checkUpdateConfig(pool: Fields): readonly Diagnostic[] {
  if (!isGiven(pool, "updateConfig")) {
    return [];
  }
  const config = childFields(pool, "updateConfig");
  const given = ["maxUnavailable", "maxUnavailablePercentage"].filter((key) =>
    isGiven(config, key),
  );
  const message =
    given.length === 0
      ? "must specify one of maxUnavailable or maxUnavailablePercentage when using nodegroup updateconfig"
      : "cannot specify both maxUnavailable and maxUnavailablePercentage";
  return given.length === 1 ? [] : [refusal("AWS_POOL_REFUSED", config, "", message)];
}

function checkRemoteAccess(pool: Fields): readonly Diagnostic[] {
  const access = childFields(pool, "remoteAccess");
  const isBoth =
    isTrue(access, "public") && itemsOf(access.data, "sourceSecurityGroups").length > 0;
  const message = "must be empty if public is set";
  return isBoth ? [refusal("AWS_POOL_REFUSED", access, "sourceSecurityGroups", message)] : [];
}

function checkLaunchTemplate(pool: Fields): readonly Diagnostic[] {
  if (!isGiven(pool, "awsLaunchTemplate")) {
    return [];
  }
  const template = childFields(pool, "awsLaunchTemplate");
  const cases: readonly (readonly [boolean, Fields, string, string])[] = [
    [
      isGiven(pool, "instanceType"),
      pool,
      "instanceType",
      "InstanceType cannot be specified when LaunchTemplate is specified",
    ],
    [
      isGiven(pool, "diskSize"),
      pool,
      "diskSize",
      "DiskSize cannot be specified when LaunchTemplate is specified",
    ],
    [
      textOf(template, "iamInstanceProfile") !== "",
      template,
      "iamInstanceProfile",
      "IAM instance profile in launch template is prohibited in EKS managed node group",
    ],
  ];
  return cases
    .filter(([isBroken]) => isBroken)
    .map(([, fields, key, message]) => refusal("AWS_POOL_REFUSED", fields, key, message));
}
