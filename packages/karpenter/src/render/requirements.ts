import type { NodeImage } from "@imagewright/core";

import type { NodeRequirement } from "../node-pool-spec.ts";

/** A target's requirements behind those that follow from the image, unless it has them itself. */
export function imageRequirements(
  image: NodeImage,
  requirements: readonly NodeRequirement[] = [],
): readonly NodeRequirement[] {
  return withImplied(
    [
      architectureRequirement(image),
      { key: "kubernetes.io/os", operator: "In", values: [osOf(image)] },
    ],
    requirements,
  );
}

/** The same for a provisioner, whose first versions refuse a requirement about the system. */
export function provisionerRequirements(
  image: NodeImage,
  requirements: readonly NodeRequirement[] = [],
): readonly NodeRequirement[] {
  const os = osOf(image);
  return withImplied(
    [
      architectureRequirement(image),
      ...(os === "linux"
        ? []
        : [{ key: "kubernetes.io/os", operator: "In", values: [os] } as const]),
    ],
    requirements,
  );
}

function architectureRequirement({ architecture }: NodeImage): NodeRequirement {
  return { key: "kubernetes.io/arch", operator: "In", values: [architecture] };
}

function withImplied(
  implied: readonly NodeRequirement[],
  requirements: readonly NodeRequirement[],
): readonly NodeRequirement[] {
  const missing = implied.filter(({ key }) => !requirements.some((given) => given.key === key));
  return [...missing, ...requirements].map(({ key, operator, values, minValues }) => ({
    key,
    operator,
    ...(values !== undefined && { values }),
    ...(minValues !== undefined && { minValues }),
  }));
}

/** The operating system as Kubernetes' labels know it. */
export function osOf({ os }: NodeImage): "linux" | "windows" {
  return os.distribution === "windows" ? "windows" : "linux";
}
