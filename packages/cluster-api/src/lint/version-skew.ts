import {
  checkSkew,
  compareKubernetesMinors,
  type ComponentVersion,
  type Diagnostic,
  formatKubernetesMinor,
  type JsonObject,
  type ManifestRuleContext,
  type ManifestSet,
  parseKubernetesVersion,
} from "@imagewright/core";

import { bootstrapGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { versionFields } from "../reference/version-fields.ts";
import { clusterOf, controlPlaneOf, referenceOf } from "./find-referenced.ts";
import { ownVersion } from "./kubernetes-versions-of.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Workers whose version does not go with that of their control plane. */
export const versionSkewRules = rulesFor(
  { [coreGroup]: ["MachineDeployment", "MachineSet", "MachinePool", "Machine"] },
  check,
);

function check({ object, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const own = versionFields(object)[0];
  const controlPlane = controlPlaneVersion(manifests, object);
  const at = parseKubernetesVersion(own?.version ?? "", "either");
  const there = parseKubernetesVersion(controlPlane ?? "", "either");
  if (own === undefined || controlPlane === undefined || at === undefined || there === undefined) {
    return [];
  }
  const components: readonly ComponentVersion[] = [
    { component: "kube-apiserver", version: controlPlane },
    { component: "kubelet", version: own.version, pointer: own.pointer },
  ];
  const skewed = checkSkew(components).filter(({ pointer }) => pointer === own.pointer);
  const isHeld = isJoinedByKubeadm(object) && compareKubernetesMinors(at, there) !== 0;
  return isHeld && skewed.length === 0
    ? [
        clusterApiDiagnostics.report("CAPI_WORKERS_KUBEADM_SKEW", {
          message: `the control plane runs ${formatKubernetesMinor(there)}, these machines ${formatKubernetesMinor(at)}: no new one is made`,
          pointer: own.pointer,
          found: own.version,
          expected: formatKubernetesMinor(there),
        }),
      ]
    : skewed;
}

/** The version of the control plane that an object's machines join. */
function controlPlaneVersion(manifests: ManifestSet, object: JsonObject): string | undefined {
  const cluster = clusterOf(manifests, object);
  const controlPlane = cluster === undefined ? undefined : controlPlaneOf(manifests, cluster);
  return controlPlane === undefined || controlPlane === object
    ? undefined
    : ownVersion(controlPlane);
}

function isJoinedByKubeadm(object: JsonObject): boolean {
  const reference = referenceOf(object, "bootstrap");
  return reference?.group === bootstrapGroup && reference.kind === "KubeadmConfigTemplate";
}
