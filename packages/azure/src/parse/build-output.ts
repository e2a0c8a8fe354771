import {
  type BuildOutput,
  type Diagnostic,
  formatImageReference,
  type ImageReference,
  type Parsed,
  toParsed,
} from "@imagewright/core";
import { type AzureArtifact, type PackerBuild, parsePackerOutput } from "@imagewright/packer";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { parseImageId } from "../image-id.ts";

/**
 * The gallery versions and managed images a build made, gallery versions first. The definition
 * is taken from the gallery version's id: the name of the managed image is another one.
 */
export function parseBuildOutput(output: BuildOutput): Parsed<readonly ImageReference[]> {
  const parsed = parsePackerOutput(output);
  if (!parsed.ok) {
    return parsed;
  }
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const references = parsed.value
    .flatMap(azureArtifacts)
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ id }): readonly ImageReference[] => {
      const reference = parseImageId(id);
      diagnostics.push(...reference.diagnostics);
      return reference.ok ? [reference.value] : [];
    });
  if (references.length === 0) {
    const message = "the output names neither a gallery version nor a managed image";
    diagnostics.push(azureDiagnostics.report("AZURE_BUILD_NOTHING", { message }));
  }
  if (references.length > 0 && !references.some(({ kind }) => kind === "azure-gallery")) {
    const message = "the output names a managed image, but no gallery version";
    diagnostics.push(azureDiagnostics.report("AZURE_BUILD_GALLERY_UNKNOWN", { message }));
  }
  return toParsed(withoutRepetition(references), diagnostics);
}

function azureArtifacts({ artifacts }: PackerBuild): readonly AzureArtifact[] {
  return artifacts.filter(
    (artifact): artifact is AzureArtifact =>
      artifact.kind === "azure-gallery-version" || artifact.kind === "azure-managed-image",
  );
}

function rank({ kind }: AzureArtifact): number {
  return kind === "azure-gallery-version" ? 0 : 1;
}

function withoutRepetition(references: readonly ImageReference[]): readonly ImageReference[] {
  const byText = new Map(references.map((one) => [formatImageReference(one), one]));
  return [...byText.values()];
}
