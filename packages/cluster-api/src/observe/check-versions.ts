import {
  type ControlPlaneState,
  type KubernetesVersion,
  type NodeGroupState,
  parseKubernetesVersion,
  type VersionFact,
} from "@imagewright/core";

import type { ClusterDraft } from "./cluster-assembly.ts";
import { finding, type Finding, type PlacedObject } from "./placed-object.ts";

/**
 * Whether an upgrade of a cluster is halfway: its groups are to run different versions, or one of
 * them reports another than it is to run.
 *
 * @param objectOf - the object a group is described by
 */
export function checkVersionsApart(
  draft: ClusterDraft,
  objectOf: (group: NodeGroupState | ControlPlaneState) => PlacedObject | undefined,
): readonly Finding[] {
  const { controlPlane, nodeGroups } = draft;
  const leading = fieldOf(controlPlane);
  const groups = [...(controlPlane === undefined ? [] : [controlPlane]), ...nodeGroups];
  return groups.flatMap((group) => {
    const about = objectOf(group);
    const own = fieldOf(group) ?? leading;
    const precision = isMinorOnly(group) ? 2 : 3;
    const running = group.running.find((fact) => own && isApart(own, fact, precision));
    const isBehind = leading && own && isApart(leading, own, precision);
    if (about === undefined || own === undefined || (running === undefined && !isBehind)) {
      return [];
    }
    const message = isBehind
      ? `${group.name} is to run ${own.text}, and the control plane ${leading?.text ?? ""}`
      : `${group.name} is to run ${own.text}, and runs ${running?.text ?? ""}`;
    const { pointer } = own.place.object === about.address ? own.place : group.place;
    return [finding("CLUSTER_VERSIONS_APART", about, { message, pointer })];
  });
}

function fieldOf(group: ControlPlaneState | NodeGroupState | undefined): VersionFact | undefined {
  return group?.version.by === "field" ? group.version.version : undefined;
}

/** Kubelets of a cloud's own service have patches of its own. */
function isMinorOnly({ kind }: ControlPlaneState | NodeGroupState): boolean {
  return (
    kind === "eks" || kind === "external" || kind === "managedPool" || kind === "karpenterNodePool"
  );
}

function isApart(a: VersionFact, b: VersionFact, precision: 2 | 3): boolean {
  const [first, second] = [a, b].map((fact) => numbersOf(fact));
  if (first === undefined || second === undefined) {
    return false;
  }
  const isMinor = precision === 2 || a.form === "minor" || b.form === "minor";
  return (
    first.major !== second.major ||
    first.minor !== second.minor ||
    (!isMinor && first.patch !== second.patch)
  );
}

function numbersOf({ text, form }: VersionFact): KubernetesVersion | undefined {
  return form === "minor"
    ? parseKubernetesVersion(`${text}.0`, "either")
    : parseKubernetesVersion(text, "either");
}
