import type { UpgradeSteps } from "@imagewright/core/plan";

/** The steps of several groups, one after another. */
export function mergeSteps(parts: readonly UpgradeSteps[]): UpgradeSteps {
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only
    : {
        steps: parts.flatMap(({ steps }) => steps),
        diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
      };
}
