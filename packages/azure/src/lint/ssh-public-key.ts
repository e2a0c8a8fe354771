import { eachMachineTemplate } from "@imagewright/cluster-api";
import { decodeBase64, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureTarget } from "../options.ts";

/** Key types Azure accepts for a Linux machine. */
const keyLine = /^(?<type>ssh-ed25519|ssh-rsa) (?<body>[A-Za-z0-9+/]+={0,2})(?: [^\r\n]*)?$/u;

/** The public key is given, and is one. */
export const sshPublicKeyRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachineTemplate(target, ({ sshPublicKey }, at) => {
    if (sshPublicKey === undefined) {
      const message = "without sshPublicKey CAPZ makes up a random key";
      return [azureDiagnostics.report("AZURE_SSH_KEY_MISSING", { message, pointer: at })];
    }
    if (isPublicKey(sshPublicKey)) {
      return [];
    }
    return [
      azureDiagnostics.report("AZURE_SSH_KEY_FORM", {
        message: "sshPublicKey is not one line with an RSA or Ed25519 public key",
        pointer: `${at}/sshPublicKey`,
        expected: "ssh-ed25519 AAAA… or ssh-rsa AAAA…, perhaps with a comment",
        ...(isEncoded(sshPublicKey) && {
          hint: "Give the line itself: it is put into base64 when it is written.",
        }),
      }),
    ];
  });

/** The key itself starts with its type, behind the length of that text in four bytes. */
function isPublicKey(line: string): boolean {
  const { type = "", body = "" } = keyLine.exec(line)?.groups ?? {};
  const bytes = type === "" ? undefined : decodeBase64(body);
  if (bytes === undefined || bytes.length <= type.length + 8) {
    return false;
  }
  const start = String.fromCharCode(...bytes.subarray(0, type.length + 4));
  return start === `\0\0\0${String.fromCharCode(type.length)}${type}`;
}

/** CAPZ itself wants the line in base64, so that people have it at hand in that form. */
function isEncoded(text: string): boolean {
  const bytes = decodeBase64(text.trim());
  return (
    bytes !== undefined && isPublicKey(String.fromCharCode(...bytes.subarray(0, 16_384)).trim())
  );
}
