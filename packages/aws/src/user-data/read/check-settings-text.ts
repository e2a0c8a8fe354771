import { type Diagnostic, type JsonObject, valueAt } from "@imagewright/core";
import { readToml } from "@imagewright/core/read";

import { checkBottlerocketSettings } from "../check-bottlerocket-settings.ts";
import { userDataDiagnostics } from "../user-data-diagnostics.ts";
import type { UserDataReader } from "../user-data-reader.ts";
import { checkSettingsMerge } from "./check-settings-merge.ts";

/** What no node of Bottlerocket joins without, and EKS adds where it merges. */
const joining = ["api-server", "cluster-certificate", "cluster-name"] as const;

/** Every problem of user data of Bottlerocket: its grammar, its settings, how EKS merges it. */
export function checkSettingsText(text: string, reader: UserDataReader): readonly Diagnostic[] {
  const read = readToml(text, { file: "user-data" });
  if (!read.ok) {
    return read.diagnostics;
  }
  const isMerged = reader.delivery === "merged";
  const isEmpty = Object.keys(read.value).length === 0;
  return [
    ...(isEmpty && isMerged ? [] : checkBottlerocketSettings(read.value, reader)),
    ...(isMerged ? checkSettingsMerge(text, read.value) : missing(read.value)),
  ];
}

function missing(document: JsonObject): readonly Diagnostic[] {
  return joining
    .map((key) => ({ key, pointer: `/settings/kubernetes/${key}` }))
    .filter(({ pointer }) => valueAt(document, pointer) === undefined)
    .map(({ key, pointer }) => {
      const message = `settings.kubernetes.${key} is missing`;
      return userDataDiagnostics.report("USERDATA_SETTING_MISSING", { message, pointer });
    });
}
