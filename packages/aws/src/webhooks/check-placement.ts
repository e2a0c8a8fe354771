import type { Diagnostic } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { checkTags } from "../rules/check-tags.ts";
import {
  childFields,
  type Fields,
  isGiven,
  isTrue,
  itemsOf,
  listFields,
  refusal,
  textOf,
} from "./fields.ts";

const code = "AWS_NETWORK_REFUSED";
const pool = "ipv4pool-ec2-";

/** Security groups that are named by id and by filters. */
export function checkSecurityGroups(fields: Fields, message: string): readonly Diagnostic[] {
  return listFields(fields, "additionalSecurityGroups")
    .filter((group) => isGiven(group, "id") && itemsOf(group.data, "filters").length > 0)
    .map((group) => refusal(code, group, "filters", message));
}

/** Pool of public addresses: compared at machines only. */
export function checkElasticIpPool(machine: Fields): readonly Diagnostic[] {
  if (!isGiven(machine, "elasticIpPool")) {
    return [];
  }
  const eip = childFields(machine, "elasticIpPool");
  const [hasPool, hasOrder] = ["publicIpv4Pool", "publicIpv4PoolFallbackOrder"].map((key) =>
    isGiven(eip, key),
  );
  const cases: readonly (readonly [boolean, Fields, string, string])[] = [
    [
      !isTrue(machine, "publicIP"),
      machine,
      "elasticIpPool",
      "publicIp must be set to 'true' to assign custom public IPv4 pools with elasticIpPool",
    ],
    [
      hasPool === true && hasOrder === false,
      eip,
      "publicIpv4PoolFallbackOrder",
      "publicIpv4PoolFallbackOrder must be set when publicIpv4Pool is defined.",
    ],
    [
      hasPool === true && !textOf(eip, "publicIpv4Pool").startsWith(pool),
      eip,
      "publicIpv4Pool",
      `publicIpv4Pool must start with ${pool}.`,
    ],
    [
      hasPool === false && hasOrder === true,
      eip,
      "publicIpv4PoolFallbackOrder",
      "publicIpv4Pool must be set when publicIpv4PoolFallbackOrder is defined.",
    ],
  ];
  return cases
    .filter(([isBroken]) => isBroken)
    .map(([, fields, key, message]) => refusal(code, fields, key, message));
}

/** Name of a key pair. */
export function checkSshKeyName(fields: Fields): readonly Diagnostic[] {
  const name = textOf(fields, "sshKeyName");
  const message =
    "Name is invalid. Must be specified in ASCII and must not start or end in whitespace";
  return name === "" || /^[!-~](?:[ -~]*[!-~])?$/u.test(name)
    ? []
    : [refusal("AWS_SSH_KEY_REFUSED", fields, "sshKeyName", message)];
}

/** Tags of an object. */
export function checkAdditionalTags(fields: Fields): readonly Diagnostic[] {
  const { at, data } = childFields(fields, "additionalTags");
  const tags = Object.entries(data).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value] as const] : [],
  );
  const message = "user created tags cannot be more than 50";
  return [
    ...checkTags(Object.fromEntries(tags), at),
    ...(tags.length > 50
      ? [awsDiagnostics.report("AWS_TAG", { message, pointer: at, found: String(tags.length) })]
      : []),
  ];
}

/** Fields of one machine that a template cannot have. */
export function checkTemplateFields(machine: Fields): readonly Diagnostic[] {
  const cloudInit = childFields(machine, "cloudInit");
  const message = "cannot be set in templates";
  const report = (fields: Fields, key: string): Diagnostic =>
    refusal("AWS_TEMPLATE_FIELD", fields, key, message);
  return [
    ...(textOf(cloudInit, "secretPrefix") === "" ? [] : [report(cloudInit, "secretPrefix")]),
    ...((cloudInit.data["secretCount"] ?? 0) === 0 ? [] : [report(cloudInit, "secretCount")]),
    ...(isGiven(machine, "providerID") ? [report(machine, "providerID")] : []),
  ];
}

/** Hooks of an autoscaling group. */
export function checkLifecycleHooks(spec: Fields): readonly Diagnostic[] {
  return listFields(spec, "lifecycleHooks").flatMap((hook) => {
    const [hasTarget, hasRole] = ["notificationTargetARN", "roleARN"].map((key) =>
      isGiven(hook, key),
    );
    const seconds = durationSeconds(textOf(hook, "heartbeatTimeout"));
    const cases: readonly (readonly [boolean, string, string])[] = [
      [textOf(hook, "name") === "", "name", "Name is required"],
      [
        hasTarget === true && hasRole === false,
        "roleARN",
        "RoleARN is required if NotificationTargetARN is provided",
      ],
      [
        hasRole === true && hasTarget === false,
        "notificationTargetARN",
        "NotificationTargetARN is required if RoleARN is provided",
      ],
      [
        seconds !== undefined && (seconds < 30 || seconds > 172_800),
        "heartbeatTimeout",
        "HeartbeatTimeout must be between 30 and 172800 seconds",
      ],
    ];
    return cases
      .filter(([isBroken]) => isBroken)
      .map(([, key, message]) => refusal("AWS_POOL_REFUSED", hook, key, message));
  });
}

const units: ReadonlyMap<string, number> = new Map([
  ["h", 3600],
  ["m", 60],
  ["s", 1],
  ["ms", 1e-3],
  ["us", 1e-6],
  ["µs", 1e-6],
  ["ns", 1e-9],
]);

/** Seconds of a Go duration such as `5m0s`; undefined where it is none. */
export function durationSeconds(text: string): number | undefined {
  const [, sign = "", rest = ""] = /^([+-]?)(.{1,64})$/u.exec(text) ?? [];
  const parts = [...rest.matchAll(/(?<number>\d+(?:\.\d*)?|\.\d+)(?<unit>ns|us|µs|ms|s|m|h)/gu)];
  if (rest === "0") {
    return 0;
  }
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== rest) {
    return undefined;
  }
  const seconds = parts.reduce(
    (sum, { groups }) =>
      sum + Number(groups?.["number"]) * (units.get(groups?.["unit"] ?? "") ?? 0),
    0,
  );
  return sign === "-" ? -seconds : seconds;
}

/** A change of a field that CAPA does not allow. */
export function immutableField(
  fields: Fields,
  key: string,
  message = "field is immutable",
): Diagnostic {
  return refusal("AWS_IMMUTABLE", fields, key, message);
}
