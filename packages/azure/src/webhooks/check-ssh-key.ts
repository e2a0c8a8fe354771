import { type Diagnostic, type JsonObject, textAt } from "@imagewright/core";

import { encodedLines, isAuthorizedKey, sshKeyTypes } from "../authorized-key.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";

/** What CAPZ's webhook says of the public key; a missing one is made up before it is asked. */
export function checkSshKey(machine: JsonObject, at: string): readonly Diagnostic[] {
  const key = textAt(machine, "/sshPublicKey") ?? "";
  const lines = encodedLines(key);
  const pointer = `${at}/sshPublicKey`;
  if (lines === undefined) {
    const message = "the SSH public key is not properly base64 encoded";
    return [capzDiagnostics.report("CAPZ_SSH_KEY", { message, pointer })];
  }
  if (key === "" || lines.some((line) => isAuthorizedKey(line, sshKeyTypes))) {
    return [];
  }
  const message = "the SSH public key is not valid";
  return [capzDiagnostics.report("CAPZ_SSH_KEY", { message, pointer })];
}
