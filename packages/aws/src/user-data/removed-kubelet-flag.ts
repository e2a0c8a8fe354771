import table from "./data/removed-kubelet-flags.json" with { type: "json" };

/**
 * The release of Kubernetes whose kubelet does not have a flag any more, and refuses to start with
 * it; undefined for a flag that is not known to be gone.
 *
 * @param flag - its name, dashes included
 */
export function removedSince(flag: string): string | undefined {
  return table.flags.find(({ flag: name, prefix }) =>
    prefix === undefined ? name === flag : flag.startsWith(prefix),
  )?.since;
}
