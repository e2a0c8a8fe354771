import type { Architecture } from "@imagewright/core";

import type { NodeRequirement } from "../node-pool-spec.ts";

/** Which instances an image of an alias is for, besides its architecture. */
export type InstanceUse = "accelerator" | "gpu" | "neither" | "windows";

const gpus = "karpenter.k8s.aws/instance-gpu-count";
const accelerators = "karpenter.k8s.aws/instance-accelerator-count";

/** What an instance type has to be for an image: its architecture, and what the alias knows. */
export function imageRequirements(
  architecture: Architecture,
  use?: InstanceUse,
  build = "",
): readonly NodeRequirement[] {
  const own: NodeRequirement = {
    key: "kubernetes.io/arch",
    operator: "In",
    values: [architecture],
  };
  switch (use) {
    case "neither":
      return [
        own,
        { key: accelerators, operator: "DoesNotExist" },
        { key: gpus, operator: "DoesNotExist" },
      ];
    case "gpu":
      return [own, { key: gpus, operator: "Exists" }];
    case "accelerator":
      return [own, { key: accelerators, operator: "Exists" }];
    case "windows":
      return [
        own,
        { key: "kubernetes.io/os", operator: "In", values: ["windows"] },
        { key: "node.kubernetes.io/windows-build", operator: "In", values: [build] },
      ];
    default:
      return [own];
  }
}
