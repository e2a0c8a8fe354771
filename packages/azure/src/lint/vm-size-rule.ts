import { textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule } from "./machine-rule.ts";

/** Family and number of processors. */
const sizeName = /^Standard_[A-Z]+(?<processors>\d+)(?:-\d+)?[a-z]*(?:_|$)/u;

/** The size has the two processors CAPZ asks for, as far as its name tells. */
export const vmSizeRule = machineRule(({ machine, at }) => {
  const vmSize = textAt(machine, "/vmSize") ?? "";
  if (sizeName.exec(vmSize)?.groups?.["processors"] !== "1") {
    return [];
  }
  const message = "CAPZ makes no machine with fewer than two processors";
  const pointer = `${at}/vmSize`;
  return [azureDiagnostics.report("AZURE_VM_SIZE_SMALL", { message, pointer, found: vmSize })];
});
