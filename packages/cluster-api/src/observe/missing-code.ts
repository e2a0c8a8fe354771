import type { ObserveOptions } from "./observation.ts";

/** What a missing object is: outside of a part, or nowhere in a whole. */
export function missingCode({
  scope,
}: ObserveOptions): "CLUSTER_REFERENCE_DANGLING" | "CLUSTER_REFERENCE_OUTSIDE" {
  return scope === "whole" ? "CLUSTER_REFERENCE_DANGLING" : "CLUSTER_REFERENCE_OUTSIDE";
}
