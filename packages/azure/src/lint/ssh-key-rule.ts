import { textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule } from "./machine-rule.ts";

/** The public key is given: one that CAPZ makes up meets the immutable field at the next apply. */
export const sshKeyRule = machineRule(({ machine, at }) => {
  if ((textAt(machine, "/sshPublicKey") ?? "") !== "") {
    return [];
  }
  const message = "without sshPublicKey CAPZ makes up a random key";
  return [azureDiagnostics.report("AZURE_SSH_KEY_MISSING", { message, pointer: at })];
});
