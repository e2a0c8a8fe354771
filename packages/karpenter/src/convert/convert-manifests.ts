import {
  type Diagnostic,
  type JsonObject,
  objectKind,
  type Parsed,
  replaceAt,
  textAt,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KubeletOptions } from "../kubelet-options.ts";
import type { KarpenterNodeClass } from "../node-class-model.ts";
import type { KarpenterNodePool } from "../node-pool-model.ts";
import { parseKarpenterNodeClass, renderKarpenterNodeClass } from "../objects/node-class-object.ts";
import { parseKarpenterNodePool, renderKarpenterNodePool } from "../objects/node-pool-object.ts";
import { generationOf, nodeClassKinds, nodePoolKinds } from "../objects/object-kinds.ts";
import { convertNodeClass } from "./convert-node-class.ts";
import { convertNodePool } from "./convert-node-pool.ts";
import { homelessKubelets, type ReadPool, sharedKubelet } from "./move-kubelet.ts";

/** What the older generations left to a setting of the whole installation. */
export interface ConvertOptions {
  /** Name of the nodes' IAM role, for node classes that name no instance profile. */
  readonly role?: string;
  /** Name of the nodes' instance profile, for node classes that name none. */
  readonly instanceProfile?: string;
}

/**
 * Node classes and pools of older generations as objects of v1 that mean the same; those of v1 are
 * left as they are. They are converted together, since settings of the kubelet move from the pool
 * to its class, and a provisioner may hold a class of its own.
 *
 * What a default of v1 would change is written out: the hop limit of the metadata service, the age
 * at which nodes expire, and that nothing is consolidated.
 *
 * @returns pools and classes in the order they were given, a provisioner's own class behind it;
 * refused where something would be lost. Pointers are `/INDEX` of the object, and lead into it
 * @example
 * ```ts
 * const converted = convertKarpenterManifests([
 *   {
 *     apiVersion: "karpenter.k8s.aws/v1beta1",
 *     kind: "EC2NodeClass",
 *     metadata: { name: "default" },
 *     spec: {
 *       amiFamily: "AL2023",
 *       role: "nodes",
 *       subnetSelectorTerms: [{ id: "subnet-1" }],
 *       securityGroupSelectorTerms: [{ id: "sg-1" }],
 *     },
 *   },
 * ]);
 * converted.ok && converted.value[0]?.["spec"];
 * // => {
 * //      subnetSelectorTerms: [{ id: "subnet-1" }],
 * //      securityGroupSelectorTerms: [{ id: "sg-1" }],
 * //      amiSelectorTerms: [{ alias: "al2023@latest" }],
 * //      role: "nodes",
 * //      metadataOptions: { httpPutResponseHopLimit: 2 },
 * //    }
 * ```
 */
export function convertKarpenterManifests(
  objects: readonly JsonObject[],
  options: ConvertOptions = {},
): Parsed<readonly JsonObject[]> {
  const diagnostics: Diagnostic[] = [];
  const at = (index: number, found: readonly Diagnostic[]): void => {
    for (const one of found) {
      diagnostics.push({ ...one, pointer: `/${index}${one.pointer}` });
    }
  };
  const pools = new Map(
    objects
      .flatMap((object, index) => readPool(object, index, at))
      .map((pool) => [pool.index, pool]),
  );
  const users = Map.groupBy(pools.values(), ({ model }) => classNameOf(model));
  const converted = objects.map((object, index): readonly JsonObject[] => {
    const kind = objectKind(object);
    const ofClass = kind === undefined ? undefined : generationOf(kind, nodeClassKinds);
    if (ofClass !== undefined && ofClass !== "v1") {
      return convertedClass({ object, index, generation: ofClass, users, options }, at);
    }
    const pool = pools.get(index);
    return pool === undefined || pool.generation === "v1"
      ? [object]
      : convertedPool({ ...pool, generation: pool.generation, options }, at);
  });
  return toParsed(converted.flat(), [
    ...diagnostics,
    ...homelessKubelets(objects, [...pools.values()]),
    ...sameNames(converted),
  ]);
}

/** The name of a pool's node class, where that is one of AWS. */
function classNameOf({ nodeClassRef }: KarpenterNodePool): string | undefined {
  return nodeClassRef?.group === nodeClassKinds.v1.group ? nodeClassRef.name : undefined;
}

