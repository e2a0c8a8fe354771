import {
  type JsonObject,
  type ManifestRuleContext,
  type ManifestSet,
  objectKind,
} from "@imagewright/core";

import { mapsAt, textsOf } from "../json-parts.ts";
import { currentKey } from "../label-keys.ts";
import { type ApiGeneration, generationOf, nodePoolKinds } from "../objects/object-kinds.ts";
import {
  type FoundNodeClass,
  readNodeClassReferences,
} from "../parse/read-node-class-references.ts";
import { classesOf, classGroup, classKey, type ClassView } from "./class-view.ts";

/** The group of node pools, claims and overlays. */
export const poolGroup = "karpenter.sh";

/** The kinds of node pools. */
export const poolKinds = ["NodePool", "Provisioner"] as const;

/** One requirement, and where it stands. */
export interface RequirementView {
  readonly pointer: string;
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A node pool as rules look at it: whatever can be read, the rest left out. */
export interface PoolView {
  readonly generation: ApiGeneration;
  readonly object: JsonObject;
  /** Where requirements and taints stand. */
  readonly at: string;
  /** Where the labels and annotations of nodes stand. */
  readonly metadataAt: string;
  readonly requirements: readonly RequirementView[];
  readonly nodeClass: FoundNodeClass | undefined;
}

/** A node pool; undefined for an object of another kind. */
export function poolView(object: JsonObject): PoolView | undefined {
  const kind = objectKind(object);
  const generation = kind === undefined ? undefined : generationOf(kind, nodePoolKinds);
  if (generation === undefined) {
    return undefined;
  }
  const at = generation === "alpha" ? "/spec" : "/spec/template/spec";
  return {
    generation,
    object,
    at,
    metadataAt: generation === "alpha" ? "/spec" : "/spec/template/metadata",
    requirements: requirementsAt(object, `${at}/requirements`),
    nodeClass: readNodeClassReferences(object)[0],
  };
}

/** The node pool a rule is about. */
export function requirePool({ object }: ManifestRuleContext): PoolView {
  const view = poolView(object);
  if (view === undefined) {
    throw new Error("a rule about node pools was asked about another kind");
  }
  return view;
}

/** Every rule about classes asks for the pools: they are looked at once. */
const known = new WeakMap<ManifestSet, ReadonlyMap<string, readonly PoolView[]>>();

/** The node pools that use a node class. */
export function poolsOfClass(
  manifests: ManifestSet,
  kind: string,
  name: string,
): readonly PoolView[] {
  const pools = known.get(manifests) ?? findPools(manifests);
  known.set(manifests, pools);
  return pools.get(classKey(kind, name)) ?? [];
}

function findPools(manifests: ManifestSet): ReadonlyMap<string, readonly PoolView[]> {
  const pools = poolKinds
    .flatMap((kind) => manifests.ofKind(poolGroup, kind))
    .flatMap((object) => poolView(object) ?? []);
  return Map.groupBy(pools, (pool) => keyOfClass(pool) ?? "");
}

/** The node class of a pool, where it is among the manifests. */
export function classOfPool(pool: PoolView, manifests: ManifestSet): ClassView | undefined {
  const key = keyOfClass(pool);
  return key === undefined ? undefined : classesOf(manifests).get(key);
}

function keyOfClass({ nodeClass }: PoolView): string | undefined {
  const { group, kind, name } = nodeClass?.nodeClass ?? {};
  return group === classGroup && kind !== undefined && name !== undefined
    ? classKey(kind, name)
    : undefined;
}

/** The requirements at a place, their keys by the names of today. */
function requirementsAt(object: JsonObject, pointer: string): readonly RequirementView[] {
  return mapsAt(object, pointer).flatMap(({ index, map }) => {
    const { key, operator, values } = { ...map };
    return typeof key === "string" && typeof operator === "string"
      ? [
          {
            pointer: `${pointer}/${index}`,
            key: currentKey(key),
            operator,
            values: textsOf(values),
          },
        ]
      : [];
  });
}

/** The values of a label that requirements leave, where they name any; undefined for any value. */
export function valuesLeft(
  requirements: readonly RequirementView[],
  key: string,
): readonly string[] | undefined {
  const meant = requirements.filter((one) => one.key === key);
  const [first, ...others] = meant
    .filter(({ operator }) => operator === "In")
    .map(({ values }) => new Set(values));
  const excluded = new Set(
    meant.filter(({ operator }) => operator === "NotIn").flatMap(({ values }) => values),
  );
  return first === undefined
    ? undefined
    : [...first].filter(
        (value) => others.every((values) => values.has(value)) && !excluded.has(value),
      );
}
