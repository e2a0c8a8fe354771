import {
  emitYaml,
  formatPointer,
  type JsonObject,
  type ManifestRequest,
  type NodeImage,
  type RenderMode,
} from "@imagewright/core";

import type { ProvisionerOptions } from "../provisioner-options.ts";
import { optional, sortedData, sortedMap } from "../sorted-data.ts";
import { provisionerRequirements } from "./requirements.ts";

/** Asks for the Provisioner of one entry of a target. */
export function provisionerRequest(
  image: NodeImage,
  options: ProvisionerOptions,
  index: number,
): ManifestRequest {
  const path = `provisioner-${options.name}.yaml`;
  return {
    pointer: formatPointer(["provisioners", index]),
    kind: "Provisioner",
    path,
    render: ({ mode }) => ({
      path,
      mediaType: "application/yaml",
      text: emitYaml(provisioner(image, options, mode)),
    }),
  };
}

function provisioner(image: NodeImage, options: ProvisionerOptions, mode: RenderMode): JsonObject {
  const provider: JsonObject = {
    launchTemplate: options.launchTemplate,
    subnetSelector: sortedMap(options.subnetSelector),
  };
  return {
    apiVersion: "karpenter.sh/v1alpha5",
    kind: "Provisioner",
    metadata: { name: options.name },
    spec:
      mode === "snippet"
        ? { provider }
        : {
            requirements: sortedData(provisionerRequirements(image, options.requirements)),
            ...optional("labels", options.nodeLabels),
            ...optional("taints", options.taints),
            ...(options.limits !== undefined && {
              limits: { resources: sortedMap(options.limits) },
            }),
            provider,
            ...optional("ttlSecondsAfterEmpty", options.ttlSecondsAfterEmpty),
            ...optional("ttlSecondsUntilExpired", options.ttlSecondsUntilExpired),
          },
  };
}
