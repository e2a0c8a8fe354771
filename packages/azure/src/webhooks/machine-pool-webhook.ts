import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  booleanAt,
  type Diagnostic,
  type JsonObject,
  mapAt,
  numberAt,
  ownValue,
  replaceAt,
  textAt,
  valueAt,
  type Webhook,
} from "@imagewright/core";

import { capzDiagnostics } from "./capz-diagnostics.ts";
import { checkDiagnostics } from "./check-diagnostics.ts";
import { checkOsDisk } from "./check-disks.ts";
import { checkRole, checkRoleName, checkUserIdentities, poolRoleWords } from "./check-identity.ts";
import { checkImage } from "./check-image.ts";
import { checkPoolNetwork } from "./check-network.ts";
import { checkSshKey } from "./check-ssh-key.ts";
import { withDiagnostics, withNetworkInterfaces, withOsDisk } from "./defaults.ts";

const spec = "/spec";
const at = "/spec/template";

/**
 * The webhooks of AzureMachinePool, as far as they look at the pool alone. They do not look at data
 * disks, extensions and confidential settings. The pool's MachinePool, which they ask for the
 * Kubernetes version, is a manifest rule's business.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/exp/webhooks/azuremachinepool_webhook.go
 */
export const machinePoolWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AzureMachinePool"],
  versions: ["v1beta1"],
  mutate: ({ object }) => withDefaults(object),
  validate: ({ object, oldObject }) => checkPool(withDefaults(object), oldObject),
};

function withDefaults(object: JsonObject): JsonObject {
  const machine = mapAt(object, at);
  return machine === undefined
    ? object
    : (replaceAt(object, at, withOsDisk(withNetworkInterfaces(withDiagnostics(machine)))) ??
        object);
}

function checkPool(object: JsonObject, oldObject: JsonObject | undefined): readonly Diagnostic[] {
  const machine = mapAt(object, at) ?? {};
  const pool = mapAt(object, spec) ?? {};
  const oldRole = textAt(oldObject ?? {}, "/spec/systemAssignedIdentityRole/name") ?? "";
  return [
    ...checkImage(machine, at),
    ...checkTermination(machine),
    ...checkSshKey(machine, at),
    ...checkUserIdentities(pool, spec),
    ...checkDiagnostics(machine, at),
    ...checkStrategy(pool),
    ...checkRoleName(pool, spec, oldRole),
    ...checkRole(pool, spec, poolRoleWords, true),
    ...checkPoolNetwork(machine, at),
    ...checkOsDisk(machine, at),
    ...(oldObject === undefined ? [] : checkBootstrapExtension(machine, oldObject)),
  ];
}

function refuse(message: string, pointer: string): readonly Diagnostic[] {
  return [capzDiagnostics.report("CAPZ_POOL", { message, pointer })];
}

function checkTermination(machine: JsonObject): readonly Diagnostic[] {
  const minutes = numberAt(machine, "/terminateNotificationTimeout");
  const pointer = `${at}/terminateNotificationTimeout`;
  if (minutes !== undefined && minutes < 5) {
    return refuse("minimum timeout 5 is allowed for TerminateNotificationTimeout", pointer);
  }
  return minutes !== undefined && minutes > 15
    ? refuse("maximum timeout 15 is allowed for TerminateNotificationTimeout", pointer)
    : [];
}

/** Zero as a number: `0%` passes. */
function checkStrategy(pool: JsonObject): readonly Diagnostic[] {
  const update = mapAt(pool, "/strategy/rollingUpdate");
  const isZero = (field: string, usual: number): boolean =>
    update !== undefined && (ownValue(update, field) ?? usual) === 0;
  return isZero("maxSurge", 1) && isZero("maxUnavailable", 0)
    ? refuse(
        "rolling update strategy MaxUnavailable must not be 0 if MaxSurge is 0",
        `${spec}/strategy/rollingUpdate`,
      )
    : [];
}

function checkBootstrapExtension(
  machine: JsonObject,
  oldObject: JsonObject,
): readonly Diagnostic[] {
  const field = "/disableVMBootstrapExtension";
  const before = booleanAt(oldObject, `${at}${field}`);
  const after = valueAt(machine, field) ?? undefined;
  if (before === undefined || before === after) {
    return [];
  }
  const end = after === undefined ? ", unable to unset once explicitly set" : "";
  const message = `spec.template.disableVMBootstrapExtension is immutable${end}`;
  const pointer = `${at}${field}`;
  return [capzDiagnostics.report("CAPZ_FIELD_IMMUTABLE", { message, pointer })];
}
