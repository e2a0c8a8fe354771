import { type Parsed, toParsed } from "@imagewright/core";

import support from "../data/image-support.json" with { type: "json" };
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import {
  checkEksImageSelection,
  type EksArchitecture,
  type EksImageSelection,
} from "./eks-image-selection.ts";

const root = "/aws/service";

/**
 * The public SSM parameter that holds the AMI id of an image: the recommended or latest one, or
 * that of a release of Bottlerocket.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
 * @example
 * ```ts
 * const name = imageParameterName({
 *   family: "al2023",
 *   minor: "1.34",
 *   architecture: "arm64",
 *   variant: "standard",
 * });
 * name.ok && name.value;
 * // => "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id"
 * ```
 */
export function imageParameterName(selection: EksImageSelection): Parsed<string> {
  return toParsed(nameOf(selection), checkEksImageSelection(selection));
}

function nameOf(selection: EksImageSelection): string {
  const { minor } = selection;
  switch (selection.family) {
    case "al2": {
      const { architecture, variant } = selection;
      const suffix = variant === "gpu" ? "-gpu" : architecture === "arm64" ? "-arm64" : "";
      return `${root}/eks/optimized-ami/${minor}/amazon-linux-2${suffix}/recommended/image_id`;
    }
    case "al2023": {
      const { architecture, variant } = selection;
      return `${root}/eks/optimized-ami/${minor}/amazon-linux-2023/${architecture}/${variant}/recommended/image_id`;
    }
    case "bottlerocket": {
      const { architecture, variant, version } = selection;
      const suffix = variant === "standard" ? "" : `-${variant}`;
      return `${root}/bottlerocket/aws-k8s-${minor}${suffix}/${architecture}/${version}/image_id`;
    }
    case "windows": {
      const [release, edition] = selection.variant.split("-");
      return `${root}/ami-windows-latest/Windows_Server-${release}-English-${edition}-EKS_Optimized-${minor}/image_id`;
    }
    case "ubuntu": {
      const { architecture, release, isPro } = selection;
      const arch = architecture === "arm64" ? "arm64" : "amd64";
      const volume = support.ubuntu.find((row) => row.release === release)?.volume ?? "ebs-gp3";
      return `${root}/canonical/ubuntu/${isPro ? "eks-pro" : "eks"}/${release}/${minor}/stable/current/${arch}/hvm/${volume}/ami-id`;
    }
  }
}

const minor = String.raw`(?<minor>1\.\d{1,3})`;
const architecture = "(?<architecture>x86_64|arm64)";

const forms = {
  al2: new RegExp(
    `^/aws/service/eks/optimized-ami/${minor}/amazon-linux-2(?<suffix>-arm64|-gpu)?/recommended/image_id$`,
    "u",
  ),
  al2023: new RegExp(
    `^/aws/service/eks/optimized-ami/${minor}/amazon-linux-2023/${architecture}/(?<variant>neuron|nvidia|standard)/recommended/image_id$`,
    "u",
  ),
  bottlerocket: new RegExp(
    `^/aws/service/bottlerocket/aws-k8s-${minor}(?<suffix>-fips|-nvidia-fips|-nvidia)?/${architecture}/(?<version>latest|\\d+\\.\\d+\\.\\d+)/image_id$`,
    "u",
  ),
  windows: new RegExp(
    `^/aws/service/ami-windows-latest/Windows_Server-(?<release>2019|2022|2025)-English-(?<edition>Core|Full)-EKS_Optimized-${minor}/image_id$`,
    "u",
  ),
  ubuntu: new RegExp(
    `^/aws/service/canonical/ubuntu/(?<offer>eks-pro|eks)/(?<release>\\d\\d\\.\\d\\d)/${minor}/stable/current/(?<arch>amd64|arm64)/hvm/ebs-gp[23]/ami-id$`,
    "u",
  ),
} as const;

/**
 * What a public SSM parameter is about, whatever the family. Names of other parameters, an own one
 * among them, are refused.
 *
 * @example
 * ```ts
 * const read = readImageParameterName(
 *   "/aws/service/bottlerocket/aws-k8s-1.34-nvidia/x86_64/latest/image_id",
 * );
 * read.ok && read.value;
 * // => {
 * //      family: "bottlerocket",
 * //      minor: "1.34",
 * //      architecture: "x86_64",
 * //      variant: "nvidia",
 * //      version: "latest",
 * //    }
 * readImageParameterName("/images/node").ok; // => false
 * ```
 */
export function readImageParameterName(name: string): Parsed<EksImageSelection> {
  const selection = selectionOf(name);
  if (selection === undefined) {
    const message = "this is no public parameter of an image for EKS";
    return {
      ok: false,
      diagnostics: [eksManifestDiagnostics.report("EKS_IMAGE_NAME", { message, found: name })],
    };
  }
  const findings = checkEksImageSelection(selection);
  const isSame = nameOf(selection) === name;
  const message = "the image has another volume type than its release";
  return toParsed(selection, [
    ...findings,
    ...(isSame ? [] : [eksManifestDiagnostics.report("EKS_IMAGE_NAME", { message, found: name })]),
  ]);
}

function selectionOf(name: string): EksImageSelection | undefined {
  for (const [family, form] of Object.entries(forms)) {
    const groups = form.exec(name)?.groups;
    if (groups !== undefined) {
      return selectionOfGroups(family, groups);
    }
  }
  return undefined;
}

function selectionOfGroups(
  family: string,
  groups: { readonly [name: string]: string | undefined },
): EksImageSelection | undefined {
  const { minor: text = "", suffix = "" } = groups;
  const machine: EksArchitecture =
    (groups["architecture"] ?? groups["arch"]) === "arm64" ? "arm64" : "x86_64";
  switch (family) {
    case "al2":
      return {
        family,
        minor: text,
        architecture: suffix === "-arm64" ? "arm64" : "x86_64",
        variant: suffix === "-gpu" ? "gpu" : "standard",
      };
    case "al2023": {
      const { variant } = groups;
      return {
        family,
        minor: text,
        architecture: machine,
        variant: variant === "neuron" || variant === "nvidia" ? variant : "standard",
      };
    }
    case "bottlerocket": {
      const variant = suffix.slice(1);
      const isKnown = variant === "fips" || variant === "nvidia" || variant === "nvidia-fips";
      return {
        family,
        minor: text,
        architecture: machine,
        variant: isKnown ? variant : "standard",
        version: groups["version"] ?? "latest",
      };
    }
    case "windows": {
      const { release } = groups;
      const year = release === "2019" || release === "2022" ? release : "2025";
      return {
        family,
        minor: text,
        variant: `${year}-${groups["edition"] === "Core" ? "Core" : "Full"}`,
      };
    }
    case "ubuntu":
      return {
        family,
        minor: text,
        architecture: machine,
        release: groups["release"] ?? "",
        isPro: groups["offer"] === "eks-pro",
      };
    default:
      return undefined;
  }
}
