import { type Architecture, type Parsed, showValue, toParsed } from "@imagewright/core";

import table from "../data/alias-parameters.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { NodeRequirement } from "../node-pool-spec.ts";
import { checkAmiTerms } from "../rules/check-ami-terms.ts";
import { imageRequirements, type InstanceUse } from "./image-requirements.ts";

/** One SSM parameter that an alias stands for. */
export interface AliasParameter {
  /** @example "/aws/service/bottlerocket/aws-k8s-1.34/arm64/1.57.0/image_id" */
  readonly name: string;
  readonly architecture: Architecture;
  /** Sets of requirements, as alternatives: an instance type that satisfies one can use the image. */
  readonly requirements: readonly (readonly NodeRequirement[])[];
}

interface ParameterRow {
  readonly folder: string;
  readonly pinned: string;
  readonly architecture: string;
  readonly for: readonly string[];
}

interface FamilyRow {
  readonly alias: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly latest: string;
  readonly build?: string;
  readonly parameters: readonly ParameterRow[];
}

const families: readonly FamilyRow[] = table.families;

/**
 * The SSM parameters that Karpenter asks for an alias. It skips those that do not exist.
 *
 * @param kubernetesVersion - of the control plane; its minor is part of the names
 * @returns refused with `KARPENTER_AMI_ALIAS` for what is no alias, and where EKS publishes no
 * such image for the version
 * @example
 * ```ts
 * const parameters = aliasParameters("bottlerocket@v1.57.0", "1.34.1");
 * parameters.ok && parameters.value.map(({ name }) => name);
 * // => [
 * //      "/aws/service/bottlerocket/aws-k8s-1.34/x86_64/1.57.0/image_id",
 * //      "/aws/service/bottlerocket/aws-k8s-1.34/arm64/1.57.0/image_id",
 * //      "/aws/service/bottlerocket/aws-k8s-1.34-nvidia/x86_64/1.57.0/image_id",
 * //      "/aws/service/bottlerocket/aws-k8s-1.34-nvidia/arm64/1.57.0/image_id",
 * //    ]
 * aliasParameters("al2@latest", "1.33.0").diagnostics.map(({ message }) => message);
 * // => ["Amazon Linux 2 images end with Kubernetes 1.32"]
 * ```
 */
export function aliasParameters(
  alias: string,
  kubernetesVersion: string,
): Parsed<readonly AliasParameter[]> {
  const found = checkAmiTerms([{ alias }], {
    kubernetes: kubernetesVersion,
    pointerOf: () => "",
  }).filter(({ severity }) => severity === "error");
  const [name, version = ""] = alias.split("@");
  const family = families.find((row) => row.alias === name);
  if (family === undefined || found.length > 0) {
    return { ok: false, diagnostics: found };
  }
  return toParsed(
    family.parameters.map((row) => ({
      name: nameOf(family, row, minorOf(kubernetesVersion), version),
      architecture: architectureOf(row),
      requirements: row.for.map((use) =>
        imageRequirements(architectureOf(row), useOf(use), family.build),
      ),
    })),
  );
}

/** An alias, and what else the name of an SSM parameter says. */
export interface ParameterAlias {
  /** @example "al2023@v20260714" */
  readonly alias: string;
  /** Minor of the control plane that the parameter is for. @example "1.34" */
  readonly kubernetesMinor: string;
  readonly architecture: Architecture;
}

/**
 * The alias behind the name of an SSM parameter. An alias means all architectures and variants of
 * the family, for whatever Kubernetes version the control plane has: more than the parameter does.
 *
 * @returns refused with `KARPENTER_PARAMETER_ALIAS` for a parameter that no alias stands for
 * @example
 * ```ts
 * const name = "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id";
 * const read = aliasOfParameter(name);
 * read.ok && read.value;
 * // => { alias: "al2023@latest", kubernetesMinor: "1.34", architecture: "arm64" }
 * ```
 */
export function aliasOfParameter(name: string): Parsed<ParameterAlias> {
  for (const family of families) {
    for (const row of family.parameters) {
      const read = matchName(family, row, name);
      if (read !== undefined) {
        return aliasParameters(read.alias, read.kubernetesMinor).ok
          ? toParsed(read)
          : refused(name);
      }
    }
  }
  return refused(name);
}

function matchName(family: FamilyRow, row: ParameterRow, name: string): ParameterAlias | undefined {
  const [minor = ""] = /1\.\d+/u.exec(name) ?? [];
  const start = `${family.prefix}${row.folder}`.replace("{minor}", minor);
  if (minor === "" || !name.startsWith(start) || !name.endsWith(family.suffix)) {
    return undefined;
  }
  const middle = name.slice(start.length, name.length - family.suffix.length);
  const [head = "", tail = ""] = row.pinned.replace("{minor}", minor).split("{version}");
  const isPinned = middle.startsWith(head) && middle.endsWith(tail);
  const version = middle === family.latest ? "latest" : isPinned ? middle.slice(head.length) : "";
  const known = version === "latest" || /^v?\d[\d.]*$/u.test(version);
  return known
    ? {
        alias: `${family.alias}@${version}`,
        kubernetesMinor: minor,
        architecture: architectureOf(row),
      }
    : undefined;
}

function refused(name: string): Parsed<never> {
  const message = "no alias stands for this parameter";
  const facts = { message, found: showValue(name) };
  return {
    ok: false,
    diagnostics: [karpenterDiagnostics.report("KARPENTER_PARAMETER_ALIAS", facts)],
  };
}

function nameOf(
  { prefix, suffix, latest, alias }: FamilyRow,
  { folder, pinned }: ParameterRow,
  minor: string,
  version: string,
): string {
  const number = alias === "bottlerocket" ? version.replace(/^v+/u, "") : version;
  const middle =
    version === "latest" ? latest : pinned.replace("{minor}", minor).replace("{version}", number);
  return `${prefix}${folder}`.replace("{minor}", minor) + middle + suffix;
}

/** Major and minor of a version. */
function minorOf(kubernetesVersion: string): string {
  return kubernetesVersion.replace(/^v/u, "").split(".").slice(0, 2).join(".");
}

function architectureOf({ architecture }: ParameterRow): Architecture {
  return architecture === "arm64" ? "arm64" : "amd64";
}

function useOf(use: string): InstanceUse {
  const known: readonly InstanceUse[] = ["accelerator", "gpu", "neither", "windows"];
  return known.find((one) => one === use) ?? "neither";
}
