/** The field with the ids of affinity groups, which was spelt in another way once. */
export function affinityGroupsField(version: string): "affinityGroupIDs" | "affinitygroupids" {
  return version === "v1beta1" || version.startsWith("v1alpha")
    ? "affinitygroupids"
    : "affinityGroupIDs";
}
