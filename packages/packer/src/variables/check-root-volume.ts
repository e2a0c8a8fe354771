import type { Diagnostic, NodeImage } from "@imagewright/core";

import table from "../data/source-disks.json" with { type: "json" };
import { type ImageBuilderSystem, variableGroup } from "../image-builder-system.ts";
import { packerDiagnostics } from "../packer-diagnostics.ts";

interface SourceDisk {
  readonly group: string;
  readonly distribution: string;
  readonly sizeGiB: number;
}

const disks: readonly SourceDisk[] = table.disks;

/** Whether the root volume holds the disk of the image that the build starts from. */
export function checkRootVolume(
  system: ImageBuilderSystem,
  { os, rootVolume }: NodeImage,
): readonly Diagnostic[] {
  const group = variableGroup(system);
  const disk = disks.find(
    (row) =>
      row.group === group && (row.distribution === os.distribution || row.distribution === "*"),
  );
  if (rootVolume === undefined || disk === undefined || rootVolume.sizeGiB >= disk.sizeGiB) {
    return [];
  }
  return [
    packerDiagnostics.report("PACKER_VOLUME_TOO_SMALL", {
      message: `the root volume is smaller than image-builder's own for ${os.distribution}`,
      pointer: "/image/rootVolume/sizeGiB",
      found: String(rootVolume.sizeGiB),
      expected: `at least ${disk.sizeGiB}`,
    }),
  ];
}
