import { type Diagnostic, type JsonObject, objectKind, textAt } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KubeletOptions } from "../kubelet-options.ts";
import type { KarpenterNodePool } from "../node-pool-model.ts";
import { type ApiGeneration, generationOf, nodeClassKinds } from "../objects/object-kinds.ts";
import { sortedData } from "../sorted-data.ts";

/** A node pool that was read, and where it stood among the objects. */
export interface ReadPool {
  readonly index: number;
  readonly generation: ApiGeneration;
  readonly model: KarpenterNodePool;
}

/** The settings all pools of a class share. */
export function sharedKubelet(pools: readonly KarpenterNodePool[]): {
  readonly kubelet: KubeletOptions | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const texts = new Set(pools.map(({ kubelet }) => JSON.stringify(sortedData(kubelet ?? {}))));
  const message = "the pools of the class have different settings of the kubelet";
  return {
    kubelet: pools.find(({ kubelet }) => kubelet !== undefined)?.kubelet,
    diagnostics:
      texts.size > 1
        ? [karpenterDiagnostics.report("KARPENTER_CONVERT_KUBELET", { message, pointer: "/spec" })]
        : [],
  };
}

/** Settings of pools whose class is not among the objects. */
export function homelessKubelets(
  objects: readonly JsonObject[],
  pools: readonly ReadPool[],
): readonly Diagnostic[] {
  const names = new Set(
    objects.flatMap((object) => {
      const kind = objectKind(object);
      const isClass = kind !== undefined && generationOf(kind, nodeClassKinds) !== undefined;
      const name = textAt(object, "/metadata/name");
      return isClass && name !== undefined ? [name] : [];
    }),
  );
  return pools.flatMap(({ index, generation, model }) => {
    const isHomeless =
      generation !== "v1" &&
      model.kubelet !== undefined &&
      model.provider === undefined &&
      !names.has(model.nodeClassRef?.name ?? "");
    const message = "the settings of the kubelet move to a node class that is not given";
    const field = generation === "alpha" ? "kubeletConfiguration" : "template/spec/kubelet";
    const pointer = `/${index}/spec/${field}`;
    return isHomeless
      ? [karpenterDiagnostics.report("KARPENTER_CONVERT_KUBELET", { message, pointer })]
      : [];
  });
}
