import type { NodeGroupState } from "@imagewright/core";

import { isReadVersion } from "./check-api-versions.ts";
import { imageUses } from "./image-uses.ts";
import { type GroupSource, isCloudPool, machineGroup } from "./machine-group.ts";
import { makerOf } from "./machine-owners.ts";
import { missingCode } from "./missing-code.ts";
import { hintsOf, requirementHints } from "./object-facts.ts";
import { nodePoolKind } from "./observed-kinds.ts";
import { finding, type PlacedObject } from "./placed-object.ts";
import { edgeOf, labelOf } from "./reference-graph.ts";
import type { World } from "./world.ts";

/** A group of workers with an object of its own. */
export function nodeGroupState(
  world: World,
  source: Omit<GroupSource, "reading" | "withoutVersion">,
): NodeGroupState {
  const { placed } = source;
  const pool = nodePoolKind(placed);
  const kind = kindOf(world, placed);
  const isManaged = kind === "managedPool" || kind === "karpenterNodePool";
  const group = machineGroup(world, {
    ...source,
    reading: isManaged ? "any" : "kubernetes",
    withoutVersion: isManaged ? "controlPlane" : "none",
  });
  checkOwner(world, placed, kind);
  if (group.version.by === "none" && isReadVersion(placed, world.options.targetVersions)) {
    const message = "its machines are of no version that it names";
    world.findings.push(finding("CLUSTER_VERSION_MISSING", placed, { message, pointer: "/spec" }));
  }
  if (pool === undefined) {
    return { ...group, kind, role: roleOf(placed) };
  }
  const nodeClass = edgeOf(world.graph, placed, "machineInfrastructure")?.target;
  return {
    ...group,
    kind,
    role: "worker",
    images: nodeClass === undefined ? [] : imageUses(world, nodeClass),
    hints: [
      ...(nodeClass === undefined ? [] : hintsOf(nodeClass)),
      ...requirementHints(placed, pool.requirements),
    ],
  };
}

/** Machines of a control plane bear its label, whoever made them. */
function roleOf(placed: PlacedObject): NodeGroupState["role"] {
  const isControlPlane = labelOf(placed, "cluster.x-k8s.io/control-plane") !== undefined;
  return isControlPlane ? "controlPlane" : "worker";
}

function kindOf(world: World, placed: PlacedObject): NodeGroupState["kind"] {
  switch (placed.address.kind) {
    case "MachineDeployment":
      return "machineDeployment";
    case "MachineSet":
      return "machineSet";
    case "Machine":
      return "machine";
    case "MachinePool": {
      const edge = edgeOf(world.graph, placed, "machineInfrastructure");
      return isCloudPool(edge?.reference?.kind) ? "managedPool" : "machinePool";
    }
    default:
      return "karpenterNodePool";
  }
}

function checkOwner(world: World, placed: PlacedObject, kind: NodeGroupState["kind"]): void {
  const made = makerOf(placed, world.graph, world.index);
  if (made.state === "outside") {
    const message = `what made it, ${made.name}, is not among the objects`;
    world.findings.push(finding(missingCode(world.options), placed, { message }));
    return;
  }
  if (kind === "machine") {
    const message = "nothing owns this machine";
    world.findings.push(finding("CLUSTER_MACHINE_UNOWNED", placed, { message }));
  }
  if (kind === "machineSet") {
    const message = "no deployment owns this set";
    world.findings.push(finding("CLUSTER_MACHINE_SET_UNOWNED", placed, { message }));
  }
}
