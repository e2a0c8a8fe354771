import {
  type JsonObject,
  type JsonValue,
  mapAt,
  numberAt,
  ownValue,
  textAt,
} from "@imagewright/core";

import { objectsAt } from "../json-fields.ts";

/** Slots and caching of data disks, as CAPZ's webhook fills them in. */
export function withDataDisks(machine: JsonObject): JsonObject {
  const disks = objectsAt(machine, "/dataDisks");
  if (disks.length === 0) {
    return machine;
  }
  const used = new Set(disks.map((disk) => numberAt(disk, "/lun")));
  // Slots are given out in rising order, so that there are always as many as disks.
  const free = [...disks.keys()].filter((lun) => !used.has(lun)).values();
  const filled = disks.map((disk) => {
    const lun = ownValue(disk, "lun") ?? free.next().value ?? null;
    const isUltra = textAt(disk, "/managedDisk/storageAccountType") === "UltraSSD_LRS";
    const cachingType = textAt(disk, "/cachingType") ?? "";
    return {
      ...disk,
      lun,
      cachingType: cachingType === "" ? (isUltra ? "None" : "ReadWrite") : cachingType,
    };
  });
  return { ...machine, dataDisks: filled };
}

/** One network interface out of the deprecated fields, and one address each. */
export function withNetworkInterfaces(machine: JsonObject): JsonObject {
  const { subnetName, acceleratedNetworking, ...rest } = machine;
  const interfaces = objectsAt(machine, "/networkInterfaces");
  const isOld = (subnetName ?? "") !== "" || (acceleratedNetworking ?? null) !== null;
  if (isOld && interfaces.length > 0) {
    return machine;
  }
  const all: readonly JsonObject[] =
    interfaces.length > 0
      ? interfaces
      : [
          {
            ...((subnetName ?? "") !== "" && subnetName !== undefined && { subnetName }),
            ...((acceleratedNetworking ?? null) !== null &&
              acceleratedNetworking !== undefined && { acceleratedNetworking }),
          },
        ];
  return { ...rest, networkInterfaces: all.map(withOneAddress) };
}

function withOneAddress(one: JsonObject): JsonObject {
  return (numberAt(one, "/privateIPConfigs") ?? 0) === 0 ? { ...one, privateIPConfigs: 1 } : one;
}

/** What becomes of a machine that Azure takes back. */
export function withEvictionPolicy(machine: JsonObject): JsonObject {
  const spot = mapAt(machine, "/spotVMOptions");
  if (spot === undefined || textAt(spot, "/evictionPolicy") !== undefined) {
    return machine;
  }
  const isOnHost = textAt(machine, "/osDisk/diffDiskSettings/option") === "Local";
  const evictionPolicy = isOnHost ? "Delete" : "Deallocate";
  return { ...machine, spotVMOptions: { ...spot, evictionPolicy } };
}

/** Boot diagnostics go to a storage account of Azure's own. */
export function withDiagnostics(machine: JsonObject): JsonObject {
  const diagnostics = mapAt(machine, "/diagnostics");
  if (mapAt(machine, "/diagnostics/boot") !== undefined) {
    return machine;
  }
  return { ...machine, diagnostics: { ...diagnostics, boot: { storageAccountType: "Managed" } } };
}

/** The disk of a pool runs Linux, and is not cached. */
export function withOsDisk(machine: JsonObject): JsonObject {
  const disk = mapAt(machine, "/osDisk");
  const filled: Readonly<Record<string, JsonValue>> = {
    ...((textAt(machine, "/osDisk/osType") ?? "") === "" && { osType: "Linux" }),
    ...((textAt(machine, "/osDisk/cachingType") ?? "") === "" && { cachingType: "None" }),
  };
  return { ...machine, osDisk: { ...disk, ...filled } };
}
