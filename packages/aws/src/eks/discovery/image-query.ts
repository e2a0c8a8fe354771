import owners from "../data/image-owners.json" with { type: "json" };
import type { EksImageSelection } from "./eks-image-selection.ts";

/** What `aws ec2 describe-images` is asked for; the newest image that answers is the one. */
export interface EksImageQuery {
  /** Account id. */
  readonly owner: string;
  /** Value of the filter `name`, with wildcards. */
  readonly name: string;
}

/**
 * The account that owns the images of EKS, and the registry of its containers, in a region.
 */
export function eksImageOwner(region: string): string {
  const known = new Map(Object.entries(owners.accounts)).get(region);
  const fallback = owners.fallbacks.find(({ prefix }) => region.startsWith(prefix));
  return known ?? fallback?.account ?? owners.elsewhere;
}

/**
 * The query that finds an image where SSM may not be asked; undefined for Bottlerocket, whose
 * images are looked up by SSM alone.
 *
 * @example
 * ```ts
 * const image = { family: "al2023", architecture: "x86_64", variant: "nvidia" } as const;
 * eksImageQuery({ ...image, minor: "1.34" }, "eu-west-1");
 * // => { owner: "602401143452", name: "amazon-eks-node-al2023-x86_64-nvidia-*-1.34-v*" }
 * ```
 */
export function eksImageQuery(
  selection: EksImageSelection,
  region: string,
): EksImageQuery | undefined {
  const { minor } = selection;
  const owner = eksImageOwner(region);
  switch (selection.family) {
    case "al2": {
      const { architecture, variant } = selection;
      const kind = variant === "gpu" ? "gpu-" : architecture === "arm64" ? "arm64-" : "";
      return { owner, name: `amazon-eks-${kind}node-${minor}-${kind === "" ? "v" : ""}*` };
    }
    case "al2023": {
      const { architecture, variant } = selection;
      const driver = variant === "nvidia" ? "-*" : "";
      return {
        owner,
        name: `amazon-eks-node-al2023-${architecture}-${variant}${driver}-${minor}-v*`,
      };
    }
    case "windows": {
      const [release, edition] = selection.variant.split("-");
      const name = `Windows_Server-${release}-English-${edition}-EKS_Optimized-${minor}-*`;
      return { owner: owners.others.windows, name };
    }
    case "ubuntu": {
      const { architecture, isPro, release } = selection;
      const arch = architecture === "arm64" ? "arm64" : "amd64";
      const offer = isPro ? "ubuntu-eks-pro" : "ubuntu-eks";
      return {
        owner: owners.others.ubuntu,
        name: `${offer}/k8s_${minor}/images/*${release}-${arch}*`,
      };
    }
    case "bottlerocket":
      return undefined;
  }
}
