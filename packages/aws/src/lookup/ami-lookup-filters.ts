import {
  type AmiLookupReference,
  type Architecture,
  type Diagnostic,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { capaLookupDefaults } from "../capa-version.ts";
import { amiNamePattern } from "./ami-name-pattern.ts";
import { type Ec2Filter, ec2Architectures } from "./ec2-image.ts";
import { awsLookupDiagnostics } from "./lookup-diagnostics.ts";

/** What a lookup is evaluated with. */
export interface AmiLookupFacts {
  /** Of the machine's owner, with or without `v`. @example "1.34.1" */
  readonly kubernetesVersion: string;
  /** The first one of the instance type that CAPA knows. */
  readonly architecture: Architecture;
  /** Release of CAPA whose defaults fill in what is left out; the newest known if none. */
  readonly capaVersion?: string;
}

/** Everything a lookup by name is made of, once the defaults are filled in. */
export interface AmiNameLookup {
  /** @example "capa-ami-ubuntu-24.04-?1.34.1-*" */
  readonly pattern: string;
  /** Account id. */
  readonly owner: string;
  readonly architecture: Architecture;
}

/**
 * The search that CAPA makes of a lookup by name: defaults filled in, the format evaluated.
 *
 * @example
 * ```ts
 * const facts = { kubernetesVersion: "v1.34.1", architecture: "amd64" } as const;
 * const search = amiNameLookup({ kind: "ami-lookup" }, facts);
 * search.ok && search.value;
 * // => {
 * //      pattern: "capa-ami-ubuntu-24.04-?1.34.1-*",
 * //      owner: "819546954734",
 * //      architecture: "amd64",
 * //    }
 * ```
 */
export function amiNameLookup(
  lookup: AmiLookupReference,
  { kubernetesVersion, architecture, capaVersion }: AmiLookupFacts,
): Parsed<AmiNameLookup> {
  if (kubernetesVersion === "") {
    const facts = { message: "the machine has no version", pointer: "/kubernetesVersion" };
    return { ok: false, diagnostics: [awsLookupDiagnostics.report("AWS_LOOKUP_VERSION", facts)] };
  }
  const defaults = capaLookupDefaults(capaVersion);
  // CAPA fills in for the empty text as for nothing.
  const pattern = amiNamePattern(lookup.format || defaults.format, {
    BaseOS: lookup.baseOs || defaults.baseOs,
    K8sVersion: kubernetesVersion.replace(/^v/u, ""),
  });
  const owner = lookup.org || defaults.org;
  return pattern.ok ? toParsed({ pattern: pattern.value, owner, architecture }) : pattern;
}

/**
 * The filters CAPA sends with DescribeImages.
 *
 * @example
 * ```ts
 * const facts = { kubernetesVersion: "1.34.1", architecture: "arm64" } as const;
 * const lookup = { kind: "ami-lookup", format: "node-{{.K8sVersion}}-*", org: "123456789012" } as const;
 * const filters = amiLookupFilters(lookup, facts);
 * filters.ok && filters.value;
 * // => [
 * //      { Name: "owner-id", Values: ["123456789012"] },
 * //      { Name: "name", Values: ["node-1.34.1-*"] },
 * //      { Name: "architecture", Values: ["arm64"] },
 * //      { Name: "state", Values: ["available"] },
 * //      { Name: "virtualization-type", Values: ["hvm"] },
 * //    ]
 * ```
 */
export function amiLookupFilters(
  lookup: AmiLookupReference,
  facts: AmiLookupFacts,
): Parsed<readonly Ec2Filter[]> {
  const search = amiNameLookup(lookup, facts);
  return search.ok ? toParsed(filtersOf(search.value)) : search;
}

/** The filters of a search, in CAPA's order. */
export function filtersOf({ pattern, owner, architecture }: AmiNameLookup): readonly Ec2Filter[] {
  return [
    { Name: "owner-id", Values: [owner] },
    { Name: "name", Values: [pattern] },
    { Name: "architecture", Values: [ec2Architectures[architecture]] },
    { Name: "state", Values: ["available"] },
    { Name: "virtualization-type", Values: ["hvm"] },
  ];
}

/** What filters say, as a lookup of CAPA. */
export interface ReadAmiLookup {
  /** Its format is the name as it stands: which part of it was a version is not known. */
  readonly lookup: AmiLookupReference;
  readonly architecture: Architecture;
}

/**
 * A lookup that sends the same filters; refused where the fields of CAPA cannot say them.
 *
 * @example
 * ```ts
 * const read = readAmiLookupFilters([
 *   { Name: "owner-id", Values: ["123456789012"] },
 *   { Name: "name", Values: ["node-1.34.1-*"] },
 *   { Name: "architecture", Values: ["arm64"] },
 * ]);
 * read.diagnostics.map(({ code, message }) => `${code}: ${message}`);
 * // => [
 * //      "AWS_LOOKUP_FILTERS: the filter state has to say available",
 * //      "AWS_LOOKUP_FILTERS: the filter virtualization-type has to say hvm",
 * //    ]
 * ```
 */
export function readAmiLookupFilters(filters: readonly Ec2Filter[]): Parsed<ReadAmiLookup> {
  const found: Diagnostic[] = [];
  const report = (message: string, value?: unknown): void => {
    const facts = { message, found: value === undefined ? undefined : showValue(value) };
    found.push(awsLookupDiagnostics.report("AWS_LOOKUP_FILTERS", facts));
  };
  const values = new Map<string, string>();
  for (const { Name = "", Values = [] } of filters) {
    const [value, ...others] = Values;
    if (!known.has(Name)) {
      report(`CAPA sends no filter ${Name}`, Values);
    } else if (values.has(Name) || value === undefined || others.length > 0) {
      report(`CAPA sends the filter ${Name} once, with one value`, Values);
    } else {
      values.set(Name, value);
    }
  }
  const architecture = architectureOf(values.get("architecture"));
  const [pattern, owner] = [values.get("name") ?? "", values.get("owner-id") ?? ""];
  for (const [name, value] of [
    ["name", pattern],
    ["owner-id", owner],
  ] as const) {
    if (value === "" && !found.some(({ message }) => message.includes(` ${name} `))) {
      report(`the filter ${name} is missing, and CAPA would fill in its default`);
    }
  }
  if (pattern.includes("{{")) {
    report("the name holds braces, which CAPA would evaluate", pattern);
  }
  if (architecture === undefined) {
    report("the filter architecture has to say x86_64 or arm64", values.get("architecture"));
  }
  for (const [name, value] of [
    ["state", "available"],
    ["virtualization-type", "hvm"],
  ] as const) {
    if (values.get(name) !== value) {
      report(`the filter ${name} has to say ${value}`, values.get(name));
    }
  }
  return architecture === undefined || found.length > 0
    ? { ok: false, diagnostics: found }
    : toParsed({ lookup: { kind: "ami-lookup", format: pattern, org: owner }, architecture });
}

const known = new Set(["owner-id", "name", "architecture", "state", "virtualization-type"]);

function architectureOf(value: string | undefined): Architecture | undefined {
  return (["amd64", "arm64"] as const).find((name) => ec2Architectures[name] === value);
}
