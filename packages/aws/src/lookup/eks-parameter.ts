import {
  type AmiLookupReference,
  type Architecture,
  type Diagnostic,
  type Parsed,
  parseKubernetesVersion,
  showValue,
  type SsmParameterReference,
  toParsed,
} from "@imagewright/core";

import table from "../data/eks-parameters.json" with { type: "json" };
import { ec2Architectures } from "./ec2-image.ts";
import { awsLookupDiagnostics } from "./lookup-diagnostics.ts";

/** What CAPA can look up for EKS; left out it takes Amazon Linux 2. */
export type EksLookupType = NonNullable<AmiLookupReference["eksLookupType"]>;

/** Everything an EKS lookup depends on. */
export interface EksLookup {
  readonly eksLookupType?: EksLookupType;
  /** Of the machine, with or without `v`; only the minor counts. @example "1.34.1" */
  readonly kubernetesVersion: string;
  readonly architecture: Architecture;
}

/**
 * The SSM parameter that CAPA reads for an EKS-managed cluster.
 *
 * @returns the parameter, with a warning where it does not exist or is of another architecture;
 * `AWS_LOOKUP_VERSION` for a version that CAPA cannot read
 * @example
 * ```ts
 * const lookup = { kubernetesVersion: "v1.34.1", architecture: "arm64" } as const;
 * const found = eksLookupParameter({ ...lookup, eksLookupType: "AmazonLinux2023" });
 * found.ok && found.value.name;
 * // => "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id"
 * eksLookupParameter(lookup).diagnostics.map(({ code }) => code); // => ["AWS_EKS_ENDED"]
 * ```
 */
export function eksLookupParameter(lookup: EksLookup): Parsed<SsmParameterReference> {
  const { eksLookupType = "AmazonLinux", kubernetesVersion, architecture } = lookup;
  const minor = eksMinor(kubernetesVersion);
  if (minor === undefined) {
    const message = "CAPA cannot read this Kubernetes version";
    const facts = { message, pointer: "/kubernetesVersion", found: showValue(kubernetesVersion) };
    return { ok: false, diagnostics: [awsLookupDiagnostics.report("AWS_LOOKUP_VERSION", facts)] };
  }
  const path = table.lookups[eksLookupType][ec2Architectures[architecture]];
  const name = `${table.prefix}${minor}/${path}${table.leaf}`;
  return toParsed({ kind: "ssm-parameter", name }, hazards({ ...lookup, eksLookupType }, minor));
}

/**
 * The lookup that a parameter of EKS stands for: what {@link eksLookupParameter} makes again.
 *
 * @returns `AWS_EKS_PARAMETER` for parameters that CAPA cannot select, such as Bottlerocket's
 * @example
 * ```ts
 * const prefix = "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023";
 * const read = readEksLookupParameter({
 *   kind: "ssm-parameter",
 *   name: `${prefix}/arm64/standard/recommended/image_id`,
 * });
 * read.ok && read.value;
 * // => { eksLookupType: "AmazonLinux2023", kubernetesVersion: "1.34", architecture: "arm64" }
 * const neuron = `${prefix}/x86_64/neuron/recommended/image_id`;
 * readEksLookupParameter({ kind: "ssm-parameter", name: neuron }).ok; // => false
 * ```
 */
export function readEksLookupParameter({ name }: SsmParameterReference): Parsed<EksLookup> {
  const parts = /^(?<minor>\d+\.\d+)\/(?<path>.+)$/u.exec(
    name.startsWith(table.prefix) && name.endsWith(table.leaf)
      ? name.slice(table.prefix.length, -table.leaf.length)
      : "",
  )?.groups;
  const types = ["AmazonLinux", "AmazonLinux2023", "AmazonLinux2023GPU", "AmazonLinuxGPU"] as const;
  const architectures = ["amd64", "arm64"] as const;
  const found = types
    .flatMap((eksLookupType) =>
      architectures.map((architecture) => ({ eksLookupType, architecture })),
    )
    .find(
      ({ eksLookupType, architecture }) =>
        table.lookups[eksLookupType][ec2Architectures[architecture]] === parts?.["path"],
    );
  if (parts === undefined || found === undefined) {
    const message = "CAPA has no lookup type for this parameter";
    const facts = { message, found: showValue(name) };
    return { ok: false, diagnostics: [awsLookupDiagnostics.report("AWS_EKS_PARAMETER", facts)] };
  }
  const { eksLookupType, architecture } = found;
  return toParsed({ eksLookupType, kubernetesVersion: parts["minor"] ?? "", architecture });
}

/** `major.minor` as CAPA reads it: tolerantly, so that `v1` is 1.0. */
export function eksMinor(version: string): string | undefined {
  const known = minors.get(version);
  if (known !== undefined) {
    return known;
  }
  const parsed = parseKubernetesVersion(version, "tolerant");
  if (parsed === undefined) {
    return undefined;
  }
  const minor = `${parsed.major}.${parsed.minor}`;
  if (minors.size < mostMinors) {
    minors.set(version, minor);
  }
  return minor;
}

/** A fleet has few versions, and asks for their minors again and again. */
const minors = new Map<string, string>();
const mostMinors = 1000;

/** Whether AWS publishes Amazon Linux 2 no more for a minor such as `1.34`. */
export function isWithoutAmazonLinux2(minor: string): boolean {
  const [major = 0, of = 0] = minor.split(".").map(Number);
  const [endedMajor = 0, ended = 0] = table.withoutAmazonLinux2.split(".").map(Number);
  return major > endedMajor || (major === endedMajor && of >= ended);
}

function hazards({ eksLookupType, architecture }: EksLookup, minor: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (eksLookupType?.startsWith("AmazonLinux2023") !== true && isWithoutAmazonLinux2(minor)) {
    const message = `there is no Amazon Linux 2 image for Kubernetes ${minor}`;
    found.push(
      awsLookupDiagnostics.report("AWS_EKS_ENDED", { message, pointer: "/eksLookupType" }),
    );
  }
  if (eksLookupType?.endsWith("GPU") === true && architecture === "arm64") {
    const message = "the parameter holds an x86_64 image";
    const facts = { message, pointer: "/architecture" };
    found.push(awsLookupDiagnostics.report("AWS_EKS_GPU_ARCHITECTURE", facts));
  }
  return found;
}
