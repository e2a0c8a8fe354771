import type { ClusterState, Diagnostic } from "@imagewright/core";
import { namePattern, planDiagnostics } from "@imagewright/core/plan";

import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";

/**
 * The clusters that are named; all where no name is given.
 *
 * @param names - `name` or `namespace/name`; `*` stands for any text but `/`
 * @throws {CommandFailure} with every name that is no cluster's
 */
export function selectClusters(
  clusters: readonly ClusterState[],
  names: readonly string[],
): readonly ClusterState[] {
  const patterns = names.map((name) => ({ name, fits: namePattern(name) }));
  const unknown = patterns
    .filter(({ fits }) => !clusters.some(fits))
    .map(({ name }): Diagnostic => {
      const message = `${name} is none of the clusters`;
      return planDiagnostics.report("PLAN_CLUSTER_UNKNOWN", { message, found: name });
    });
  if (unknown.length > 0) {
    throw new CommandFailure(exitCodes.findings, unknown);
  }
  return names.length === 0
    ? clusters
    : clusters.filter((cluster) => patterns.some(({ fits }) => fits(cluster)));
}
