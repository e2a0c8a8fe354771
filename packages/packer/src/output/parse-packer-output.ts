import type { BuildOutput, Parsed } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import type { PackerBuild } from "./packer-build.ts";
import { parsePackerManifest } from "./parse-packer-manifest.ts";

/**
 * The builds that Packer's output reports as done, with what they made.
 *
 * @returns refused where nothing is named, a part is cut off, or two parts contradict each other
 */
export function parsePackerOutput(output: BuildOutput): Parsed<readonly PackerBuild[]> {
  if (output.manifest !== undefined) {
    return parsePackerManifest(output.manifest);
  }
  const message = "the output names no artifact";
  return { ok: false, diagnostics: [packerDiagnostics.report("PACKER_OUTPUT_EMPTY", { message })] };
}
