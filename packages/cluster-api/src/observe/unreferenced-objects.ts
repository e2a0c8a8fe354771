import { isJsonObject } from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";
import { infrastructureGroup } from "../machine-template.ts";
import { bootstrapGroup, controlPlaneGroup } from "../reference/cluster-api-groups.ts";
import { isCoreKind, isNodeClass } from "./observed-kinds.ts";
import type { PlacedObject } from "./placed-object.ts";
import { isTopologyOwned } from "./reference-graph.ts";
import type { World } from "./world.ts";

/** How providers call what other objects refer to. */
const referableKinds = /(?:Template|Cluster|Machine|MachinePool)$/u;

/** Whether an object is there to be referred to, and nothing does. */
export function isUnreferenced(world: World, placed: PlacedObject): boolean {
  return (
    isReferable(world, placed) &&
    world.graph.to(placed).length === 0 &&
    !isTopologyOwned(placed) &&
    !isMadeForMachine(placed)
  );
}

function isReferable(world: World, placed: PlacedObject): boolean {
  const { group, kind } = placed.address;
  const isProviders = group === infrastructureGroup || group === controlPlaneGroup;
  return (
    group === bootstrapGroup ||
    (isProviders && referableKinds.test(kind)) ||
    isNodeClass(placed) ||
    isCoreKind(placed, "ClusterClass") ||
    world.carrierOf(placed) !== undefined
  );
}

/** Infrastructure and bootstrap data that controllers made for machines and pools. */
function isMadeForMachine({ object }: PlacedObject): boolean {
  return listAt(object, "/metadata/ownerReferences").some(
    (owner) => isJsonObject(owner) && ownText(owner, "kind")?.startsWith("Machine") === true,
  );
}
