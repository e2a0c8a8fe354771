import { type Diagnostic, parseImageReference, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { capzVersionOf, isBeforeRelease } from "../capz-version.ts";
import releases from "../data/capz-fields.json" with { type: "json" };
import { orchestrationFault } from "../lint/orchestration-rule.ts";
import { machineEntries } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** A pool's image is one CAPZ can compare, and its mode one that the Kubernetes version allows. */
export const poolRule: TargetRule<AzureTarget> = ({ image, target }) =>
  machineEntries(target).flatMap(({ kind, at, options }): readonly Diagnostic[] => {
    if (kind !== "AzureMachinePool") {
      return [];
    }
    const { reference, orchestrationMode } = options;
    const fault =
      orchestrationMode === "Flexible" ? orchestrationFault(image.kubernetes.version) : undefined;
    const pointer = `${at}/orchestrationMode`;
    return [
      ...(hasPlan(reference) ? planFaults(`${at}/reference`, target.capzVersion) : []),
      ...(fault === undefined
        ? []
        : [azureDiagnostics.report("AZURE_ORCHESTRATION", { message: fault, pointer })]),
    ];
  });

function hasPlan(reference: string | undefined): boolean {
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  return parsed?.ok === true && "plan" in parsed.value;
}

function planFaults(pointer: string, capzVersion: string | undefined): readonly Diagnostic[] {
  const { poolPlanSince } = releases;
  const installed = capzVersionOf(capzVersion === undefined ? {} : { capz: capzVersion });
  const message = "no instance of a pool with a plan ever counts as up to date";
  const dropped = `CAPZ before ${poolPlanSince} sends no plan of a pool's gallery image to Azure`;
  return isBeforeRelease(installed, poolPlanSince)
    ? [azureDiagnostics.report("AZURE_POOL_PLAN", { message: dropped, pointer })]
    : [azureDiagnostics.report("AZURE_POOL_IMAGE", { message, pointer })];
}
