import { type Diagnostic, isImagewrightError } from "@imagewright/core";

import type { CustomResourceSource } from "../crd/custom-resource-source.ts";
import type { CustomResource } from "../crd/custom-resource.ts";
import { lintDiagnostics } from "./lint-diagnostics.ts";

/** A source that never throws, and remembers what went wrong. */
export interface GuardedSource {
  readonly find: CustomResourceSource;
  /** Whether the definition of a kind is there and cannot be read. */
  isBroken(group: string, kind: string): boolean;
  /** What is wrong with definitions, each fault once. */
  diagnostics(): readonly Diagnostic[];
}

/** @param source - asked once for each kind */
export function guardSource(source: CustomResourceSource): GuardedSource {
  const known = new Map<string, CustomResource | undefined>();
  const faults = new Map<string, readonly Diagnostic[]>();
  return {
    find(group, kind) {
      const name = `${group}/${kind}`;
      if (!known.has(name)) {
        known.set(
          name,
          attempt(() => source(group, kind), name, faults),
        );
      }
      return known.get(name);
    },
    isBroken: (group, kind) => faults.has(`${group}/${kind}`),
    diagnostics: () => [...faults.values()].flat(),
  };
}

function attempt(
  ask: () => CustomResource | undefined,
  name: string,
  faults: Map<string, readonly Diagnostic[]>,
): CustomResource | undefined {
  try {
    return ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the definition of ${name} cannot be read: ${reason}`;
    const own = lintDiagnostics.report("LINT_SOURCE_FAILED", { message });
    const details = isImagewrightError(error, "INPUT_INVALID") ? error.details.diagnostics : [];
    faults.set(name, [own, ...details]);
    return undefined;
  }
}
