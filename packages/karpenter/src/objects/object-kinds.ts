/** A generation of Karpenter's API: what its node classes and pools are called, and their versions. */
export type ApiGeneration = "alpha" | "v1" | "v1beta1";

/** What names one kind of a generation. */
export interface GenerationKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The node class of each generation. */
export const nodeClassKinds: Readonly<Record<ApiGeneration, GenerationKind>> = {
  alpha: { group: "karpenter.k8s.aws", version: "v1alpha1", kind: "AWSNodeTemplate" },
  v1beta1: { group: "karpenter.k8s.aws", version: "v1beta1", kind: "EC2NodeClass" },
  v1: { group: "karpenter.k8s.aws", version: "v1", kind: "EC2NodeClass" },
};

/** The node pool of each generation. */
export const nodePoolKinds: Readonly<Record<ApiGeneration, GenerationKind>> = {
  alpha: { group: "karpenter.sh", version: "v1alpha5", kind: "Provisioner" },
  v1beta1: { group: "karpenter.sh", version: "v1beta1", kind: "NodePool" },
  v1: { group: "karpenter.sh", version: "v1", kind: "NodePool" },
};

const generations: readonly ApiGeneration[] = ["alpha", "v1beta1", "v1"];

/** The generation whose kind this is; undefined for every other kind. */
export function generationOf(
  { group, version, kind }: GenerationKind,
  kinds: Readonly<Record<ApiGeneration, GenerationKind>>,
): ApiGeneration | undefined {
  return generations.find((generation) => {
    const known = kinds[generation];
    return known.group === group && known.version === version && known.kind === kind;
  });
}

/** The `apiVersion` of a kind. */
export function apiVersionOf({ group, version }: GenerationKind): string {
  return `${group}/${version}`;
}
