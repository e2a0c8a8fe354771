import {
  type Diagnostic,
  type ManifestRuleContext,
  parseKubernetesVersion,
  showValue,
} from "@imagewright/core";

import { controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { versionFields } from "../reference/version-fields.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Versions without `v`, and those that are none. */
export const versionTextRules = rulesFor(
  {
    [coreGroup]: [
      "Cluster",
      "ClusterClass",
      "MachineDeployment",
      "MachineSet",
      "MachinePool",
      "Machine",
    ],
    [controlPlaneGroup]: ["KubeadmControlPlane"],
  },
  check,
);

function check({ object }: ManifestRuleContext): readonly Diagnostic[] {
  return versionFields(object)
    .filter(({ role }) => role !== "kubeadm")
    .flatMap(({ pointer, version }) => {
      const facts = { pointer, found: showValue(version) };
      if (parseKubernetesVersion(version, "either") === undefined) {
        const message = "this is no Kubernetes version";
        return [clusterApiDiagnostics.report("CAPI_VERSION_TEXT", { ...facts, message })];
      }
      if (!version.startsWith("v")) {
        const message = `the version is stored as v${version}`;
        return [clusterApiDiagnostics.report("CAPI_VERSION_PREFIX", { ...facts, message })];
      }
      return [];
    });
}
