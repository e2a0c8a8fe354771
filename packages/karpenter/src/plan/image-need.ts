import type { ClusterState, ImageReference, ImageReferenceKind } from "@imagewright/core";
import type { ImageNeed, MachineGroup, PlanObjects } from "@imagewright/core/plan";

import { classView } from "../lint/class-view.ts";
import { classOf, followsControlPlane, namedImage } from "./planned-class.ts";
import { canaryOf, neededArchitectures, type PlannedPool, plannedPool } from "./planned-pool.ts";

/**
 * How a pool comes to its image: by what its class names, as an AMI where that is all it needs.
 * With an alias Karpenter looks it up for the version of the control plane; a canary has its own.
 */
export function poolImageNeed(
  group: MachineGroup,
  cluster: ClusterState,
  objects: PlanObjects,
): ImageNeed {
  const pool = plannedPool(group, objects);
  const nodeClass = pool === undefined ? undefined : classOf(pool, objects)?.object;
  if (pool === undefined || nodeClass === undefined || isFollowing(pool, objects)) {
    return { by: "version" };
  }
  const current = namedImage(nodeClass)?.reference;
  if (current === undefined || canaryOf(pool.stored.object) !== undefined) {
    return { by: "version" };
  }
  const architectures = neededArchitectures(pool.view, nodeClass);
  return {
    by: "catalog",
    kinds: kindsBeside(current),
    locations: locationsOf(current, cluster),
    current,
    ...(architectures !== undefined && { architectures }),
  };
}

/** Whether the images of a pool change with the version of the control plane. */
export function isFollowing(pool: PlannedPool, objects: PlanObjects): boolean {
  const nodeClass = classOf(pool, objects);
  const view = nodeClass === undefined ? undefined : classView(nodeClass.object);
  return view !== undefined && view.generation !== "alpha" && followsControlPlane(view);
}

/** Kinds that can take the place of a reference; its own comes first. */
function kindsBeside(reference: ImageReference): readonly ImageReferenceKind[] {
  switch (reference.kind) {
    case "ami":
      return ["ami"];
    case "ssm-parameter":
      return ["ssm-parameter", "ami"];
    default:
      return isOfIds(reference)
        ? ["ami", "karpenter-ami-selector"]
        : ["karpenter-ami-selector", "ami"];
  }
}

function isOfIds(reference: ImageReference): boolean {
  return (
    reference.kind === "karpenter-ami-selector" &&
    reference.terms.every(({ id }) => id !== undefined)
  );
}

function locationsOf(reference: ImageReference, { locations }: ClusterState): readonly string[] {
  const region = reference.kind === "ami" ? reference.region : undefined;
  const texts = locations.map(({ text }) => text).filter((text) => !text.includes("$"));
  return region === undefined ? [...new Set(texts)] : [region];
}
