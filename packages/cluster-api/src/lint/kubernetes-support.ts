import {
  clusterApiSupport,
  type Diagnostic,
  formatKubernetesMinor,
  formatKubernetesVersion,
  type ManifestRuleContext,
  parseKubernetesVersion,
} from "@imagewright/core";

import { capiRelease, releaseLine } from "../reference/capi-release.ts";
import { controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { versionFields } from "../reference/version-fields.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Kubernetes minors that the release of Cluster API does not support. */
export const kubernetesSupportRules = rulesFor(
  {
    [coreGroup]: ["Cluster", "MachineDeployment", "MachineSet", "MachinePool", "Machine"],
    [controlPlaneGroup]: ["KubeadmControlPlane"],
  },
  check,
);

function check({ object, targetVersions }: ManifestRuleContext): readonly Diagnostic[] {
  const release = capiRelease(targetVersions);
  // Support is added in patch releases; a release that nobody named is the newest of its line.
  const patched =
    targetVersions["capi"] === undefined ? { ...release, patch: Number.MAX_SAFE_INTEGER } : release;
  return versionFields(object)
    .filter(({ role }) => role !== "kubeadm" && role !== "class")
    .flatMap(({ pointer, version }) => {
      const parsed = parseKubernetesVersion(version, "either");
      const minor = parsed === undefined ? undefined : formatKubernetesMinor(parsed);
      const isUnsupported =
        minor !== undefined &&
        clusterApiSupport(formatKubernetesVersion(patched), minor, "workload") === "unsupported";
      return isUnsupported
        ? [
            clusterApiDiagnostics.report("CAPI_KUBERNETES_UNSUPPORTED", {
              message: `Cluster API ${releaseLine(release)} does not support Kubernetes ${minor}`,
              pointer,
              found: version,
            }),
          ]
        : [];
    });
}
