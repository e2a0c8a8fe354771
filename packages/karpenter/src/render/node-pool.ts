import {
  emitYaml,
  formatPointer,
  type ManifestRequest,
  type NodeImage,
  type RenderMode,
} from "@imagewright/core";

import { generationOfTarget } from "../api-generation.ts";
import type { KubeletOptions } from "../kubelet-options.ts";
import type { KarpenterNodePool } from "../node-pool-model.ts";
import type { NodePoolOptions } from "../node-pool-options.ts";
import type { DisruptionOptions } from "../node-pool-spec.ts";
import { renderKarpenterNodePool } from "../objects/node-pool-object.ts";
import { nodeClassKinds, nodePoolKinds } from "../objects/object-kinds.ts";
import type { KarpenterTarget } from "../options.ts";
import { requireObject } from "./require-object.ts";
import { imageRequirements, provisionerRequirements } from "./requirements.ts";

/** Asks for the node pool of one entry of a target. */
export function nodePoolRequest(
  image: NodeImage,
  target: KarpenterTarget,
  options: NodePoolOptions,
  index: number,
): ManifestRequest {
  const generation = generationOfTarget(target);
  const { kind } = nodePoolKinds[generation];
  const path = `${kind === "NodePool" ? "node-pool" : "provisioner"}-${options.name}.yaml`;
  return {
    pointer: formatPointer(["nodePools", index]),
    kind,
    path,
    render: ({ mode }) => {
      const rendered = renderKarpenterNodePool(nodePool(image, target, options, mode), generation);
      return { path, mediaType: "application/yaml", text: emitYaml(requireObject(rendered)) };
    },
  };
}

function nodePool(
  image: NodeImage,
  target: KarpenterTarget,
  options: NodePoolOptions,
  mode: RenderMode,
): KarpenterNodePool {
  const { name, nodeClass, requirements: given, disruption, ...rest } = options;
  const generation = generationOfTarget(target);
  const { group, kind } = nodeClassKinds[generation];
  const requirements =
    generation === "alpha"
      ? provisionerRequirements(image, given)
      : imageRequirements(image, given);
  const link = { name, requirements, nodeClassRef: { group, kind, name: nodeClass } };
  const kubelet = generation === "v1" ? undefined : kubeletOf(target, nodeClass);
  return mode === "snippet"
    ? link
    : {
        ...link,
        ...(kubelet !== undefined && { kubelet }),
        ...rest,
        ...(disruption !== undefined && { disruption: ordered(disruption) }),
      };
}

/** The settings of the kubelet that the pool's node class asks for. */
function kubeletOf(target: KarpenterTarget, nodeClass: string): KubeletOptions | undefined {
  const found = (target.nodeClasses ?? []).find(({ name }) => name === nodeClass);
  return found?.kubelet;
}

/** `consolidateAfter` has to stand there as soon as the block does. */
function ordered({
  consolidationPolicy,
  consolidateAfter = "0s",
  budgets,
}: DisruptionOptions): DisruptionOptions {
  return {
    ...(consolidationPolicy !== undefined && { consolidationPolicy }),
    consolidateAfter,
    ...(budgets !== undefined && { budgets }),
  };
}
