import { givenFields } from "@imagewright/cluster-api";
import { encodeBase64, type JsonObject, type NodeImage } from "@imagewright/core";

import type { MachineEntry } from "../machine-entries.ts";
import type { AzureMachineFields } from "../machine-options.ts";
import { osTypeOf } from "../os-type.ts";

/** Fields of a virtual machine that are written as they are given. */
const virtualMachineFields = [
  "failureDomain",
  "identity",
  "userAssignedIdentities",
  "systemAssignedIdentityRole",
  "securityProfile",
  "dataDisks",
  "networkInterfaces",
  "additionalTags",
  "spotVMOptions",
  "additionalCapabilities",
  "diagnostics",
  "vmExtensions",
  "allocatePublicIP",
  "enableIPForwarding",
  "dnsServers",
  "capacityReservationGroupID",
  "disableExtensionOperations",
  "disableVMBootstrapExtension",
] as const;

/** The same for the machine that a pool repeats. */
const poolMachineFields = [
  "terminateNotificationTimeout",
  "securityProfile",
  "dataDisks",
  "networkInterfaces",
  "spotVMOptions",
  "additionalCapabilities",
  "diagnostics",
  "vmExtensions",
  "disableVMBootstrapExtension",
] as const;

/** A machine as CAPZ's definition wants it, with or without its image. */
export function machineFields(
  image: NodeImage,
  { kind, options }: MachineEntry,
  imageField: JsonObject | undefined,
): JsonObject {
  const { vmSize, sshPublicKey } = options;
  return {
    ...(imageField !== undefined && { image: imageField }),
    vmSize,
    osDisk: osDiskField(image, options),
    ...(sshPublicKey !== undefined && { sshPublicKey: encodeBase64(sshPublicKey) }),
    ...(kind === "AzureMachinePool"
      ? givenFields(options, poolMachineFields)
      : givenFields(options, virtualMachineFields)),
  };
}

/** What a pool says of itself, beside the machine it repeats. */
export function poolFields(
  options: Extract<MachineEntry, { kind: "AzureMachinePool" }>["options"],
): JsonObject {
  const { strategy } = options;
  return {
    ...givenFields(options, ["location", "orchestrationMode"]),
    ...(strategy !== undefined && {
      strategy: { type: "RollingUpdate", ...givenFields(strategy, ["rollingUpdate"]) },
    }),
    ...givenFields(options, [
      "platformFaultDomainCount",
      "zoneBalance",
      "identity",
      "userAssignedIdentities",
      "systemAssignedIdentityRole",
      "additionalTags",
    ]),
  };
}

/** What the image knows of its disk, where the machine says nothing else. */
function osDiskField(image: NodeImage, { osDisk }: AzureMachineFields): JsonObject {
  const diskSizeGB = osDisk?.diskSizeGB ?? image.rootVolume?.sizeGiB;
  return {
    osType: osDisk?.osType ?? osTypeOf(image),
    ...(diskSizeGB !== undefined && { diskSizeGB }),
    ...givenFields(osDisk ?? {}, ["cachingType", "managedDisk", "diffDiskSettings"]),
  };
}
