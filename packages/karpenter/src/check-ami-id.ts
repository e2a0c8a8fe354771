import { type Diagnostic, showValue } from "@imagewright/core";

import { karpenterDiagnostics } from "./karpenter-diagnostics.ts";

/** What the CRD admits, its pattern anchored. */
const admitted = /^ami-[0-9a-z]+$/u;

/** Whether Karpenter's API takes a text for an AMI id. */
export function isAmiId(text: string): boolean {
  return admitted.test(text);
}

/** Whether a text is an AMI id: by the API, and by the form of the ids there are. */
export function checkAmiId(id: string, pointer: string): readonly Diagnostic[] {
  const facts = { pointer, found: showValue(id) };
  if (!isAmiId(id)) {
    const message = "this is no AMI id";
    return [karpenterDiagnostics.report("KARPENTER_AMI_ID", { ...facts, message })];
  }
  const message = "no AMI has an id of this form";
  return /^ami-[0-9a-f]+$/u.test(id)
    ? []
    : [karpenterDiagnostics.report("KARPENTER_AMI_ID_ODD", { ...facts, message })];
}
