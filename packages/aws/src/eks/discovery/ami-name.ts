import { type Parsed, toParsed } from "@imagewright/core";

import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import type { AmazonLinux2023Selection, AmazonLinux2Selection } from "./eks-image-selection.ts";

/** An image that AWS has published for EKS, by its name. */
export interface PublishedAmi {
  readonly selection: AmazonLinux2023Selection | AmazonLinux2Selection;
  /** Release of the image. @example "20260714" */
  readonly release: string;
  /** Major version of the NVIDIA driver, where the name says one. */
  readonly driver?: string;
}

const al2 = /^amazon-eks-(?:(?<kind>gpu|arm64)-)?node-(?<minor>1\.\d+)-v(?<release>\d{8})$/u;

const al2023 =
  /^amazon-eks-node-al2023-(?<architecture>x86_64|arm64)-(?<variant>standard|nvidia|neuron)(?:-(?<driver>\d+))?-(?<minor>1\.\d+)-v(?<release>\d{8})$/u;

/**
 * What the name of one of AWS's own images of Amazon Linux says.
 *
 * @example
 * ```ts
 * const read = readPublishedAmiName("amazon-eks-node-al2023-x86_64-nvidia-580-1.34-v20260714");
 * read.ok && [read.value.selection.variant, read.value.driver, read.value.release];
 * // => ["nvidia", "580", "20260714"]
 * readPublishedAmiName("my-node-1.34").ok; // => false
 * ```
 */
export function readPublishedAmiName(name: string): Parsed<PublishedAmi> {
  const old = al2.exec(name)?.groups;
  const { release = "", minor = "" } = old ?? {};
  if (old !== undefined) {
    const { kind } = old;
    const architecture = kind === "arm64" ? "arm64" : "x86_64";
    const variant = kind === "gpu" ? "gpu" : "standard";
    return toParsed({ selection: { family: "al2", minor, architecture, variant }, release });
  }
  const groups = al2023.exec(name)?.groups;
  if (groups === undefined) {
    const message = "AWS names no image for EKS like this";
    return {
      ok: false,
      diagnostics: [eksManifestDiagnostics.report("EKS_IMAGE_NAME", { message, found: name })],
    };
  }
  const { architecture, variant, driver } = groups;
  return toParsed({
    selection: {
      family: "al2023",
      minor: groups["minor"] ?? "",
      architecture: architecture === "arm64" ? "arm64" : "x86_64",
      variant: variant === "neuron" || variant === "nvidia" ? variant : "standard",
    },
    release: groups["release"] ?? "",
    ...(driver !== undefined && { driver }),
  });
}

/**
 * The name of one of AWS's own images of Amazon Linux.
 *
 * @example
 * ```ts
 * publishedAmiName({
 *   selection: { family: "al2", minor: "1.32", architecture: "arm64", variant: "standard" },
 *   release: "20251112",
 * });
 * // => "amazon-eks-arm64-node-1.32-v20251112"
 * ```
 */
export function publishedAmiName({ selection, release, driver }: PublishedAmi): string {
  const { architecture, family, minor, variant } = selection;
  if (family === "al2") {
    const kind = variant === "gpu" ? "gpu-" : architecture === "arm64" ? "arm64-" : "";
    return `amazon-eks-${kind}node-${minor}-v${release}`;
  }
  const suffix = driver === undefined ? "" : `-${driver}`;
  return `amazon-eks-node-al2023-${architecture}-${variant}${suffix}-${minor}-v${release}`;
}

/** Which binaries are on an image, by its tag `kubernetes`. */
export interface KubernetesTag {
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly buildDate: string;
  readonly architecture: "arm64" | "x86_64";
}

/**
 * What the tag `kubernetes` of an image that amazon-eks-ami built says.
 *
 * @example
 * ```ts
 * const read = readKubernetesTag("1.34.9/2026-07-05/bin/linux/arm64");
 * read.ok && read.value.buildDate; // => "2026-07-05"
 * ```
 */
export function readKubernetesTag(value: string): Parsed<KubernetesTag> {
  const groups =
    /^(?<version>1\.\d+\.\d+)\/(?<buildDate>\d{4}-\d{2}-\d{2})\/bin\/linux\/(?<arch>arm64|x86_64)$/u.exec(
      value,
    )?.groups;
  if (groups === undefined) {
    const message = "amazon-eks-ami writes no tag like this";
    return {
      ok: false,
      diagnostics: [eksManifestDiagnostics.report("EKS_IMAGE_NAME", { message, found: value })],
    };
  }
  return toParsed({
    version: groups["version"] ?? "",
    buildDate: groups["buildDate"] ?? "",
    architecture: groups["arch"] === "arm64" ? "arm64" : "x86_64",
  });
}

/**
 * The version of Kubernetes and the release of the image in a release version of the EKS API.
 *
 * @example
 * ```ts
 * const read = readReleaseVersion("1.34.9-20260714");
 * read.ok && read.value; // => { version: "1.34.9", release: "20260714" }
 * ```
 */
export function readReleaseVersion(
  text: string,
): Parsed<{ readonly version: string; readonly release: string }> {
  const groups = /^(?<version>1\.\d+\.\d+)-(?<release>\d{8})$/u.exec(text)?.groups;
  const message = "this is no release version of an image with Amazon Linux";
  return groups === undefined
    ? {
        ok: false,
        diagnostics: [eksManifestDiagnostics.report("EKS_IMAGE_NAME", { message, found: text })],
      }
    : toParsed({ version: groups["version"] ?? "", release: groups["release"] ?? "" });
}
