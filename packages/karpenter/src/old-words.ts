/** Words of older generations that v1 knows no more, and what took their place. */
const current = new Map([
  ["karpenter.sh/do-not-consolidate", "karpenter.sh/do-not-disrupt"],
  ["karpenter.sh/do-not-evict", "karpenter.sh/do-not-disrupt"],
  ["karpenter.sh/disruption", "karpenter.sh/disrupted"],
  ["karpenter.sh/provisioner-name", "karpenter.sh/nodepool"],
]);

/** The word of v1 for a key of a label, annotation or taint; the key itself where it is unchanged. */
export function currentWord(key: string): string {
  return current.get(key) ?? key;
}
