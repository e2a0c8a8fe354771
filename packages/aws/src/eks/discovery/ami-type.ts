import { type Parsed, toParsed } from "@imagewright/core";

import table from "../data/ami-types.json" with { type: "json" };
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { checkEksImageSelection, type EksImageSelection } from "./eks-image-selection.ts";

/**
 * The `amiType` by which EKS chooses an image for a managed node group. A type says no release:
 * one of Bottlerocket is refused, and so is Ubuntu, which no type stands for.
 *
 * @example
 * ```ts
 * const type = amiTypeOf({
 *   family: "al2023",
 *   minor: "1.34",
 *   architecture: "arm64",
 *   variant: "nvidia",
 * });
 * type.ok && type.value; // => "AL2023_ARM_64_NVIDIA"
 * ```
 */
export function amiTypeOf(selection: EksImageSelection): Parsed<string> {
  if (selection.family === "bottlerocket" && selection.version !== "latest") {
    return lost("an amiType says nothing about the release of Bottlerocket");
  }
  const architecture = selection.family === "windows" ? "x86_64" : selection.architecture;
  const variant = selection.family === "ubuntu" ? "" : selection.variant;
  const row = table.amiTypes.find(
    (one) =>
      one.family === selection.family &&
      one.architecture === architecture &&
      one.variant === variant,
  );
  return row === undefined
    ? lost(`no amiType stands for ${selection.family} ${variant} on ${architecture}`)
    : toParsed(row.name, checkEksImageSelection(selection));
}

/**
 * The image an `amiType` stands for, with a minor of Kubernetes. `CUSTOM` stands for none.
 *
 * @example
 * ```ts
 * const read = readAmiType("BOTTLEROCKET_x86_64_FIPS", "1.34");
 * read.ok && read.value.family; // => "bottlerocket"
 * readAmiType("CUSTOM", "1.34").ok; // => false
 * ```
 */
export function readAmiType(amiType: string, minor: string): Parsed<EksImageSelection> {
  const row = table.amiTypes.find(({ name }) => name === amiType);
  const selection = row === undefined ? undefined : selectionOfRow(row, minor);
  return selection === undefined
    ? lost(`${JSON.stringify(amiType)} stands for no image that EKS chooses`)
    : toParsed(selection, checkEksImageSelection(selection));
}

function selectionOfRow(
  { family, architecture: text, variant }: (typeof table.amiTypes)[number],
  minor: string,
): EksImageSelection | undefined {
  const architecture = text === "arm64" ? "arm64" : "x86_64";
  switch (family) {
    case "al2":
      return { family, minor, architecture, variant: variant === "gpu" ? "gpu" : "standard" };
    case "al2023": {
      const isOther = variant === "neuron" || variant === "nvidia";
      return { family, minor, architecture, variant: isOther ? variant : "standard" };
    }
    case "bottlerocket": {
      const isOther = variant === "fips" || variant === "nvidia" || variant === "nvidia-fips";
      const version = "latest";
      return { family, minor, architecture, variant: isOther ? variant : "standard", version };
    }
    case "windows": {
      const [release, edition] = variant.split("-");
      const year = release === "2019" || release === "2022" ? release : "2025";
      return { family, minor, variant: `${year}-${edition === "Core" ? "Core" : "Full"}` };
    }
    case undefined:
    default:
      return undefined;
  }
}

function lost(message: string): Parsed<never> {
  return {
    ok: false,
    diagnostics: [eksManifestDiagnostics.report("EKS_AMI_TYPE", { message })],
  };
}
