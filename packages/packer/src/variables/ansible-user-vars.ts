import { type Diagnostic, isJsonObject, type JsonValue, valueRefused } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** Names whose values give access to something. */
const secretName = /secret|passw|token|access_key|_access$/iu;

/**
 * The value of `ansible_user_vars`, in its safe form, a JSON object: variables for image-builder's
 * playbooks that no Packer variable carries. They win over everything else.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for names that are no variable of Ansible, and for
 * text that Packer or Ansible would evaluate
 * @example
 * ```ts
 * ansibleUserVars({ provider: "cloudstack" }); // => '{"provider":"cloudstack"}'
 * ansibleUserVars({ motd: "{{ lookup('env', 'HOME') }}" }); // throws VALUE_REFUSED
 * ```
 */
export function ansibleUserVars(variables: { readonly [name: string]: string }): string {
  for (const [name, value] of Object.entries(variables)) {
    if (!variableName.test(name)) {
      throw valueRefused("ansible", `/${name}`, "the name is no variable of Ansible");
    }
    if (/\{[{%#]/u.test(value)) {
      throw valueRefused("ansible", `/${name}`, "Packer or Ansible would evaluate its braces");
    }
  }
  return JSON.stringify(variables);
}

/** What is wrong with a value of `ansible_user_vars` that a user wrote. */
export function ansibleVarsFindings(value: string, pointer: string): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (value.trimStart().startsWith("{") && !isObjectText(value)) {
    const message = "ansible_user_vars starts like a JSON object and is none";
    findings.push(packerDiagnostics.report("PACKER_VARIABLE_VALUE", { message, pointer }));
  }
  const names = value.match(/[A-Za-z_][A-Za-z0-9_]*(?="?\s*[=:])/gu) ?? [];
  const secrets = names.filter((name) => secretName.test(name));
  if (secrets.length > 0) {
    const message = `ansible_user_vars holds ${secrets.join(", ")} in clear`;
    findings.push(packerDiagnostics.report("PACKER_VARIABLE_SECRET", { message, pointer }));
  }
  return findings;
}

function isObjectText(text: string): boolean {
  try {
    // One annotation: what JSON.parse returns is any, and always JSON.
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value);
  } catch {
    return false;
  }
}
