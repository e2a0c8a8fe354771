import {
  emitYaml,
  formatPointer,
  type JsonObject,
  type ManifestRequest,
  type NodeImage,
  type RenderMode,
} from "@imagewright/core";

import type { DisruptionOptions, NodePoolOptions } from "../node-pool-options.ts";
import { optional, sortedData } from "../sorted-data.ts";
import { imageRequirements } from "./requirements.ts";

/** Asks for the NodePool of one entry of a target. */
export function nodePoolRequest(
  image: NodeImage,
  options: NodePoolOptions,
  index: number,
): ManifestRequest {
  const path = `node-pool-${options.name}.yaml`;
  return {
    pointer: formatPointer(["nodePools", index]),
    kind: "NodePool",
    path,
    render: ({ mode }) => ({
      path,
      mediaType: "application/yaml",
      text: emitYaml(nodePool(image, options, mode)),
    }),
  };
}

function nodePool(image: NodeImage, options: NodePoolOptions, mode: RenderMode): JsonObject {
  const link: JsonObject = {
    requirements: imageRequirements(image, options.requirements),
    nodeClassRef: {
      group: "karpenter.k8s.aws",
      kind: "EC2NodeClass",
      name: options.nodeClass,
    },
  };
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: options.name },
    spec:
      mode === "snippet"
        ? { template: { spec: link } }
        : {
            template: {
              ...templateMetadata(options),
              spec: {
                ...link,
                ...optional("taints", options.taints),
                ...optional("startupTaints", options.startupTaints),
                ...optional("expireAfter", options.expireAfter),
                ...optional("terminationGracePeriod", options.terminationGracePeriod),
              },
            },
            ...optional("limits", options.limits),
            ...optional("weight", options.weight),
            ...(options.disruption !== undefined && { disruption: disruption(options.disruption) }),
          },
  };
}

function templateMetadata({ nodeLabels, annotations }: NodePoolOptions): JsonObject {
  const metadata = { ...optional("labels", nodeLabels), ...optional("annotations", annotations) };
  return Object.keys(metadata).length === 0 ? {} : { metadata };
}

/** `consolidateAfter` has to stand there as soon as the block does. */
function disruption(options: DisruptionOptions): JsonObject {
  return {
    ...optional("consolidationPolicy", options.consolidationPolicy),
    consolidateAfter: options.consolidateAfter ?? "0s",
    ...(options.budgets !== undefined && {
      budgets: options.budgets.map((budget) => sortedData(budget)),
    }),
  };
}
