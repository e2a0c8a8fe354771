import type { ComponentOverride, ControlPlaneState } from "@imagewright/core";

import data from "../data/observed-kinds.json" with { type: "json" };
import { componentImageFields } from "../reference/version-fields.ts";
import { isReadVersion } from "./check-api-versions.ts";
import { imageUses } from "./image-uses.ts";
import { type GroupSource, machineGroup } from "./machine-group.ts";
import { finding, placeOf, type PlacedObject } from "./placed-object.ts";
import type { World } from "./world.ts";

/** The control plane of a cluster that has an object of its own. */
export function controlPlaneState(
  world: World,
  source: Omit<GroupSource, "reading" | "withoutVersion">,
): ControlPlaneState {
  const { placed } = source;
  const kind = kindOf(placed);
  const reading = kind === "kubeadm" ? "kubernetes" : "any";
  const group = machineGroup(world, { ...source, reading, withoutVersion: "none" });
  if (group.version.by !== "field" && isReadVersion(placed, world.options.targetVersions)) {
    const message = "the control plane names no version";
    world.findings.push(finding("CLUSTER_VERSION_MISSING", placed, { message, pointer: "/spec" }));
  }
  return {
    ...group,
    kind,
    // A managed control plane may hold defaults for the images of its nodes.
    images: [...group.images, ...imageUses(world, placed)],
    components: componentsOf(placed),
  };
}

function kindOf({ address }: PlacedObject): ControlPlaneState["kind"] {
  if (address.kind === "KubeadmControlPlane") {
    return "kubeadm";
  }
  return data.managedControlPlanes.includes(address.kind) ? "eks" : "external";
}

/** What overrides the images of the control plane's components. */
export function componentsOf(placed: PlacedObject): readonly ComponentOverride[] {
  return componentImageFields(placed.object).map(({ component, part, value, pointer }) => ({
    component,
    part,
    text: value,
    place: placeOf(placed, pointer),
  }));
}
