import {
  compareKubernetesVersions,
  formatKubernetesVersion,
  parseKubernetesVersion,
  requireKubernetesVersion,
  textAt,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineOwners } from "./machine-owners.ts";
import { machineRule, poolKinds } from "./machine-rule.ts";

const flexibleSince = requireKubernetesVersion("1.26.0");

/** What CAPZ's webhook says of flexible scale sets, once it has found the MachinePool. */
export const orchestrationRule = machineRule((context) => {
  if (textAt(context.object, "/spec/orchestrationMode") !== "Flexible") {
    return [];
  }
  return machineOwners(context).flatMap(({ version }) => {
    const message = orchestrationFault(version?.text ?? "");
    const pointer = "/spec/orchestrationMode";
    return message === undefined
      ? []
      : [azureDiagnostics.report("AZURE_ORCHESTRATION", { message, pointer })];
  });
}, poolKinds);

/** The webhook's words for a Kubernetes version that is too old; undefined for one that is not. */
export function orchestrationFault(kubernetesVersion: string): string | undefined {
  const version = parseKubernetesVersion(kubernetesVersion, "tolerant");
  return version === undefined ||
    compareKubernetesVersions(version, flexibleSince, "precedence") >= 0
    ? undefined
    : `specified Kubernetes version ${formatKubernetesVersion(version)} must be >= 1.26.0 for Flexible orchestration mode`;
}
