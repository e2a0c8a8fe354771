/** A cluster as people name it: behind its namespace; `-` where no object says its name. */
export function clusterName({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace?: string;
}): string {
  const own = name === "" ? "-" : name;
  return namespace === undefined ? own : `${namespace}/${own}`;
}
