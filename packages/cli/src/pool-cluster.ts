/** The cluster that `--pool-cluster` names: `name`, or `namespace/name`. */
export function poolClusterOf(text: string): {
  readonly name: string;
  readonly namespace?: string;
} {
  const slash = text.indexOf("/");
  return slash < 0
    ? { name: text }
    : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}
