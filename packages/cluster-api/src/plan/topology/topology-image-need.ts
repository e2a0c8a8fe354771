import { type ClusterState, parseKubernetesVersion, showValue, textAt } from "@imagewright/core";
import type { ImageNeed, MachineGroup, PlanObjects, StoredObject } from "@imagewright/core/plan";

import { classPatches } from "../../cluster-class/class-patches.ts";
import { customImagePath, isUnread, unread } from "../machine-images.ts";
import { planFinding } from "../plan-finding.ts";
import { groupFault, unevaluated } from "./topology-fault.ts";
import {
  patchedTemplate,
  readScene,
  type TopologyMachines,
  type TopologyScene,
} from "./topology-scene.ts";

/**
 * How a group of a topology comes to its image: what its template says after all patches. Undefined
 * where that is an image like any other.
 */
export function topologyImageNeed(
  group: MachineGroup,
  state: ClusterState,
  objects: PlanObjects,
): ImageNeed | undefined {
  const link = state.topology?.class;
  const clusterClass = link?.isFound === true ? objects.find(link.target) : undefined;
  const extension = clusterClass && extensionNeed(group, clusterClass);
  if (extension !== undefined || (clusterClass !== undefined && group.images.length > 0)) {
    return extension;
  }
  const scene = readScene(state, objects);
  if (!("machines" in scene)) {
    const [diagnostic] = scene;
    return diagnostic === undefined ? undefined : { by: "unknown", diagnostic };
  }
  const machines = scene.machines.find((one) => one.group === group);
  return machines && unnamedNeed(machines, scene, state);
}

function extensionNeed(
  group: MachineGroup,
  { address, source, object }: StoredObject,
): ImageNeed | undefined {
  const extension = classPatches(object).find(({ isGenerated }) => isGenerated);
  if (extension === undefined) {
    return undefined;
  }
  const { pointer, name } = extension;
  const place = { object: address, pointer, ...(source !== undefined && { source }) };
  const message = `only an extension knows what patch ${name} of ClusterClass ${address.name} makes of ${group.name}`;
  return {
    by: "unknown",
    diagnostic: planFinding("CAPI_PLAN_CLASS_EXTENSION", place, { message }),
  };
}

function unnamedNeed(
  machines: TopologyMachines,
  { cluster, clusterClass }: TopologyScene,
  state: ClusterState,
): ImageNeed | undefined {
  const trial = { cluster: cluster.object, clusterClass: clusterClass.object };
  const version = textAt(cluster.object, "/spec/topology/version") ?? "";
  const { kind } = machines.reference;
  const patched = patchedTemplate(machines, trial, version);
  if (patched.outcome !== "value") {
    return { by: "unknown", diagnostic: unevaluated(machines, patched, version) };
  }
  const path = customImagePath(kind);
  if (path === undefined) {
    return isUnread(kind, state) ? unread(machines.group, kind) : undefined;
  }
  const found = textAt(patched.value, path) ?? "";
  if (found === "") {
    return { by: "version" };
  }
  const later = patchedTemplate(machines, trial, nextMinor(version));
  const followed = later.outcome === "value" ? textAt(later.value, path) : found;
  const message = `${kind} ${machines.reference.name} names the container image of ${machines.group.name} in \`${path}\`, whatever the version`;
  const facts = { message, found: showValue(found) };
  return followed === found
    ? { by: "unknown", diagnostic: groupFault("CAPI_PLAN_CUSTOM_IMAGE", machines, facts) }
    : { by: "version" };
}

/** Some later version, to see whether anything depends on it. */
function nextMinor(version: string): string {
  const parsed = parseKubernetesVersion(version, "tolerant");
  return parsed === undefined ? version : `v${parsed.major}.${parsed.minor + 1}.0`;
}
