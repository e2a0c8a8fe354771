import type { Diagnostic } from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { Unchecked } from "../unchecked.ts";

/** One finding for each reason why something was not judged, with the places it is about. */
export function sumUpUnchecked(unchecked: readonly Unchecked[]): readonly Diagnostic[] {
  const byReason = Map.groupBy(unchecked, ({ part, reason }) => `${part}: ${reason}`);
  return [...byReason].map(([what, found]) => {
    const places = [...new Set(found.map(({ pointer }) => pointer))];
    const shown = places.slice(0, 5).map((pointer) => pointer || "/");
    const more = places.length > 5 ? ` and ${places.length - 5} more places` : "";
    const message = `not checked at ${shown.join(", ")}${more}: ${what}`;
    return admissionDiagnostics.report("ADMISSION_NOT_CHECKED", { message, pointer: places[0] });
  });
}
