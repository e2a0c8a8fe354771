import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** User assigned identities are given where they are used, and only there. */
export const identityRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachine(target, ({ identity = "None", userAssignedIdentities }, at) => {
    const isUser = identity === "UserAssigned";
    if (isUser === (userAssignedIdentities !== undefined)) {
      return [];
    }
    const message = isUser
      ? "identity UserAssigned needs userAssignedIdentities"
      : `identity ${identity} leaves userAssignedIdentities unused`;
    const pointer = `${at}/${isUser ? "identity" : "userAssignedIdentities"}`;
    return [azureDiagnostics.report("AZURE_IDENTITY", { message, pointer })];
  });
