import {
  compareKubernetesVersions,
  parseKubernetesVersion,
  requireKubernetesVersion,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { textAt } from "../json-fields.ts";
import { machineRule, poolKinds } from "./machine-rule.ts";
import { usersOf } from "./machine-users.ts";

const flexibleSince = requireKubernetesVersion("1.26.0");

/** What CAPZ's webhook says of flexible scale sets, once it has found the MachinePool. */
export const orchestrationRule = machineRule(({ object, manifests }) => {
  if (textAt(object, "/spec/orchestrationMode") !== "Flexible") {
    return [];
  }
  return usersOf(manifests, object).flatMap(({ kubernetesVersion = "" }) => {
    const version = parseKubernetesVersion(kubernetesVersion, "tolerant");
    const isRight =
      version === undefined || compareKubernetesVersions(version, flexibleSince, "precedence") >= 0;
    const message = `specified Kubernetes version ${kubernetesVersion.replace(/^v/u, "")} must be >= 1.26.0 for Flexible orchestration mode`;
    const pointer = "/spec/orchestrationMode";
    return isRight ? [] : [azureDiagnostics.report("AZURE_ORCHESTRATION", { message, pointer })];
  });
}, poolKinds);
