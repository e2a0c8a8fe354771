import { type Diagnostic, showValue } from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import { type AzureReference, referenceFaults } from "./azure-reference.ts";

/**
 * Every field of a reference that holds a name no resource of Azure can have: refused where the
 * reference is written, doubtful where it is read.
 *
 * @param place - JSON Pointer of a field, by the name the reference has for it
 */
export function referenceFindings(
  reference: AzureReference,
  code: "AZURE_REFERENCE_DOUBTFUL" | "AZURE_REFERENCE_FORM",
  place: (field: string) => string,
): readonly Diagnostic[] {
  return referenceFaults(reference).map(({ field, value, expected }) =>
    azureDiagnostics.report(code, {
      message: `Azure has no ${field} of this form`,
      pointer: place(field),
      found: showValue(value),
      expected,
    }),
  );
}

/** The refusal of a reference that no field of CAPZ carries. */
export function directShared(pointer: string, found: string): Diagnostic {
  const message = "CAPZ has no field for a gallery that is shared directly";
  return azureDiagnostics.report("AZURE_DIRECT_SHARED", { message, pointer, found });
}
