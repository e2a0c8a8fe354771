import {
  type AmiReference,
  type BuildOutput,
  formatImageReference,
  type Parsed,
} from "@imagewright/core";
import { parsePackerOutput } from "@imagewright/packer";

import { awsDiagnostics } from "../aws-diagnostics.ts";

/** The AMIs a Packer run made, each region's once, in the order of the output. */
export function builtAmis(output: BuildOutput): Parsed<readonly AmiReference[]> {
  const parsed = parsePackerOutput(output);
  if (!parsed.ok) {
    return parsed;
  }
  const amis = new Map<string, AmiReference>();
  for (const artifact of parsed.value.flatMap(({ artifacts }) => artifacts)) {
    if (artifact.kind === "ami") {
      const { region, id } = artifact;
      const reference: AmiReference = { kind: "ami", region, id };
      amis.set(formatImageReference(reference), reference);
    }
  }
  if (amis.size === 0) {
    const message = "the output names artifacts, but no AMI";
    const found = awsDiagnostics.report("AWS_OUTPUT_WITHOUT_AMI", { message });
    return { ok: false, diagnostics: [...parsed.diagnostics, found] };
  }
  return { ...parsed, value: [...amis.values()] };
}
