import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type JsonValue,
  mapAt,
  ownValue,
  textAt,
  valueAt,
  type Webhook,
} from "@imagewright/core";

import { clusterLabel } from "../cluster-label.ts";
import { isSame, objectsAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";
import { checkRoleName } from "./check-identity.ts";
import { checkMachine } from "./check-machine.ts";
import {
  withDataDisks,
  withDiagnostics,
  withEvictionPolicy,
  withNetworkInterfaces,
} from "./defaults.ts";
import { checkImmutable, immutable, immutableMessage } from "./immutable.ts";

const at = "/spec";

/**
 * The webhooks of AzureMachine.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azuremachine_webhook.go
 */
export const machineWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AzureMachine"],
  versions: ["v1beta1"],
  mutate: ({ object }) => withDefaults(object),
  validate: ({ object, oldObject }) => [
    ...checkLabel(object),
    ...(oldObject === undefined
      ? checkCreation(withDefaults(object))
      : checkUpdate(withDefaults(object), withDefaults(oldObject))),
  ],
};

function withDefaults(object: JsonObject): JsonObject {
  const spec = mapAt(object, at);
  return spec === undefined ? object : { ...object, spec: withMachineDefaults(spec) };
}

function withMachineDefaults(spec: JsonObject): JsonObject {
  return withNetworkInterfaces(withDiagnostics(withEvictionPolicy(withDataDisks(spec))));
}

function checkLabel(object: JsonObject): readonly Diagnostic[] {
  const labels = mapAt(object, "/metadata/labels") ?? {};
  if (ownValue(labels, clusterLabel) !== undefined) {
    return [];
  }
  const name = textAt(object, "/metadata/name") ?? "";
  const namespace = textAt(object, "/metadata/namespace") ?? "default";
  const message = `failed to fetch ClusterName for AzureMachine ${namespace}/${name}`;
  const pointer = "/metadata";
  return [capzDiagnostics.report("CAPZ_CLUSTER_LABEL", { message, pointer })];
}

function checkCreation(object: JsonObject): readonly Diagnostic[] {
  const spec = mapAt(object, at);
  return spec === undefined
    ? []
    : [...checkMachine(spec, at, true), ...checkRoleName(spec, at, "")];
}

/** Fields that stay as they were, with the value that counts as none. */
const kept: readonly { readonly field: string; readonly empty?: JsonValue }[] = [
  { field: "image" },
  { field: "identity", empty: "" },
  { field: "userAssignedIdentities" },
  { field: "osDisk" },
  { field: "dataDisks" },
  { field: "allocatePublicIP", empty: false },
  { field: "enableIPForwarding", empty: false },
  { field: "spotVMOptions" },
  { field: "securityProfile" },
  { field: "capacityReservationGroupID" },
  { field: "disableExtensionOperations" },
];

/** Fields that the defaulting webhook fills with something new where they are left out. */
const madeUp = ["systemAssignedIdentityRole", "sshPublicKey"] as const;

/** Fields that may be set once they were not. */
const settable = ["diagnostics", "disableVMBootstrapExtension"] as const;

function checkUpdate(object: JsonObject, oldObject: JsonObject): readonly Diagnostic[] {
  const spec = mapAt(object, at) ?? {};
  const old = mapAt(oldObject, at) ?? {};
  return [
    ...kept.flatMap(({ field, empty }) =>
      checkImmutable(ownValue(old, field), ownValue(spec, field), `${at}/${field}`, empty),
    ),
    ...madeUp.flatMap((field) => checkMadeUp(old, spec, field)),
    ...settable.flatMap((field) =>
      (ownValue(old, field) ?? null) === null
        ? []
        : checkImmutable(ownValue(old, field), ownValue(spec, field), `${at}/${field}`),
    ),
    ...checkInterfaces(spec, old),
  ];
}

function checkMadeUp(
  old: JsonObject,
  spec: JsonObject,
  field: (typeof madeUp)[number],
): readonly Diagnostic[] {
  const before = ownValue(old, field);
  const after = ownValue(spec, field);
  const pointer = `${at}/${field}`;
  if ((before ?? "") !== "" && (after ?? "") === "") {
    const isNeeded = field === "sshPublicKey" || textAt(spec, "/identity") === "SystemAssigned";
    return isNeeded
      ? [immutable(immutableMessage, after, pointer)]
      : checkImmutable(before, after, pointer, "");
  }
  return (before ?? "") === "" ? [] : checkImmutable(before, after, pointer, "");
}

/** The subnet that the controller filled in may be repeated; everything else stays. */
function checkInterfaces(spec: JsonObject, old: JsonObject): readonly Diagnostic[] {
  const after = objectsAt(spec, "/networkInterfaces");
  const [first, ...rest] = objectsAt(old, "/networkInterfaces");
  const subnet = textAt(spec, "/networkInterfaces/0/subnetName") ?? "";
  const isFilled =
    first !== undefined && (textAt(first, "/subnetName") ?? "") === "" && subnet !== "";
  const before =
    first === undefined ? [] : [isFilled ? { ...first, subnetName: subnet } : first, ...rest];
  const pointer = `${at}/networkInterfaces`;
  return isSame(after, before)
    ? []
    : [immutable(immutableMessage, valueAt(spec, "/networkInterfaces"), pointer)];
}
