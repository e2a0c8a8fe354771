import { type Diagnostic, nearestName, parsePointer, showValue } from "@imagewright/core";

import type { ShapeFault } from "../shape.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";

const codes = {
  missing: "USERDATA_FIELD_MISSING",
  "too-new": "USERDATA_FIELD_NEW",
  type: "USERDATA_FIELD_TYPE",
  unknown: "USERDATA_FIELD_UNKNOWN",
} as const;

const messages = {
  missing: "is missing",
  "too-new": "is not known to the release",
  type: "has another type",
  unknown: "is not known",
} as const;

/** Certificates and the like never show up in a finding. */
const hidden = /certificate|authority|environment|password|secret|token/iu;

/** Departures from a shape as findings about user data. */
export function shapeFindings(faults: readonly ShapeFault[]): readonly Diagnostic[] {
  return faults.map(({ fault, pointer, expected, found, known }) => {
    const name = parsePointer(pointer).at(-1) ?? "document";
    const nearest = fault === "unknown" ? nearestName(name.slice(0, 64), known) : undefined;
    const isShown = fault === "type" && found !== undefined && !hidden.test(pointer);
    return userDataDiagnostics.report(codes[fault], {
      message: `${showValue(name)} ${messages[fault]}`,
      pointer,
      expected,
      ...(isShown && { found: showValue(found) }),
      ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
    });
  });
}
