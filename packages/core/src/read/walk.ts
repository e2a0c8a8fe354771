import { formatPointer } from "../json-pointer.ts";
import type { Finding, Findings } from "./findings.ts";
import type { ReadLimits } from "./read-limits.ts";

/** What the walk over one document carries along. */
export interface Walk {
  readonly findings: Findings;
  readonly limits: ReadLimits;
  /** The way to the value at hand. */
  readonly path: (string | number)[];
}

/** Reports something at the value the walk has reached. */
export function report(walk: Walk, finding: Omit<Finding, "pointer">): void {
  if (walk.findings.full) {
    return;
  }
  walk.findings.add({ ...finding, pointer: formatPointer(walk.path) });
}
