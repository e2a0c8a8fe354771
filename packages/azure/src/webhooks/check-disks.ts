import {
  type Diagnostic,
  type JsonObject,
  mapAt,
  numberAt,
  showValue,
  textAt,
  valueAt,
} from "@imagewright/core";

import { objectsAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";

/** In the order of Azure's own list, as CAPZ prints it. */
const storageAccountTypes = [
  "Premium_LRS",
  "PremiumV2_LRS",
  "Premium_ZRS",
  "StandardSSD_LRS",
  "StandardSSD_ZRS",
  "Standard_LRS",
  "UltraSSD_LRS",
];
const ultraDisk = "UltraSSD_LRS";
const cachingTypes = ["None", "ReadOnly", "ReadWrite"];

type DiskCode = "CAPZ_DATA_DISK" | "CAPZ_OS_DISK";

/** One thing the webhook refuses of a disk. */
interface DiskFault {
  readonly field: string;
  readonly message: string;
}

/** What CAPZ's webhook says of the operating system's disk. */
export function checkOsDisk(machine: JsonObject, at: string): readonly Diagnostic[] {
  const disk = mapAt(machine, "/osDisk");
  if (disk === undefined) {
    return [];
  }
  const size = numberAt(disk, "/diskSizeGB");
  const isSized = size === undefined || (size > 0 && size <= 2048);
  const faults: readonly DiskFault[] = [
    ...(isSized
      ? []
      : [{ field: "diskSizeGB", message: "the Disk size should be a value between 1 and 2048" }]),
    ...(textAt(disk, "/osType") === ""
      ? [{ field: "osType", message: "the OS type cannot be empty" }]
      : []),
    ...cachingFaults(disk),
    ...managedDiskFaults(disk, true),
    ...hostDiskFaults(disk),
  ];
  return report("CAPZ_OS_DISK", disk, faults, `${at}/osDisk`);
}

function hostDiskFaults(disk: JsonObject): readonly DiskFault[] {
  const hasSet = mapAt(disk, "/managedDisk/diskEncryptionSet") !== undefined;
  const message = "diskEncryptionSet is not supported when diffDiskSettings.option is 'Local'";
  return hasSet && mapAt(disk, "/diffDiskSettings") !== undefined
    ? [{ field: "managedDisk/diskEncryptionSet", message }]
    : [];
}

/** What CAPZ's webhook says of the data disks of a machine; a scale set's are not looked at. */
export function checkDataDisks(machine: JsonObject, at: string): readonly Diagnostic[] {
  const names = new Set<string>();
  const luns = new Set<number>();
  return objectsAt(machine, "/dataDisks").flatMap((disk, index) => {
    const faults = [
      ...sizeFaults(disk),
      ...nameFaults(disk, names),
      ...managedDiskFaults(disk, false),
      ...lunFaults(disk, luns),
      ...cachingFaults(disk),
    ];
    return report("CAPZ_DATA_DISK", disk, faults, `${at}/dataDisks/${index}`);
  });
}

function sizeFaults(disk: JsonObject): readonly DiskFault[] {
  const size = numberAt(disk, "/diskSizeGB") ?? 0;
  const message = "the disk size should be a value between 4 and 32767";
  return size < 4 || size > 32_767 ? [{ field: "diskSizeGB", message }] : [];
}

function nameFaults(disk: JsonObject, seen: Set<string>): readonly DiskFault[] {
  const name = textAt(disk, "/nameSuffix") ?? "";
  const isTwice = seen.has(name);
  seen.add(name);
  return [
    ...(name === "" ? [{ field: "nameSuffix", message: "the name suffix cannot be empty" }] : []),
    ...(isTwice ? [{ field: "nameSuffix", message: "two data disks have one name" }] : []),
  ];
}

function lunFaults(disk: JsonObject, seen: Set<number>): readonly DiskFault[] {
  const lun = numberAt(disk, "/lun");
  if (lun === undefined) {
    return [{ field: "lun", message: "LUN should not be nil" }];
  }
  if (lun < 0 || lun > 63) {
    return [{ field: "lun", message: "logical unit number must be between 0 and 63" }];
  }
  const isTwice = seen.has(lun);
  seen.add(lun);
  return isTwice ? [{ field: "lun", message: "two data disks have one logical unit number" }] : [];
}

function managedDiskFaults(disk: JsonObject, isOsDisk: boolean): readonly DiskFault[] {
  const managed = mapAt(disk, "/managedDisk");
  if (managed === undefined) {
    return [];
  }
  const field = "managedDisk/storageAccountType";
  const type = textAt(managed, "/storageAccountType") ?? "";
  const isUnknown = type !== "" && !storageAccountTypes.includes(type);
  return [
    ...(isOsDisk && type === ultraDisk
      ? [
          {
            field,
            message:
              "UltraSSD_LRS can only be used with data disks, it cannot be used with OS Disks",
          },
        ]
      : []),
    ...(type === ""
      ? [{ field, message: "the Storage Account Type for Managed Disk cannot be empty" }]
      : []),
    ...(isUnknown
      ? [{ field, message: `allowed values are [${storageAccountTypes.join(" ")}]` }]
      : []),
    ...(isOsDisk ? profileFaults(managed) : []),
  ];
}

function profileFaults(managed: JsonObject): readonly DiskFault[] {
  const hasSet = mapAt(managed, "/securityProfile/diskEncryptionSet") !== undefined;
  const type = textAt(managed, "/securityProfile/securityEncryptionType");
  const message =
    "diskEncryptionSet is only supported when securityEncryptionType is set to DiskWithVMGuestState";
  return hasSet && type !== "DiskWithVMGuestState"
    ? [{ field: "managedDisk/securityProfile/diskEncryptionSet", message }]
    : [];
}

function cachingFaults(disk: JsonObject): readonly DiskFault[] {
  const type = textAt(disk, "/cachingType") ?? "None";
  const isUltra = textAt(disk, "/managedDisk/storageAccountType") === ultraDisk;
  const field = "cachingType";
  return [
    ...(isUltra && type !== "None"
      ? [
          {
            field,
            message: `cachingType '${type}' is not supported when storageAccountType is '${ultraDisk}'. Allowed values are: 'None'`,
          },
        ]
      : []),
    ...(cachingTypes.includes(type)
      ? []
      : [{ field, message: `allowed values are [${cachingTypes.join(" ")}]` }]),
  ];
}

function report(
  code: DiskCode,
  disk: JsonObject,
  faults: readonly DiskFault[],
  at: string,
): readonly Diagnostic[] {
  return faults.map(({ field, message }) => {
    const value = valueAt(disk, `/${field}`);
    const facts = { message, pointer: `${at}/${field}` };
    return capzDiagnostics.report(code, {
      ...facts,
      ...(value !== undefined && { found: showValue(value) }),
    });
  });
}
