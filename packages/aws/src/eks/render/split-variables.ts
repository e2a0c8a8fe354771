import type { Era, EraSystem } from "../era.ts";
import type { EksVariable } from "./eks-variables.ts";

/** Variables that stand on the make line in every era, as upstream's examples write them. */
const customary = new Set([
  "arch",
  "binary_bucket_name",
  "binary_bucket_region",
  "kubernetes_build_date",
  "kubernetes_version",
]);

/** What make is told, and what the variable file says. */
export interface SplitVariables {
  readonly line: readonly EksVariable[];
  readonly file: readonly EksVariable[];
}

/** A variable goes to the file wherever the Makefile lets a file decide it. */
export function splitVariables(
  variables: readonly EksVariable[],
  era: Era,
  system: EraSystem,
): SplitVariables {
  const isOnLine = ({ name }: EksVariable): boolean =>
    !era.hasVariableFile || customary.has(name) || system.makeOnly.includes(name);
  return {
    line: variables.filter(isOnLine),
    file: variables.filter((variable) => !isOnLine(variable)),
  };
}
