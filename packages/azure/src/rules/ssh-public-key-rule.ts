import type { TargetRule } from "@imagewright/core";

import { azureKeyTypes, encodedLines, isAuthorizedKey } from "../authorized-key.ts";
import { azureDiagnostics } from "../azure-diagnostics.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** The public key is given, and is one. */
export const sshPublicKeyRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachine(target, ({ sshPublicKey }, at) => {
    if (sshPublicKey === undefined) {
      const message = "without sshPublicKey CAPZ makes up a random key";
      return [azureDiagnostics.report("AZURE_SSH_KEY_MISSING", { message, pointer: at })];
    }
    if (isAuthorizedKey(sshPublicKey, azureKeyTypes)) {
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

/** CAPZ itself wants the line in base64, so that people have it at hand in that form. */
function isEncoded(text: string): boolean {
  const [line = "", ...others] = encodedLines(text.trim()) ?? [];
  return isAuthorizedKey(line, azureKeyTypes) && others.every((other) => other === "");
}
