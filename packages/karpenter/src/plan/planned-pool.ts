import {
  type Architecture,
  type JsonObject,
  type MachineGroupState,
  type NodeGroupState,
  textAt,
} from "@imagewright/core";
import {
  type MachineGroup,
  nameList,
  type PlanObjects,
  type StoredObject,
} from "@imagewright/core/plan";

import { mapAt, mapsAt, textsOf } from "../json-parts.ts";
import { type PoolView, poolView, valuesLeft } from "../lint/pool-view.ts";
import { type FreezePhase, freezePhase } from "./freeze-phase.ts";
import { type BudgetGeneration, markers } from "./upgrade-settings.ts";

/** A node pool while its upgrade is planned. */
export interface PlannedPool {
  readonly name: string;
  readonly stored: StoredObject;
  readonly view: PoolView;
  readonly phase: FreezePhase;
}

/** Whether a group is a pool of Karpenter. */
export function isPool(group: MachineGroup): group is NodeGroupState {
  return group.kind === "karpenterNodePool";
}

/** A pool as it stands; undefined where its object is gone, or of no kind that is read. */
export function plannedPool(
  { place }: MachineGroupState,
  objects: PlanObjects,
): PlannedPool | undefined {
  const stored = objects.find(place.object);
  const view = stored === undefined ? undefined : poolView(stored.object);
  return stored === undefined || view === undefined
    ? undefined
    : { name: stored.address.name, stored, view, phase: freezePhase(stored.object) };
}

/** What messages call pools: the first names, and how many more there are. */
export function poolNames(pools: readonly PlannedPool[]): string {
  return `node pool${pools.length > 1 ? "s" : ""} ${nameList(pools.map(({ name }) => name))}`;
}

/** How budgets are written in a pool; a provisioner has none. */
export function budgetGeneration({ generation }: PoolView): BudgetGeneration {
  return generation === "v1" ? "v1" : "v1beta1";
}

/** The class that an object is the canary of; undefined for everything else. */
export function canaryOf(object: JsonObject): string | undefined {
  const value = mapAt(object, "/metadata/annotations")[markers.canary];
  return typeof value === "string" ? value : undefined;
}

const both: readonly Architecture[] = ["amd64", "arm64"];

/** Architectures that the requirements of a pool leave; undefined where they say nothing. */
export function askedArchitectures({
  requirements,
}: PoolView): readonly Architecture[] | undefined {
  const left = valuesLeft(requirements, "kubernetes.io/arch");
  return left === undefined ? undefined : both.filter((one) => left.includes(one));
}

/**
 * Architectures that a class has to have images of for a pool: those the pool asks for, as far as
 * the class has images of them now. Undefined where that is as many as the image has: one.
 */
export function neededArchitectures(
  view: PoolView,
  nodeClass: JsonObject,
): readonly Architecture[] | undefined {
  const asked = askedArchitectures(view);
  const served = servedArchitectures(nodeClass);
  if (served !== undefined) {
    const needed = served.filter((one) => asked?.includes(one) ?? true);
    return needed.length > 0 ? needed : asked;
  }
  return asked?.length === 1 || hasManyImages(nodeClass) ? asked : undefined;
}

/** Architectures of the images a class resolves to: its status says it, or two ids do. */
function servedArchitectures(nodeClass: JsonObject): readonly Architecture[] | undefined {
  const reported = mapsAt(nodeClass, "/status/amis").flatMap(({ map }) =>
    mapsAt(map, "/requirements").flatMap(({ map: requirement }) =>
      textAt(requirement, "/key") === "kubernetes.io/arch" ? textsOf(requirement["values"]) : [],
    ),
  );
  if (reported.length > 0) {
    return both.filter((one) => reported.includes(one));
  }
  const ids = mapsAt(nodeClass, "/spec/amiSelectorTerms").filter(({ map }) => "id" in map);
  return ids.length > 1 ? both : undefined;
}

/** Whether a selector may mean an image of each architecture. */
function hasManyImages(nodeClass: JsonObject): boolean {
  return mapsAt(nodeClass, "/spec/amiSelectorTerms").some(
    ({ map }) => "tags" in map || "name" in map,
  );
}
