import { type Diagnostic, formatPointer } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import table from "../data/partitions.json" with { type: "json" };

/** Partition of a region, by its prefix. */
export function partitionOf(region: string): string {
  const row = table.prefixes.find(([prefix = ""]) => region.startsWith(prefix));
  return row?.[1] ?? "aws";
}

/** Every fault of the regions an AMI is copied to. */
export function checkCopies(
  region: string | undefined,
  copyTo: readonly string[],
  pointer: string,
): readonly Diagnostic[] {
  return copyTo.flatMap((copy, index) => {
    const at = `${pointer}${formatPointer([index])}`;
    const isTwice = copy === region || copyTo.indexOf(copy) !== index;
    const isOutside = region !== undefined && partitionOf(copy) !== partitionOf(region);
    return [
      ...(isTwice
        ? [
            awsDiagnostics.report("AWS_REGION_TWICE", {
              message: `${copy} ${copy === region ? "is the region of the build" : "stands twice"}`,
              pointer: at,
              found: copy,
            }),
          ]
        : []),
      ...(isOutside
        ? [
            awsDiagnostics.report("AWS_PARTITION", {
              message: `${copy} is in partition ${partitionOf(copy)}, the build in ${partitionOf(region)}`,
              pointer: at,
              found: copy,
            }),
          ]
        : []),
    ];
  });
}
