import { decodeBase64, type Diagnostic, type JsonObject } from "@imagewright/core";

import { isAuthorizedKey, sshKeyTypes } from "../authorized-key.ts";
import { textAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";

/** Longest key that is read, in bytes. */
const longestKey = 16_384;

/** What CAPZ's webhook says of the public key; a missing one is made up before it is asked. */
export function checkSshKey(machine: JsonObject, at: string): readonly Diagnostic[] {
  const key = textAt(machine, "/sshPublicKey") ?? "";
  const bytes = decodeBase64(key);
  const pointer = `${at}/sshPublicKey`;
  if (bytes === undefined) {
    const message = "the SSH public key is not properly base64 encoded";
    return [capzDiagnostics.report("CAPZ_SSH_KEY", { message, pointer })];
  }
  const lines = String.fromCharCode(...bytes.subarray(0, longestKey)).split(/\r?\n/u);
  if (key === "" || lines.some((line) => isAuthorizedKey(line.trim(), sshKeyTypes))) {
    return [];
  }
  const message = "the SSH public key is not valid";
  return [capzDiagnostics.report("CAPZ_SSH_KEY", { message, pointer })];
}
