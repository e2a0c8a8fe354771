import type { Diagnostic } from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import type { AzureReference } from "./azure-reference.ts";
import { latestVersion } from "./image-version.ts";

/** What holds for a reference wherever it stands. */
export function usageHints(
  reference: AzureReference,
  place: (field: string) => string,
): readonly Diagnostic[] {
  if (reference.kind === "azure-managed-image") {
    const message = "a managed image serves one region, and 20 machines at a time";
    return [azureDiagnostics.report("AZURE_MANAGED_IMAGE", { message, pointer: place("name") })];
  }
  if (reference.version !== latestVersion) {
    return [];
  }
  const message = "`latest` is resolved anew for every machine";
  return [
    azureDiagnostics.report("AZURE_VERSION_UNPINNED", { message, pointer: place("version") }),
  ];
}
