import {
  type ClusterState,
  isSameJson,
  type JsonValue,
  parseKubernetesVersion,
  textAt,
  valueAt,
} from "@imagewright/core";
import type { PlanObjects } from "@imagewright/core/plan";

import {
  patchedTemplate,
  readScene,
  type TopologyMachines,
  type TopologyTrial,
} from "./topology-scene.ts";
import { listedVersions } from "./topology-version.ts";

/**
 * Whether Cluster API takes a cluster through all minor versions by itself: its class lists the
 * versions, and every group gets another image at each of them, or finds its own. Where values of
 * variables have to change on the way, each version is a step of its own.
 */
export function chains(state: ClusterState, objects: PlanObjects): boolean {
  const scene = readScene(state, objects);
  if (!("machines" in scene)) {
    return false;
  }
  const current = textAt(scene.cluster.object, "/spec/topology/version") ?? "";
  const from = parseKubernetesVersion(current, "either");
  const later = listedVersions(scene).filter(
    ({ version }) =>
      from !== undefined && version.major === from.major && version.minor > from.minor,
  );
  const trial = { cluster: scene.cluster.object, clusterClass: scene.clusterClass.object };
  const texts = later.map(({ text }) => text);
  return (
    later.length > 0 &&
    scene.machines.every((machines) => followsVersions(machines, trial, [current, ...texts]))
  );
}

function followsVersions(
  machines: TopologyMachines,
  trial: TopologyTrial,
  versions: readonly string[],
): boolean {
  const [use] = machines.group.images;
  const isLookup = use === undefined || use.reference.kind === "ami-lookup";
  const images: JsonValue[] = [];
  for (const version of versions) {
    const patched = patchedTemplate(machines, trial, version);
    const image =
      patched.outcome === "value" && !isLookup
        ? valueAt(patched.value, use.place.pointer)
        : undefined;
    if (patched.outcome !== "value" || (!isLookup && isMissing(image))) {
      return false;
    }
    if (image !== undefined && images.some((other) => isSameJson(other, image))) {
      return false;
    }
    images.push(...(image === undefined ? [] : [image]));
  }
  return true;
}

/** Templates write this where a map lacks what they look up. */
function isMissing(image: JsonValue | undefined): boolean {
  return image === undefined || JSON.stringify(image).includes("<no value>");
}
