import {
  formatImageReference,
  type FoundReference,
  type Parsed,
  showValue,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

/** A reference that is not written, and why. */
export function refused(
  code: "KARPENTER_WRITE_FORM" | "KARPENTER_WRITE_PLACE" | "KARPENTER_WRITE_STATUS",
  message: string,
  { pointer, reference }: FoundReference,
  hint?: string,
): Parsed<never> {
  const found = showValue(formatImageReference(reference));
  return {
    ok: false,
    diagnostics: [karpenterDiagnostics.report(code, { message, pointer, found, hint })],
  };
}
