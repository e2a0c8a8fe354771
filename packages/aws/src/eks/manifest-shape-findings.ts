import { type Diagnostic, nearestName, parsePointer, showValue } from "@imagewright/core";

import type { ShapeFault } from "../shape.ts";
import { eksManifestDiagnostics } from "./eks-manifest-diagnostics.ts";

const codes = {
  missing: "EKS_FIELD_MISSING",
  "too-new": "EKS_FIELD_UNKNOWN",
  type: "EKS_FIELD_TYPE",
  unknown: "EKS_FIELD_UNKNOWN",
} as const;

const messages = {
  missing: "is missing",
  "too-new": "is not known to the release",
  type: "has another type",
  unknown: "is not known",
} as const;

const hidden = /passw|secret|token|userdata|certificate/iu;

/** Departures from a shape as findings about documents of EKS. */
export function manifestShapeFindings(faults: readonly ShapeFault[]): readonly Diagnostic[] {
  return faults.map(({ fault, pointer, expected, found, known }) => {
    const name = parsePointer(pointer).at(-1) ?? "document";
    const nearest = fault === "unknown" ? nearestName(name.slice(0, 64), known) : undefined;
    const isShown = fault === "type" && found !== undefined && !hidden.test(pointer);
    return eksManifestDiagnostics.report(codes[fault], {
      message: `${showValue(name)} ${messages[fault]}`,
      pointer,
      ...(fault !== "unknown" && { expected }),
      ...(isShown && { found: showValue(found) }),
      ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
    });
  });
}
