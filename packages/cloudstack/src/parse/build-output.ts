import type { BuildOutput, Diagnostic, ImageReference, Parsed } from "@imagewright/core";
import { type DiskArtifact, type PackerBuild, parsePackerOutput } from "@imagewright/packer";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";

/**
 * A build for CloudStack makes a disk file, not yet an image that a manifest can point at: the
 * findings name the files, which have to be registered.
 *
 * @returns no references; refused if the output names no disk file
 */
export function parseBuildOutput(output: BuildOutput): Parsed<readonly ImageReference[]> {
  const parsed = parsePackerOutput(output);
  if (!parsed.ok) {
    return parsed;
  }
  const disks = parsed.value.flatMap(disksOf);
  if (disks.length === 0) {
    const message = "the output names no disk file";
    const finding = cloudstackDiagnostics.report("CLOUDSTACK_BUILD_NOTHING", { message });
    return { ok: false, diagnostics: [...parsed.diagnostics, finding] };
  }
  return { ok: true, value: [], diagnostics: [...parsed.diagnostics, ...disks.map(toRegister)] };
}

function disksOf({ artifacts }: PackerBuild): readonly DiskArtifact[] {
  return artifacts.filter((artifact) => artifact.kind === "disk");
}

function toRegister({ directory, files }: DiskArtifact): Diagnostic {
  const place = files.length > 0 ? files.join(", ") : (directory ?? "");
  return cloudstackDiagnostics.report("CLOUDSTACK_REGISTER", {
    message: "the disk file is not registered as a template yet",
    found: place,
  });
}
