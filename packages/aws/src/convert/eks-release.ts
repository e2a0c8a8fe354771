import {
  parseKubernetesVersion,
  type Parsed,
  showValue,
  type SsmParameterReference,
  toParsed,
} from "@imagewright/core";

import table from "../data/eks-parameters.json" with { type: "json" };
import { eksMinor } from "../lookup/eks-parameter.ts";
import { awsLookupDiagnostics } from "../lookup/lookup-diagnostics.ts";

/** Types of AMI whose images EKS publishes under names that are known here. */
export type EksAmiType =
  | "AL2_x86_64"
  | "AL2_x86_64_GPU"
  | "AL2_ARM_64"
  | "AL2023_x86_64_STANDARD"
  | "AL2023_ARM_64_STANDARD"
  | "AL2023_x86_64_NEURON"
  | "AL2023_x86_64_NVIDIA"
  | "AL2023_ARM_64_NVIDIA";

/** A release of an EKS image: `amiVersion` of an AWSManagedMachinePool. */
export interface EksRelease {
  /** Three numbers. @example "1.33.4" */
  readonly kubernetesVersion: string;
  /** Day of the release, `YYYYMMDD`. @example "20250901" */
  readonly date: string;
}

/** What the name of a published AMI says; the patch of Kubernetes is not in it. */
export interface EksImageName {
  readonly amiType: EksAmiType;
  /** @example "1.33" */
  readonly kubernetesMinor: string;
  readonly date: string;
}

const release = /^(?<version>\d+\.\d+\.\d+)-(?<date>\d{8})$/u;
const nameForm =
  /^amazon-eks-(?:(?<old>gpu-|arm64-)?node|node-al2023-(?<architecture>x86_64|arm64)-(?<variant>standard|nvidia|neuron)(?:-\d+)?)-(?<minor>\d+\.\d+)-v(?<date>\d{8})$/u;

/**
 * Reads a release version of EKS.
 *
 * @example
 * ```ts
 * const read = parseEksRelease("1.33.4-20250901");
 * read.ok && read.value; // => { kubernetesVersion: "1.33.4", date: "20250901" }
 * parseEksRelease("1.33-20250901").ok; // => false
 * ```
 */
export function parseEksRelease(text: string): Parsed<EksRelease> {
  const { version = "", date = "" } = release.exec(text)?.groups ?? {};
  return parseKubernetesVersion(version) === undefined
    ? refused("AWS_EKS_RELEASE", "this is no release of an EKS image", text)
    : toParsed({ kubernetesVersion: version, date });
}

/**
 * Writes a release version of EKS.
 *
 * @example
 * ```ts
 * formatEksRelease({ kubernetesVersion: "1.33.4", date: "20250901" }); // => "1.33.4-20250901"
 * ```
 */
export function formatEksRelease({ kubernetesVersion, date }: EksRelease): string {
  return `${kubernetesVersion}-${date}`;
}

/**
 * The SSM parameter that holds the AMI which EKS recommends for a type of AMI.
 *
 * @returns `AWS_EKS_RELEASE` for types that have no such parameter here, such as CUSTOM
 * @example
 * ```ts
 * const found = eksAmiTypeParameter("AL2023_ARM_64_STANDARD", "1.34.1");
 * found.ok && found.value.name;
 * // => "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id"
 * eksAmiTypeParameter("CUSTOM", "1.34.1").ok; // => false
 * ```
 */
export function eksAmiTypeParameter(
  amiType: string,
  kubernetesVersion: string,
): Parsed<SsmParameterReference> {
  const known = amiTypeOf(amiType);
  const minor = eksMinor(kubernetesVersion);
  if (known === undefined || minor === undefined) {
    const found = known === undefined ? amiType : kubernetesVersion;
    return refused("AWS_EKS_RELEASE", "there is no parameter for this", found);
  }
  const { parameter } = table.amiTypes[known];
  const name = `${table.prefix}${minor}/${parameter}${table.leaf}`;
  return toParsed({ kind: "ssm-parameter", name });
}

