import type { Diagnostic } from "@imagewright/core";

import {
  childFields,
  dotted,
  type Fields,
  isGiven,
  isTrue,
  numberOf,
  refusal,
  textOf,
} from "./fields.ts";

const cloudInitFields = ["secretPrefix", "secretCount", "secureSecretsBackend"] as const;

/** How fields about the secrets of cloud-init exclude and need each other. */
export function checkCloudInit(machine: Fields): readonly Diagnostic[] {
  const cloudInit = childFields(machine, "cloudInit");
  const found: Diagnostic[] = [];
  if (isTrue(cloudInit, "insecureSkipSecretsManager")) {
    for (const key of cloudInitFields.filter((name) => isSet(cloudInit, name))) {
      const message = `cannot be set if ${dotted(cloudInit)}.insecureSkipSecretsManager is true`;
      found.push(refusal("AWS_BOOTSTRAP_REFUSED", cloudInit, key, message));
    }
  }
  if (isSet(cloudInit, "secretPrefix") !== isSet(cloudInit, "secretCount")) {
    const message = `must be set together with ${dotted(machine)}.CloudInit.SecretPrefix`;
    found.push(refusal("AWS_BOOTSTRAP_REFUSED", cloudInit, "secretCount", message));
  }
  return found;
}

/** Whether cloud-init is configured where Ignition is, and whether Ignition may be there at all. */
export function checkIgnition(machine: Fields): readonly Diagnostic[] {
  if (!isGiven(machine, "ignition")) {
    return [];
  }
  const cloudInit = childFields(machine, "cloudInit");
  const isConfigured =
    isTrue(cloudInit, "insecureSkipSecretsManager") ||
    cloudInitFields.some((name) => isSet(cloudInit, name));
  const message = `cannot be set if ${dotted(machine)}.ignition is set`;
  return [
    ...checkIgnitionGate(machine),
    ...(isConfigured ? [refusal("AWS_BOOTSTRAP_REFUSED", machine, "cloudInit", message)] : []),
  ];
}

/** The gate behind Ignition is off unless the controller is told otherwise. */
export function checkIgnitionGate(fields: Fields): readonly Diagnostic[] {
  const message = "can be set only if the BootstrapFormatIgnition feature gate is enabled";
  return isGiven(fields, "ignition")
    ? [refusal("AWS_FEATURE_GATE", fields, "ignition", message)]
    : [];
}

/** Proxy and TLS came with version 3.1 of Ignition. */
export function checkIgnitionVersion(machine: Fields): readonly Diagnostic[] {
  const ignition = childFields(machine, "ignition");
  const isOld = ["2.3", "3.0"].includes(textOf(ignition, "version"));
  const message = `cannot be set if ${dotted(ignition)}.version is 2.3 or 3.0`;
  return ["proxy", "tls"]
    .filter((key) => isOld && isGiven(ignition, key))
    .map((key) => refusal("AWS_BOOTSTRAP_REFUSED", ignition, key, message));
}

function isSet(cloudInit: Fields, key: string): boolean {
  return textOf(cloudInit, key) !== "" || (numberOf(cloudInit, key) ?? 0) !== 0;
}
