import {
  type Diagnostic,
  type JsonObject,
  replaceAt,
  valueAt,
  type Webhook,
} from "@imagewright/core";

import { controlPlaneGroup } from "../image-places.ts";
import { eksMinor } from "../lookup/eks-parameter.ts";
import { checkAccess } from "./check-access.ts";
import { checkAddons } from "./check-addons.ts";
import { checkBastion, checkNetwork, checkSecondaryCidr, isIpv6 } from "./check-network.ts";
import { checkAdditionalTags, immutableField } from "./check-placement.ts";
import { eksNameOf } from "./eks-name.ts";
import { childFields, type Fields, fieldsAt, isGiven, refusal, textOf } from "./fields.ts";

/** Length that a name of a cluster stays below. */
const nameLimit = 100;

/** AWSManagedControlPlane: its version goes up only, and what EKS cannot change stays. */
export const managedControlPlaneWebhook: Webhook = {
  group: controlPlaneGroup,
  kinds: ["AWSManagedControlPlane"],
  versions: ["v1beta2"],
  mutate({ object }) {
    const name = eksNameOf(object, nameLimit);
    const given = valueAt(object, "/spec/eksClusterName") ?? "";
    const named =
      given === "" && name !== undefined ? replaceAt(object, "/spec/eksClusterName", name) : object;
    // Whatever was given: CAPA overwrites it.
    return (
      withDefaults(replaceAt(named ?? object, "/spec/bootstrapSelfManagedAddons", true), "/spec") ??
      object
    );
  },
  validate({ object, oldObject }) {
    const spec = fieldsAt(object, "/spec");
    const old = oldObject === undefined ? undefined : fieldsAt(oldObject, "/spec");
    return [
      ...checkName(spec, old),
      ...checkSpec(spec, old, "AWSManagedControlPlane"),
      ...checkAccess(spec, old),
    ];
  },
};

/** AWSManagedControlPlaneTemplate: the same of its machine-wide fields. */
export const managedControlPlaneTemplateWebhook: Webhook = {
  group: controlPlaneGroup,
  kinds: ["AWSManagedControlPlaneTemplate"],
  versions: ["v1beta2"],
  mutate: ({ object }) => withDefaults(object, "/spec/template/spec") ?? object,
  validate({ object, oldObject }) {
    const at = "/spec/template/spec";
    const old = oldObject === undefined ? undefined : fieldsAt(oldObject, at);
    return checkSpec(fieldsAt(object, at), old, "AWSManagedControlPlaneTemplate");
  },
};

function withDefaults(object: JsonObject | undefined, at: string): JsonObject | undefined {
  return object === undefined || valueAt(object, `${at}/identityRef`) !== undefined
    ? object
    : replaceAt(object, `${at}/identityRef`, {
        kind: "AWSClusterControllerIdentity",
        name: "default",
      });
}

function checkSpec(spec: Fields, old: Fields | undefined, kind: string): readonly Diagnostic[] {
  return [
    ...checkVersion(spec, old),
    ...checkAddons(spec),
    ...checkHostnames(spec),
    ...checkAdditionalTags(spec),
    ...checkBastion(spec),
    ...checkSecondaryCidr(spec),
    ...(old === undefined ? checkNetwork(spec, kind) : checkChanges(spec, old)),
  ];
}

function checkVersion(spec: Fields, old: Fields | undefined): readonly Diagnostic[] {
  const version = textOf(spec, "version");
  const minor = version === "" ? undefined : minorOf(version);
  const before = old === undefined ? undefined : minorOf(textOf(old, "version"));
  const report = (message: string): Diagnostic =>
    refusal("AWS_EKS_VERSION_REFUSED", spec, "version", message);
  if (version !== "" && minor === undefined) {
    return [report(`could not parse "${version}" as version`)];
  }
  const isLower =
    minor !== undefined && before !== undefined && (minor[0] < before[0] || minor[1] < before[1]);
  const isTooOld = minor !== undefined && isIpv6(spec) && minor[0] === 1 && minor[1] < 21;
  return [
    ...(isLower ? [report("new version less than old version")] : []),
    ...(isTooOld ? [report("IPv6 requires Kubernetes v1.21.0 or greater")] : []),
  ];
}

/** How instances of a VPC of both families are named. */
function checkHostnames(spec: Fields): readonly Diagnostic[] {
  const vpc = childFields(childFields(spec, "network"), "vpc");
  const key = "privateDnsHostnameTypeOnLaunch";
  const message = "only resource-name HostnameType can be used in IPv6 mode";
  return isIpv6(spec) && isGiven(vpc, key) && textOf(vpc, key) !== "resource-name"
    ? [refusal("AWS_CONTROL_PLANE_REFUSED", vpc, key, message)]
    : [];
}

function minorOf(version: string): readonly [number, number] | undefined {
  const minor = eksMinor(version.replace(/\.$/u, ""));
  const [major = 0, of = 0] = (minor ?? "").split(".").map(Number);
  return minor === undefined ? undefined : [major, of];
}

function checkName(spec: Fields, old: Fields | undefined): readonly Diagnostic[] {
  const before = old === undefined ? "" : textOf(old, "eksClusterName");
  return before !== "" && before !== textOf(spec, "eksClusterName")
    ? [
        immutableField(
          spec,
          "eksClusterName",
          "eksClusterName is different to current cluster name",
        ),
      ]
    : [];
}

function checkChanges(spec: Fields, old: Fields): readonly Diagnostic[] {
  const [now, before] = [spec, old].map((fields) => childFields(fields, "encryptionConfig"));
  const provider = now === undefined ? "" : textOf(now, "provider");
  const oldProvider = before === undefined ? "" : textOf(before, "provider");
  const isDropped = isGiven(old, "encryptionConfig") && !isGiven(spec, "encryptionConfig");
  return [
    ...(textOf(spec, "region") === textOf(old, "region") ? [] : [immutableField(spec, "region")]),
    ...(isDropped
      ? [
          immutableField(
            spec,
            "encryptionConfig",
            "disabling EKS encryption is not allowed after it has been enabled",
          ),
        ]
      : []),
    ...(now !== undefined && provider !== "" && oldProvider !== "" && provider !== oldProvider
      ? [
          immutableField(
            now,
            "provider",
            "changing EKS encryption is not allowed after it has been enabled",
          ),
        ]
      : []),
    ...(isGiven(old, "identityRef") && !isGiven(spec, "identityRef")
      ? [immutableField(spec, "identityRef", "field cannot be set to nil")]
      : []),
    ...(isIpv6(spec) === isIpv6(old)
      ? []
      : [
          immutableField(
            childFields(childFields(spec, "network"), "vpc"),
            "ipv6",
            "changing IP family is not allowed after it has been set",
          ),
        ]),
  ];
}
