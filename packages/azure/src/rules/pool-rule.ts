import { parseImageReference, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { isAzureReference } from "../azure-reference.ts";
import { orchestrationFault } from "../lint/orchestration-rule.ts";
import { machineEntries } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
import { poolImageFaults } from "../pool-image.ts";

/** A pool's image is one CAPZ can compare, and its mode one that the Kubernetes version allows. */
export const poolRule: TargetRule<AzureTarget> = ({ image, target }) =>
  machineEntries(target).flatMap(({ kind, at, options }) => {
    if (kind !== "AzureMachinePool") {
      return [];
    }
    const { reference, orchestrationMode } = options;
    const parsed = reference === undefined ? undefined : parseImageReference(reference);
    const isFlexible = orchestrationMode === "Flexible";
    const message = isFlexible ? orchestrationFault(image.kubernetes.version) : undefined;
    const pointer = `${at}/orchestrationMode`;
    return [
      ...(parsed?.ok === true && isAzureReference(parsed.value)
        ? poolImageFaults(
            { reference: parsed.value, isShared: false },
            `${at}/reference`,
            target.capzVersion,
          )
        : []),
      ...(message === undefined
        ? []
        : [azureDiagnostics.report("AZURE_ORCHESTRATION", { message, pointer })]),
    ];
  });