/**
 * The name under which AWS publishes a release, as a value of EC2's `name` filter: the driver's
 * version of NVIDIA images is not in a release, and stands as `*`.
 *
 * @example
 * ```ts
 * const release = { kubernetesVersion: "1.33.4", date: "20250901" };
 * const name = eksImageName("AL2023_x86_64_STANDARD", release);
 * name.ok && name.value; // => "amazon-eks-node-al2023-x86_64-standard-1.33-v20250901"
 * ```
 */
export function eksImageName(
  amiType: string,
  { kubernetesVersion, date }: EksRelease,
): Parsed<string> {
  const known = amiTypeOf(amiType);
  const minor = eksMinor(kubernetesVersion);
  return known === undefined || minor === undefined
    ? refused("AWS_EKS_RELEASE", "the name of this image is not known", amiType)
    : toParsed(table.amiTypes[known].name.replace("{minor}", minor).replace("{date}", date));
}

/**
 * What the name of a published AMI says.
 *
 * @example
 * ```ts
 * const read = parseEksImageName("amazon-eks-node-al2023-arm64-nvidia-580-1.34-v20260714");
 * read.ok && read.value;
 * // => { amiType: "AL2023_ARM_64_NVIDIA", kubernetesMinor: "1.34", date: "20260714" }
 * ```
 */
export function parseEksImageName(name: string): Parsed<EksImageName> {
  const parts = nameForm.exec(name)?.groups ?? {};
  const { architecture, variant, old, minor = "", date = "" } = parts;
  const type =
    architecture === undefined
      ? ({ "gpu-": "AL2_x86_64_GPU", "arm64-": "AL2_ARM_64" }[old ?? ""] ?? "AL2_x86_64")
      : `AL2023_${architecture === "arm64" ? "ARM_64" : architecture}_${variant?.toUpperCase()}`;
  const amiType = amiTypeOf(type);
  return minor === "" || amiType === undefined
    ? refused("AWS_EKS_RELEASE", "this is no name of an AMI that EKS publishes", name)
    : toParsed({ amiType, kubernetesMinor: minor, date });
}

/**
 * The release of a published AMI.
 *
 * @param kubernetesVersion - with its patch, which the name does not hold
 * @returns `AWS_REFERENCE_INCOMPLETE` without the patch, or with another minor than the name's
 * @example
 * ```ts
 * const read = parseEksImageName("amazon-eks-node-1.32-v20251112");
 * const name = read.ok ? read.value : undefined;
 * const release = name && eksReleaseOfName(name, "1.32.9");
 * release?.ok && release.value; // => { kubernetesVersion: "1.32.9", date: "20251112" }
 * name && eksReleaseOfName(name, "1.32").ok; // => false
 * ```
 */
export function eksReleaseOfName(
  { kubernetesMinor, date }: EksImageName,
  kubernetesVersion: string,
): Parsed<EksRelease> {
  const isPatch = parseKubernetesVersion(kubernetesVersion) !== undefined;
  return isPatch && eksMinor(kubernetesVersion) === kubernetesMinor
    ? toParsed({ kubernetesVersion, date })
    : refused(
        "AWS_REFERENCE_INCOMPLETE",
        `a release needs the patch of Kubernetes ${kubernetesMinor}`,
        kubernetesVersion,
      );
}

function isAmiType(text: string): text is EksAmiType {
  return Object.hasOwn(table.amiTypes, text);
}

function amiTypeOf(text: string): EksAmiType | undefined {
  return isAmiType(text) ? text : undefined;
}

function refused(
  code: "AWS_EKS_RELEASE" | "AWS_REFERENCE_INCOMPLETE",
  message: string,
  found: string,
): Parsed<never> {
  const facts = { message, found: showValue(found) };
  return { ok: false, diagnostics: [awsLookupDiagnostics.report(code, facts)] };
}
