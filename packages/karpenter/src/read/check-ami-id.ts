import { type Diagnostic, showValue } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

/** Whether a text of a manifest is an AMI id. */
export function checkAmiId(id: string, pointer: string): readonly Diagnostic[] {
  const facts = { message: "this is no AMI id", pointer, found: showValue(id) };
  return /^ami-[0-9a-z]+$/u.test(id)
    ? []
    : [karpenterDiagnostics.report("KARPENTER_AMI_ID", facts)];
}
