import { type Diagnostic, type NodeImage, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureOsDisk } from "../disk-options.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
import { osTypeOf } from "../os-type.ts";

/** Largest disk, in GiB, that CAPZ's webhook accepts for an operating system. */
const largestOsDisk = 2048;

/** The operating system's disk is one CAPZ accepts, and fits the image. */
export const osDiskRule: TargetRule<AzureTarget> = ({ image, target }) =>
  eachMachine(target, ({ osDisk = {} }, at) => [
    ...checkAgainstImage(osDisk, image, `${at}/osDisk`),
    ...checkCombination(osDisk, `${at}/osDisk`),
  ]);

function checkAgainstImage(
  { osType, diskSizeGB }: AzureOsDisk,
  image: NodeImage,
  at: string,
): readonly Diagnostic[] {
  const imageSize = image.rootVolume?.sizeGiB;
  const found: Diagnostic[] = [];
  if (osType !== undefined && osType !== osTypeOf(image)) {
    const message = `the image runs ${osTypeOf(image)}`;
    const facts = { message, pointer: `${at}/osType`, found: osType, expected: osTypeOf(image) };
    found.push(azureDiagnostics.report("AZURE_OS_DISK", facts));
  }
  if (diskSizeGB === undefined && imageSize !== undefined && imageSize > largestOsDisk) {
    const message = `CAPZ takes at most ${largestOsDisk} GiB for an operating system's disk`;
    const facts = { message, pointer: "/image/rootVolume/sizeGiB", found: String(imageSize) };
    found.push(azureDiagnostics.report("AZURE_OS_DISK", facts));
  }
  if (diskSizeGB !== undefined && imageSize !== undefined && diskSizeGB < imageSize) {
    const message = `the disk is smaller than the image's root volume of ${imageSize} GiB`;
    const facts = { message, pointer: `${at}/diskSizeGB`, found: String(diskSizeGB) };
    found.push(azureDiagnostics.report("AZURE_OS_DISK", facts));
  }
  return found;
}

function checkCombination(
  { managedDisk, diffDiskSettings }: AzureOsDisk,
  at: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (field: string, message: string): void => {
    const pointer = `${at}/${field}`;
    found.push(azureDiagnostics.report("AZURE_OS_DISK", { message, pointer }));
  };
  if (managedDisk?.storageAccountType === "UltraSSD_LRS") {
    report("managedDisk/storageAccountType", "UltraSSD_LRS is for data disks only");
  }
  if (managedDisk?.diskEncryptionSet !== undefined && diffDiskSettings !== undefined) {
    report("managedDisk/diskEncryptionSet", "a disk on the host has no disk encryption set");
  }
  return found;
}
