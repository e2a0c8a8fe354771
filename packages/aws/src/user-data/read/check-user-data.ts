import { type Diagnostic, hasErrors } from "@imagewright/core";

import { checkUserDataForm } from "../check-user-data-form.ts";
import { userDataPieces } from "../user-data-pieces.ts";
import { nodeConfigType, type UserDataReader } from "../user-data-reader.ts";
import { checkNodeConfigs } from "./check-node-configs.ts";
import { checkSettingsText } from "./check-settings-text.ts";

/**
 * Whether user data, as the instance gets it, makes a node of the family join: its size, its form,
 * and what the form's reader stumbles over, down to the fields of NodeConfigs and settings.
 *
 * It reads YAML and TOML, so it stands apart from `@imagewright/aws/user-data`, which loads no
 * parser; `checkUserDataForm` there is the part of this that needs none.
 *
 * @param text - the user data, neither base64 nor compressed
 * @returns findings; pointers are `/INDEX` of a part, and lead on into a NodeConfig or settings
 * @example
 * ```ts
 * const config = [
 *   "apiVersion: node.eks.aws/v1alpha1",
 *   "kind: NodeConfig",
 *   "spec: { kubelet: { Flags: [] } }",
 * ].join("\n");
 * checkUserData(config, { family: "al2023", delivery: "merged" }).map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["USERDATA_FIELD_UNKNOWN /spec/kubelet/Flags"]
 * checkUserData("[settings.kubernetes]\nmax-pod = 58\n", {
 *   family: "bottlerocket",
 *   delivery: "merged",
 * }).map(({ hint }) => hint);
 * // => ["Did you mean `max-pods`?"]
 * ```
 */
export function checkUserData(text: string, reader: UserDataReader = {}): readonly Diagnostic[] {
  const form = checkUserDataForm(text, reader);
  const isOther = form.some(
    ({ code }) => code === "USERDATA_TOO_LARGE" || code === "USERDATA_FAMILY",
  );
  switch (isOther ? "windows" : reader.family) {
    case "bottlerocket":
      return [...form, ...checkSettingsText(text, reader)];
    case "al2023":
    case undefined:
      return [...form, ...checkParts(text, reader)];
    default:
      return form;
  }
}

/** The NodeConfigs of user data; without a family, whatever holds one is for nodeadm. */
function checkParts(text: string, reader: UserDataReader): readonly Diagnostic[] {
  const read = userDataPieces(text);
  const configs = read.ok
    ? read.value.filter(({ contentType }) => contentType === nodeConfigType)
    : [];
  return hasErrors(read.diagnostics) || configs.length === 0
    ? []
    : checkNodeConfigs(configs, reader);
}
