import type { Diagnostic } from "@imagewright/core";

import support from "../data/image-support.json" with { type: "json" };
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** One of the images that are published for EKS, as far as it can be asked for. */
export type EksImageSelection =
  | AmazonLinux2Selection
  | AmazonLinux2023Selection
  | BottlerocketSelection
  | UbuntuSelection
  | WindowsSelection;

/** Architecture in EC2's spelling. */
export type EksArchitecture = "arm64" | "x86_64";

/** Amazon Linux 2. */
export interface AmazonLinux2Selection {
  readonly family: "al2";
  /** @example "1.32" */
  readonly minor: string;
  readonly architecture: EksArchitecture;
  readonly variant: "gpu" | "standard";
}

/** Amazon Linux 2023. */
export interface AmazonLinux2023Selection {
  readonly family: "al2023";
  readonly minor: string;
  readonly architecture: EksArchitecture;
  readonly variant: "neuron" | "nvidia" | "standard";
}

/** Bottlerocket. */
export interface BottlerocketSelection {
  readonly family: "bottlerocket";
  readonly minor: string;
  readonly architecture: EksArchitecture;
  readonly variant: "fips" | "nvidia" | "nvidia-fips" | "standard";
  /** Release of the system, `X.Y.Z`, or `latest`. */
  readonly version: string;
}

/** Windows Server; always x86_64. */
export interface WindowsSelection {
  readonly family: "windows";
  readonly minor: string;
  readonly variant: `${"2019" | "2022" | "2025"}-${"Core" | "Full"}`;
}

/** Canonical's Ubuntu. */
export interface UbuntuSelection {
  readonly family: "ubuntu";
  readonly minor: string;
  readonly architecture: EksArchitecture;
  readonly release: string;
  readonly isPro: boolean;
}

/**
 * Whether an image was ever published: systems and minors that never met are refused.
 *
 * @example
 * ```ts
 * const image = { family: "al2", architecture: "x86_64", variant: "standard" } as const;
 * checkEksImageSelection({ ...image, minor: "1.32" }); // => []
 * checkEksImageSelection({ ...image, minor: "1.33" }).map(({ message }) => message);
 * // => ["there is no Amazon Linux 2 for Kubernetes 1.33"]
 * ```
 */
export function checkEksImageSelection(selection: EksImageSelection): readonly Diagnostic[] {
  const minor = /^1\.(?<minor>\d{1,3})$/u.exec(selection.minor)?.groups?.["minor"];
  const fault =
    minor === undefined
      ? `${JSON.stringify(selection.minor)} is no minor of Kubernetes`
      : faultOf(selection, Number(minor));
  return fault === undefined
    ? []
    : [eksManifestDiagnostics.report("EKS_IMAGE_NOT_PUBLISHED", { message: fault })];
}

function faultOf(selection: EksImageSelection, minor: number): string | undefined {
  const { minor: text } = selection;
  switch (selection.family) {
    case "al2":
      if (selection.architecture === "arm64" && selection.variant === "gpu") {
        return "there is no Amazon Linux 2 for arm64 with GPUs";
      }
      return minor > support.al2.lastMinor
        ? `there is no Amazon Linux 2 for Kubernetes ${text}`
        : undefined;
    case "al2023":
      return selection.architecture === "arm64" && selection.variant === "neuron"
        ? "there is no Amazon Linux 2023 for arm64 with Neuron"
        : undefined;
    case "bottlerocket":
      return bottlerocketFault(selection, minor);
    case "windows": {
      const row = support.windows.find(({ release }) => selection.variant.startsWith(release));
      return row === undefined || minor < row.firstMinor
        ? `there is no Windows Server ${selection.variant} for Kubernetes ${text}`
        : undefined;
    }
    case "ubuntu": {
      const row = support.ubuntu.find(({ release }) => selection.release === release);
      const first =
        (selection.isPro ? row?.proFirstMinor : undefined) ?? row?.firstMinor ?? Infinity;
      return minor < first || minor > (row?.lastMinor ?? Infinity)
        ? `there is no Ubuntu ${selection.release}${selection.isPro ? " Pro" : ""} for Kubernetes ${text}`
        : undefined;
    }
  }
}

function bottlerocketFault(
  { minor: text, variant, version }: BottlerocketSelection,
  minor: number,
): string | undefined {
  const { minors, fipsFirst, nvidiaFipsFirst } = support.bottlerocket;
  const release = /^1\.(?<release>\d{1,3})\.\d{1,3}$/u.exec(version)?.groups?.["release"];
  if (version === "latest") {
    return undefined;
  }
  if (release === undefined) {
    return `${JSON.stringify(version)} is no release of Bottlerocket`;
  }
  const row = minors.find((one) => one.minor === minor);
  const firsts = { fips: fipsFirst, "nvidia-fips": nvidiaFipsFirst, nvidia: 0, standard: 0 };
  const first = Math.max(row?.first ?? 0, firsts[variant]);
  return Number(release) < first || Number(release) > (row?.last ?? Infinity)
    ? `Bottlerocket ${version} has no variant aws-k8s-${text}${variant === "standard" ? "" : `-${variant}`}`
    : undefined;
}
