import { type Diagnostic, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureDataDisk } from "../disk-options.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** Data disks differ in name and slot, and ultra disks are allowed where they are asked for. */
export const dataDisksRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachine(target, ({ dataDisks = [], additionalCapabilities }, at) => [
    ...repeated(dataDisks, "nameSuffix", at),
    ...repeated(dataDisks, "lun", at),
    ...dataDisks.flatMap((disk, index) =>
      checkUltra(disk, additionalCapabilities?.ultraSSDEnabled, `${at}/dataDisks/${index}`),
    ),
  ]);

function repeated(
  disks: readonly AzureDataDisk[],
  field: "nameSuffix" | "lun",
  at: string,
): readonly Diagnostic[] {
  const seen = new Set<string | number>();
  return disks.flatMap((disk, index) => {
    const value = disk[field];
    if (value === undefined || !seen.has(value)) {
      seen.add(value ?? "");
      return [];
    }
    const message = `two data disks have the ${field} ${value}`;
    const pointer = `${at}/dataDisks/${index}/${field}`;
    return [azureDiagnostics.report("AZURE_DATA_DISK", { message, pointer })];
  });
}

function checkUltra(
  { managedDisk, cachingType = "None" }: AzureDataDisk,
  enabled: boolean | undefined,
  at: string,
): readonly Diagnostic[] {
  if (managedDisk?.storageAccountType !== "UltraSSD_LRS") {
    return [];
  }
  const faults = [
    ...(cachingType === "None" ? [] : [["cachingType", "an ultra disk is not cached"] as const]),
    ...(enabled === false
      ? [["managedDisk/storageAccountType", "ultraSSDEnabled is false"] as const]
      : []),
  ];
  return faults.map(([field, message]) =>
    azureDiagnostics.report("AZURE_DATA_DISK", { message, pointer: `${at}/${field}` }),
  );
}
