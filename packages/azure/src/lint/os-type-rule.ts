import { textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule } from "./machine-rule.ts";

/** The operating system is spelled as CAPZ compares it: everything but `Windows` is Linux. */
export const osTypeRule = machineRule(({ machine, at }) => {
  const osType = textAt(machine, "/osDisk/osType");
  if (osType === undefined || osType === "Linux" || osType === "Windows") {
    return [];
  }
  const message = "CAPZ takes this operating system for Linux";
  const pointer = `${at}/osDisk/osType`;
  const facts = { message, pointer, found: osType, expected: "Linux or Windows" };
  return [azureDiagnostics.report("AZURE_OS_TYPE", facts)];
});
