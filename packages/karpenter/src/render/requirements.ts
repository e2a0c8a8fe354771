import type { JsonValue, NodeImage } from "@imagewright/core";

import type { NodeRequirement } from "../node-pool-options.ts";
import { optional } from "../sorted-data.ts";

/** A target's requirements behind those that follow from the image, unless it has them itself. */
export function imageRequirements(
  image: NodeImage,
  requirements: readonly NodeRequirement[] = [],
): readonly JsonValue[] {
  const implied: readonly NodeRequirement[] = [
    { key: "kubernetes.io/arch", operator: "In", values: [image.architecture] },
    { key: "kubernetes.io/os", operator: "In", values: [osOf(image)] },
  ];
  const missing = implied.filter(({ key }) => !requirements.some((given) => given.key === key));
  return [...missing, ...requirements].map(({ key, operator, values, minValues }) => ({
    key,
    operator,
    ...optional("values", values),
    ...optional("minValues", minValues),
  }));
}

/** The operating system as Kubernetes' labels know it. */
export function osOf({ os }: NodeImage): "linux" | "windows" {
  return os.distribution === "windows" ? "windows" : "linux";
}
