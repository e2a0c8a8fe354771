import { booleanAt, type Diagnostic, type JsonObject, showValue, textAt } from "@imagewright/core";

import { objectsAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";
import { checkDiagnostics } from "./check-diagnostics.ts";
import { checkDataDisks, checkOsDisk } from "./check-disks.ts";
import { checkRole, checkUserIdentities, machineRoleWords } from "./check-identity.ts";
import { checkImage } from "./check-image.ts";
import { checkNetwork } from "./check-network.ts";
import { checkConfidential } from "./check-security.ts";
import { checkSshKey } from "./check-ssh-key.ts";
import { isResourceId } from "./resource-id.ts";

/**
 * What CAPZ's webhooks say of the machine of an AzureMachine or AzureMachineTemplate, in their
 * order.
 *
 * @param isDefaulted - whether the role of the identity was filled in before: not in a template
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azuremachine_validation.go
 */
export function checkMachine(
  machine: JsonObject,
  at: string,
  isDefaulted: boolean,
): readonly Diagnostic[] {
  return [
    ...checkImage(machine, at),
    ...checkOsDisk(machine, at),
    ...checkConfidential(machine, at),
    ...checkSshKey(machine, at),
    ...checkUserIdentities(machine, at),
    ...checkDataDisks(machine, at),
    ...checkDiagnostics(machine, at),
    ...checkNetwork(machine, at),
    ...checkRole(machine, at, machineRoleWords, isDefaulted),
    ...checkReservation(machine, at),
    ...checkExtensions(machine, at),
  ];
}

function checkReservation(machine: JsonObject, at: string): readonly Diagnostic[] {
  const id = textAt(machine, "/capacityReservationGroupID");
  if (id === undefined || isResourceId(id)) {
    return [];
  }
  const message = "must be a valid Azure resource ID";
  const pointer = `${at}/capacityReservationGroupID`;
  return [capzDiagnostics.report("CAPZ_RESOURCE_ID", { message, pointer, found: showValue(id) })];
}

function checkExtensions(machine: JsonObject, at: string): readonly Diagnostic[] {
  const isDisabled = booleanAt(machine, "/disableExtensionOperations") === true;
  if (!isDisabled || objectsAt(machine, "/vmExtensions").length === 0) {
    return [];
  }
  const message = "VMExtensions must be empty when DisableExtensionOperations is true";
  return [capzDiagnostics.report("CAPZ_EXTENSIONS", { message, pointer: `${at}/vmExtensions` })];
}
