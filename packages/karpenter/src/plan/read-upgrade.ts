import type { Diagnostic, ObjectAddress } from "@imagewright/core";
import type {
  GroupUpgrade,
  PlanObjects,
  StoredObject,
  UpgradeContext,
} from "@imagewright/core/plan";

import { classGroup, classKey } from "../lint/class-view.ts";
import { planFinding } from "./plan-finding.ts";
import { classOf, type PlannedClass, plannedClass } from "./planned-class.ts";
import { canaryOf, isPool, type PlannedPool, plannedPool } from "./planned-pool.ts";

/** A pool that an earlier plan started as a canary, with its class as far as it is there. */
export interface FoundCanary {
  /** Name of the class it is the canary of. */
  readonly of: string;
  readonly pool: PlannedPool | undefined;
  readonly nodeClass: StoredObject | undefined;
}

/** Everything that one call of the upgrader is about. */
export interface PoolUpgrade {
  /** By their names, each with all pools of the cluster that share it. */
  readonly classes: readonly PlannedClass[];
  readonly canaries: readonly FoundCanary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts pools together by the classes they share. */
export function readUpgrade(
  upgrades: readonly GroupUpgrade[],
  context: UpgradeContext,
): PoolUpgrade {
  const { cluster, objects } = context;
  const pools = cluster.nodeGroups
    .filter(isPool)
    .flatMap((group) => plannedPool(group, objects) ?? []);
  const own = pools.filter(({ stored }) => canaryOf(stored.object) === undefined);
  const asked = new Map(upgrades.map((upgrade) => [keyOf(upgrade.group.place.object), upgrade]));
  const isAsked = ({ stored }: PlannedPool): boolean => asked.has(keyOf(stored.address));
  const byClass = Map.groupBy(own, (pool) => keyOfClass(pool) ?? "");
  const classes: PlannedClass[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [key, sharing] of byClass) {
    const [first] = sharing;
    if (first === undefined || !sharing.some(isAsked)) {
      continue;
    }
    const stored = key === "" ? undefined : classOf(first, objects);
    const upgraded = sharing.flatMap(({ stored: { address } }) => asked.get(keyOf(address)) ?? []);
    const planned = stored && plannedClass(stored, byName(sharing), upgraded, context);
    if (planned === undefined) {
      diagnostics.push(...sharing.flatMap((pool) => withoutClass(pool, context)));
    } else {
      classes.push(planned);
    }
  }
  const names = new Set(classes.map(({ name }) => name));
  const canaries = [...poolCanaries(pools, objects), ...classCanaries(context)];
  return {
    classes: classes.toSorted((a, b) => compare(a.name, b.name)),
    canaries: distinct(canaries).filter(
      ({ of, pool }) => names.has(of) || (pool !== undefined && isAsked(pool)),
    ),
    diagnostics,
  };
}

function poolCanaries(pools: readonly PlannedPool[], objects: PlanObjects): readonly FoundCanary[] {
  return pools.flatMap((pool) => {
    const of = canaryOf(pool.stored.object);
    const nodeClass = classOf(pool, objects);
    const isOurs = nodeClass !== undefined && canaryOf(nodeClass.object) !== undefined;
    return of === undefined ? [] : [{ of, pool, nodeClass: isOurs ? nodeClass : undefined }];
  });
}

/** Classes of canaries whose pools are gone. */
function classCanaries({ cluster, objects }: UpgradeContext): readonly FoundCanary[] {
  return cluster.unreferenced.flatMap((address) => {
    const nodeClass = address.group === classGroup ? objects.find(address) : undefined;
    const of = nodeClass === undefined ? undefined : canaryOf(nodeClass.object);
    return of === undefined ? [] : [{ of, pool: undefined, nodeClass }];
  });
}

/** A class that a pool refers to again is not told twice. */
function distinct(canaries: readonly FoundCanary[]): readonly FoundCanary[] {
  const used = new Set<string>();
  return canaries.filter(({ pool, nodeClass }) => {
    const isNew =
      pool !== undefined || nodeClass === undefined || !used.has(nodeClass.address.name);
    if (nodeClass !== undefined) {
      used.add(nodeClass.address.name);
    }
    return isNew;
  });
}

/** Pools are in no namespace. */
function keyOf({ kind, name }: ObjectAddress): string {
  return `${kind} ${name}`;
}

function keyOfClass({ view }: PlannedPool): string | undefined {
  const { group, kind, name } = view.nodeClass?.nodeClass ?? {};
  return group === classGroup && kind !== undefined && name !== undefined
    ? classKey(kind, name)
    : undefined;
}

/** What has no class here follows its control plane elsewhere, or is nothing that can be planned. */
function withoutClass(
  { name, stored, view }: PlannedPool,
  { movesControlPlane }: UpgradeContext,
): readonly Diagnostic[] {
  const { group, kind = "class", name: className } = view.nodeClass?.nodeClass ?? {};
  const pointer = view.nodeClass?.pointer ?? "/spec";
  if (group !== undefined && group !== classGroup) {
    const message = `${kind} ${className ?? ""} of node pool ${name} is of another provider`;
    const facts = { message, pointer, found: `${group} ${kind}` };
    return movesControlPlane
      ? [planFinding("KARPENTER_PLAN_CLASS_UNSUPPORTED", stored, facts)]
      : [];
  }
  const message =
    className === undefined
      ? `node pool ${name} names no node class`
      : `${kind} ${className} of node pool ${name} is not among the objects`;
  return [planFinding("KARPENTER_PLAN_CLASS_MISSING", stored, { message, pointer })];
}

function byName(pools: readonly PlannedPool[]): readonly PlannedPool[] {
  return pools.toSorted((a, b) => compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