/** Objects of two generations, or a provisioner's own class, that are one object in v1. */
function sameNames(converted: readonly (readonly JsonObject[])[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return converted.flatMap((objects, index) =>
    objects.flatMap((object) => {
      const kind = objectKind(object);
      const isOurs =
        kind !== undefined &&
        (generationOf(kind, nodeClassKinds) ?? generationOf(kind, nodePoolKinds)) !== undefined;
      const name = `${kind?.kind ?? ""} ${textAt(object, "/metadata/name") ?? ""}`;
      const isTwice = isOurs && seen.has(name);
      seen.add(name);
      const message = `${name} is there twice once everything is v1`;
      const pointer = `/${index}`;
      return isTwice
        ? [karpenterDiagnostics.report("KARPENTER_CONVERT_NAME", { message, pointer })]
        : [];
    }),
  );
}

type Report = (index: number, found: readonly Diagnostic[]) => void;

function readPool(object: JsonObject, index: number, report: Report): readonly ReadPool[] {
  const kind = objectKind(object);
  const own = kind === undefined ? undefined : generationOf(kind, nodePoolKinds);
  if (own === undefined || own === "v1") {
    return [];
  }
  const { kept, diagnostics } = withoutDropped(object);
  const parsed = parseKarpenterNodePool(kept);
  report(index, [...diagnostics, ...parsed.diagnostics]);
  return parsed.ok
    ? [{ index, generation: parsed.value.generation, model: parsed.value.pool }]
    : [];
}

/** Fields of pools that Karpenter did nothing with. */
const idleFields = ["/spec/kubeletConfiguration/containerRuntime", "/spec/template/spec/resources"];

/** A pool without the fields that v1 has no more, since they did nothing. */
function withoutDropped(object: JsonObject): {
  readonly kept: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
} {
  const found = idleFields.filter((pointer) => valueAt(object, pointer) !== undefined);
  const message = "Karpenter did nothing with this field, and v1 has it no more";
  return {
    kept: found.reduce((kept, pointer) => replaceAt(kept, pointer, undefined) ?? kept, object),
    diagnostics: found.map((pointer) =>
      karpenterDiagnostics.report("KARPENTER_CONVERT_DROPPED", { message, pointer }),
    ),
  };
}

function convertedClass(
  {
    object,
    index,
    generation,
    users,
    options,
  }: {
    readonly object: JsonObject;
    readonly index: number;
    readonly generation: "alpha" | "v1beta1";
    readonly users: ReadonlyMap<string | undefined, readonly ReadPool[]>;
    readonly options: ConvertOptions;
  },
  report: Report,
): readonly JsonObject[] {
  const parsed = parseKarpenterNodeClass(object);
  report(index, parsed.diagnostics);
  if (!parsed.ok) {
    return [];
  }
  const { nodeClass } = parsed.value;
  const pools = users.get(nodeClass.name) ?? [];
  const kubelet = sharedKubelet(pools.map(({ model }) => model));
  report(index, kubelet.diagnostics);
  const converted = convertNodeClass(nodeClass, generation, options);
  report(index, converted.diagnostics);
  return rendered(withKubelet(converted.nodeClass, kubelet.kubelet), index, report);
}

function convertedPool(
  {
    model,
    index,
    generation,
    options,
  }: ReadPool & {
    readonly generation: "alpha" | "v1beta1";
    readonly options: ConvertOptions;
  },
  report: Report,
): readonly JsonObject[] {
  const pool = renderKarpenterNodePool(convertNodePool(model, generation), "v1");
  report(index, pool.diagnostics);
  const objects = pool.ok ? [pool.value] : [];
  if (model.provider === undefined) {
    return objects;
  }
  const own = convertNodeClass({ name: model.name, ...model.provider }, "alpha", options);
  report(
    index,
    own.diagnostics.map((found) => ({
      ...found,
      pointer: found.pointer.replace("/spec", "/spec/provider"),
    })),
  );
  return [...objects, ...rendered(withKubelet(own.nodeClass, model.kubelet), index, report)];
}

function rendered(
  nodeClass: KarpenterNodeClass,
  index: number,
  report: Report,
): readonly JsonObject[] {
  const object = renderKarpenterNodeClass(nodeClass, "v1");
  report(index, object.diagnostics);
  return object.ok ? [object.value] : [];
}

function withKubelet(
  nodeClass: KarpenterNodeClass,
  kubelet: KubeletOptions | undefined,
): KarpenterNodeClass {
  return kubelet === undefined ? nodeClass : { ...nodeClass, kubelet };
}
