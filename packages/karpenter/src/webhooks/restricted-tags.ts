/** Patterns of tags that Karpenter sets itself, as its webhooks print them. */
const patterns = [
  String.raw`^kubernetes\.io/cluster/[0-9A-Za-z][A-Za-z0-9\-_]*$`,
  String.raw`^karpenter\.sh/provisioner-name$`,
  String.raw`^karpenter\.sh/managed-by$`,
  String.raw`^karpenter\.sh/nodepool$`,
];

/** The pattern a tag's key falls under; undefined for a key that is free. */
export function restrictedTag(key: string): string | undefined {
  return patterns.find((pattern) => new RegExp(pattern).test(key))?.replaceAll("\\", "\\\\");
}
