import type { Diagnostic } from "@imagewright/core";

import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import type { UserDataReader } from "./user-data-reader.ts";

/** A call of the script that joins a node of Windows, to the end of its line. */
const call = /Start-EKSBootstrap\.ps1(?<words>[^\n]*)/giu;

/** Windows: one script between tags, which joins the node where EKS does not. */
export function checkPowershell(text: string, { delivery }: UserDataReader): readonly Diagnostic[] {
  const calls = [...text.matchAll(call)].map(({ groups }) => groups?.["words"] ?? "");
  const tags = [...text.matchAll(/<(?<end>\/?)powershell>/giu)].map(
    ({ groups }) => groups?.["end"],
  );
  const isEnclosed = tags.length === 2 && tags[0] === "" && tags[1] === "/";
  return [
    ...(isEnclosed
      ? []
      : [report("USERDATA_POWERSHELL", "one pair of powershell tags has to enclose the script")]),
    ...(delivery === "merged" ? checkMerged(calls) : checkWhole(calls)),
  ];
}

function checkMerged(calls: readonly string[]): readonly Diagnostic[] {
  return calls.length === 0
    ? []
    : [report("USERDATA_BOOTSTRAP_TWICE", "EKS calls Start-EKSBootstrap.ps1 itself")];
}

function checkWhole(calls: readonly string[]): readonly Diagnostic[] {
  if (calls.length === 0) {
    return [report("USERDATA_BOOTSTRAP_NONE", "nothing calls Start-EKSBootstrap.ps1")];
  }
  return calls.flatMap((words) => (isSplat(words) ? [] : checkWords(words)));
}

function checkWords(words: string): readonly Diagnostic[] {
  return [
    ...(hasParameter(words, "EKSClusterName")
      ? []
      : [report("USERDATA_CALL_NAME", "the call has no -EKSClusterName")]),
    ...(hasParameter(words, "APIServerEndpoint") === hasParameter(words, "Base64ClusterCA")
      ? []
      : [
          report("USERDATA_CALL_HALF", "one of -APIServerEndpoint and -Base64ClusterCA is missing"),
        ]),
  ];
}

/** Parameters that stand elsewhere: in a table, on the next line, or in a variable. */
function isSplat(words: string): boolean {
  return /@|`\s*$/u.test(words) || !words.includes("-");
}

function hasParameter(words: string, name: string): boolean {
  return words.toLowerCase().includes(`-${name.toLowerCase()}`);
}

function report(code: keyof typeof userDataDiagnostics.rules, message: string): Diagnostic {
  return userDataDiagnostics.report(code, { message });
}
