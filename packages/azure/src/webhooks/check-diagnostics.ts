import { type Diagnostic, type JsonObject, mapAt, textAt } from "@imagewright/core";

import { capzDiagnostics } from "./capz-diagnostics.ts";

/** What CAPZ's webhook says of boot diagnostics; it speaks of Managed where it means Disabled. */
export function checkDiagnostics(machine: JsonObject, at: string): readonly Diagnostic[] {
  const boot = mapAt(machine, "/diagnostics/boot");
  if (boot === undefined) {
    return [];
  }
  const account = mapAt(boot, "/userManaged");
  const uri = account === undefined ? "" : (textAt(account, "/storageAccountURI") ?? "");
  const pointer = `${at}/diagnostics/boot`;
  const refuse = (message: string): readonly Diagnostic[] => [
    capzDiagnostics.report("CAPZ_DIAGNOSTICS", { message, pointer }),
  ];
  if (textAt(boot, "/storageAccountType") !== "UserManaged") {
    return uri === ""
      ? []
      : refuse("StorageAccountURI cannot be set when storageAccountType is 'Managed'");
  }
  if (account === undefined) {
    return refuse("userManaged must be specified when storageAccountType is 'UserManaged'");
  }
  return uri === ""
    ? refuse("StorageAccountURI cannot be empty when storageAccountType is 'UserManaged'")
    : [];
}
