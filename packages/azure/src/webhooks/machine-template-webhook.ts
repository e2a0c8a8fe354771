import { infrastructureGroup, machinePointer as at } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  mapAt,
  numberAt,
  ownValue,
  replaceAt,
  textAt,
  type Webhook,
} from "@imagewright/core";

import { isSame, objectsAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";
import { checkMachine } from "./check-machine.ts";
import { withDataDisks, withNetworkInterfaces } from "./defaults.ts";

/** Cluster API's topology controller marks the objects it only tries by this annotation. */
const dryRunAnnotation = "topology.cluster.x-k8s.io/dry-run";

/**
 * The webhooks of AzureMachineTemplate.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azuremachinetemplate_webhook.go
 */
export const machineTemplateWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AzureMachineTemplate"],
  versions: ["v1beta1"],
  mutate: ({ object }) => withDefaults(object),
  validate: ({ object, oldObject }) =>
    oldObject === undefined
      ? checkCreation(withDefaults(object))
      : checkUpdate(withDefaults(object), oldObject),
};

function withDefaults(object: JsonObject): JsonObject {
  const machine = mapAt(object, at);
  return machine === undefined
    ? object
    : (replaceAt(object, at, withNetworkInterfaces(withDataDisks(machine))) ?? object);
}

function checkCreation(object: JsonObject): readonly Diagnostic[] {
  const machine = mapAt(object, at);
  return machine === undefined
    ? []
    : [...checkMachine(machine, at, false), ...checkNames(machine), ...checkInterfaces(machine)];
}

function refuse(
  code: "CAPZ_IDENTITY" | "CAPZ_NETWORK",
  message: string,
  field: string,
): Diagnostic {
  return capzDiagnostics.report(code, { message, pointer: `${at}/${field}` });
}

function checkNames(machine: JsonObject): readonly Diagnostic[] {
  return [
    ...((textAt(machine, "/roleAssignmentName") ?? "") === ""
      ? []
      : [
          refuse(
            "CAPZ_IDENTITY",
            "AzureMachineTemplate spec.template.spec.roleAssignmentName field can't be set",
            "roleAssignmentName",
          ),
        ]),
    ...((textAt(machine, "/systemAssignedIdentityRole/name") ?? "") === ""
      ? []
      : [
          refuse(
            "CAPZ_IDENTITY",
            "AzureMachineTemplate spec.template.spec.systemAssignedIdentityRole.name field can't be set",
            "systemAssignedIdentityRole/name",
          ),
        ]),
  ];
}

/** What this webhook says beside the check it shares, which looks for the same. */
function checkInterfaces(machine: JsonObject): readonly Diagnostic[] {
  const interfaces = objectsAt(machine, "/networkInterfaces");
  const hasSome = interfaces.length > 0;
  return [
    ...(hasSome && (textAt(machine, "/subnetName") ?? "") !== ""
      ? [
          refuse(
            "CAPZ_NETWORK",
            "cannot set both NetworkInterfaces and machine SubnetName",
            "networkInterfaces",
          ),
        ]
      : []),
    ...(hasSome && (ownValue(machine, "acceleratedNetworking") ?? null) !== null
      ? [
          refuse(
            "CAPZ_NETWORK",
            "cannot set both NetworkInterfaces and machine AcceleratedNetworking",
            "acceleratedNetworking",
          ),
        ]
      : []),
    ...interfaces.flatMap((one, index) =>
      (numberAt(one, "/privateIPConfigs") ?? 0) < 1
        ? [
            refuse(
              "CAPZ_NETWORK",
              "networkInterface privateIPConfigs must be set to a minimum value of 1",
              `networkInterfaces/${index}/privateIPConfigs`,
            ),
          ]
        : [],
    ),
  ];
}

function checkUpdate(object: JsonObject, oldObject: JsonObject): readonly Diagnostic[] {
  const after = mapAt(object, at) ?? {};
  const before = mapAt(withDefaults(oldObject), at) ?? {};
  const annotations = mapAt(object, "/metadata/annotations") ?? {};
  const key = textAt(before, "/sshPublicKey") ?? "";
  // A key that is missing from the new object is made up anew, and differs; one that is missing
  // from the old object is taken from the new.
  const old =
    key === "" ? { ...before, sshPublicKey: ownValue(after, "sshPublicKey") ?? null } : before;
  if (Object.hasOwn(annotations, dryRunAnnotation) || isSame(old, after)) {
    return [];
  }
  const message =
    "AzureMachineTemplate spec.template.spec field is immutable. Please create new resource instead. ref doc: https://cluster-api.sigs.k8s.io/tasks/updating-machine-templates.html";
  return [capzDiagnostics.report("CAPZ_TEMPLATE_IMMUTABLE", { message, pointer: at })];
}
