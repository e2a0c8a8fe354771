import type { GuardContext, PlanObjects, StoredObject } from "@imagewright/core/plan";

import { compareMinors } from "../../karpenter-version.ts";
import { type ClassView, classView } from "../../lint/class-view.ts";
import { classOf } from "../planned-class.ts";
import { canaryOf, isPool, type PlannedPool, plannedPool } from "../planned-pool.ts";

/** A pool that a plan upgrades, as it stands before. */
export interface TouchedPool {
  readonly pool: PlannedPool;
  /** Its class; absent where that is not among the objects, which forbids the plan anyway. */
  readonly nodeClass?: { readonly stored: StoredObject; readonly view: ClassView };
  /** The objects before the first hop that upgrades it. */
  readonly objects: PlanObjects;
  /** The Kubernetes version it leaves, without `v`; absent where it stays within a minor. */
  readonly from?: string;
}

/** Every pool that a plan upgrades, once, at the first hop that does. */
export function touchedPools({ hops }: GuardContext): readonly TouchedPool[] {
  const touched = new Map<string, TouchedPool>();
  for (const { groups, changes, before, movesControlPlane, version } of hops) {
    const changed = new Set(changes.map(({ object }) => `${object.kind} ${object.name}`));
    for (const { group, from } of groups) {
      const pool = isPool(group) ? plannedPool(group, before) : undefined;
      if (pool === undefined || canaryOf(pool.stored.object) !== undefined) {
        continue;
      }
      const key = `${pool.stored.address.kind} ${pool.name}`;
      if (!touched.has(key) && (movesControlPlane || changed.has(key))) {
        const nodeClass = classWithView(classOf(pool, before));
        touched.set(key, {
          pool,
          objects: before,
          ...(nodeClass !== undefined && { nodeClass }),
          ...(from !== undefined && compareMinors(from, version) !== 0 && { from }),
        });
      }
    }
  }
  return [...touched.values()];
}

function classWithView(stored: StoredObject | undefined): TouchedPool["nodeClass"] {
  const view = stored === undefined ? undefined : classView(stored.object);
  return stored === undefined || view === undefined ? undefined : { stored, view };
}

/** Each class of pools once. */
export function touchedClasses(
  pools: readonly TouchedPool[],
): readonly (NonNullable<TouchedPool["nodeClass"]> & Pick<TouchedPool, "from">)[] {
  const classes = new Map(
    pools.flatMap(({ nodeClass, from }) =>
      nodeClass === undefined
        ? []
        : [[nodeClass.stored.address.name, { ...nodeClass, ...(from !== undefined && { from }) }]],
    ),
  );
  return [...classes.values()];
}
