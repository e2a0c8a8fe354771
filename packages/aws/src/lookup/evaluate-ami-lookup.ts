import {
  type AmiLookupReference,
  type AmiReference,
  type Diagnostic,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import {
  type AmiLookupFacts,
  type AmiNameLookup,
  amiNameLookup,
  filtersOf,
} from "./ami-lookup-filters.ts";
import { type Ec2Filter, ec2Architectures, type Ec2Image } from "./ec2-image.ts";
import { eksLookupParameter } from "./eks-parameter.ts";
import { matchesFilter } from "./filter-glob.ts";
import { awsLookupDiagnostics } from "./lookup-diagnostics.ts";

/** What a lookup is evaluated with, where images are at hand. */
export interface AmiSearchFacts extends AmiLookupFacts {
  /** Whether EKS manages the cluster; if that is left out, an `eksLookupType` says that it does. */
  readonly isEks?: boolean;
  /** Region of the images: goes into the reference. */
  readonly region?: string;
  /** Account that asks: EC2 hides the deprecated AMIs of other accounts from it. */
  readonly account?: string;
  /** When it asks, as RFC 3339 in UTC; deprecation counts only with it. @example "2026-11-21T00:00:00Z" */
  readonly now?: string;
}

/** The AMI that CAPA would take, and why. */
export interface AmiLookupResult extends AmiNameLookup {
  readonly reference: AmiReference;
  readonly image: Ec2Image;
  readonly filters: readonly Ec2Filter[];
  /** Every AMI that passes the filters, the newest first. */
  readonly matches: readonly Ec2Image[];
}

const date =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/u;

/**
 * The AMI that CAPA would take of a list of AMIs: name, owner, architecture, state and
 * virtualization as EC2 filters them, then the newest by creation date.
 *
 * @returns refused where two are equally new, where a date cannot be read, where nothing matches
 * (then with the AMIs that nearly do), where the format is not evaluated, and where CAPA asks SSM
 * @example
 * ```ts
 * const images = ["2026-11-03T10:00:00.000Z", "2026-11-17T10:00:00.000Z"].map((CreationDate, index) => ({
 *   ImageId: `ami-0000000${index}`,
 *   Name: `node-v1.34.1-${index}`,
 *   OwnerId: "123456789012",
 *   Architecture: "x86_64",
 *   State: "available",
 *   VirtualizationType: "hvm",
 *   CreationDate,
 * }));
 * const lookup = { kind: "ami-lookup", format: "node-?{{.K8sVersion}}-*", org: "123456789012" } as const;
 * const facts = { kubernetesVersion: "v1.34.1", architecture: "amd64", region: "eu-west-1" } as const;
 * const found = evaluateAmiLookup(lookup, facts, images);
 * found.ok && found.value.reference; // => { kind: "ami", region: "eu-west-1", id: "ami-00000001" }
 * found.ok && found.value.pattern; // => "node-?1.34.1-*"
 * ```
 */
export function evaluateAmiLookup(
  lookup: AmiLookupReference,
  facts: AmiSearchFacts,
  images: readonly Ec2Image[],
): Parsed<AmiLookupResult> {
  if ((facts.isEks ?? lookup.eksLookupType !== undefined) && isByTypeAlone(lookup)) {
    return askedOfSsm(lookup, facts);
  }
  const search = amiNameLookup(lookup, facts);
  if (!search.ok) {
    return search;
  }
  const matches = images.filter(
    (image) => faultsOf(image, search.value).length === 0 && !isHidden(image, facts),
  );
  const dated = checkDates(matches);
  if (matches.length === 0 || dated.length > 0) {
    return { ok: false, diagnostics: dated.length > 0 ? dated : [nothing(search.value, images)] };
  }
  const newest = matches.toSorted(newestFirst);
  const [image, second] = newest;
  const id = image?.ImageId ?? "";
  if (image === undefined || image.CreationDate === second?.CreationDate) {
    return { ok: false, diagnostics: [ambiguous(newest)] };
  }
  const { region } = facts;
  const reference: AmiReference = {
    kind: "ami",
    ...(region !== undefined && { region }),
    id,
  };
  return toParsed(
    { ...search.value, reference, image, filters: filtersOf(search.value), matches: newest },
    remarks(newest, facts),
  );
}

/** CAPA of an EKS cluster asks SSM as long as no other field is set. */
function isByTypeAlone({ format, org, baseOs }: AmiLookupReference): boolean {
  return [format, org, baseOs].every((field) => field === undefined || field === "");
}

function askedOfSsm(lookup: AmiLookupReference, facts: AmiSearchFacts): Parsed<never> {
  const { eksLookupType } = lookup;
  const parameter = eksLookupParameter({
    ...facts,
    ...(eksLookupType !== undefined && { eksLookupType }),
  });
  if (!parameter.ok) {
    return parameter;
  }
  const message = `CAPA asks the SSM parameter ${parameter.value.name}`;
  const found = awsLookupDiagnostics.report("AWS_LOOKUP_BY_PARAMETER", {
    message,
    pointer: "/eksLookupType",
  });
  return { ok: false, diagnostics: [found, ...parameter.diagnostics] };
}

function faultsOf(
  image: Ec2Image,
  { pattern, owner, architecture }: AmiNameLookup,
): readonly string[] {
  const { Name = "", OwnerId = "", Architecture = "", State = "", VirtualizationType = "" } = image;
  return [
    (image.ImageId ?? "") === "" ? "it has no id" : undefined,
    matchesFilter(pattern, Name) ? undefined : `its name is ${Name}`,
    matchesFilter(owner, OwnerId) ? undefined : `its owner is ${OwnerId}`,
    Architecture === ec2Architectures[architecture] ? undefined : `it is ${Architecture}`,
    State === "available" ? undefined : `its state is ${State}`,
    VirtualizationType === "hvm" ? undefined : `its virtualization is ${VirtualizationType}`,
  ].filter((fault) => fault !== undefined);
}

function isHidden(
  { OwnerId, DeprecationTime }: Ec2Image,
  { account, now }: AmiSearchFacts,
): boolean {
  return (
    now !== undefined &&
    DeprecationTime !== undefined &&
    DeprecationTime !== "" &&
    OwnerId !== account &&
    DeprecationTime.slice(0, 19) <= now.slice(0, 19)
  );
}

function newestFirst(
  { CreationDate: a = "" }: Ec2Image,
  { CreationDate: b = "" }: Ec2Image,
): number {
  return a === b ? 0 : a < b ? 1 : -1;
}

function checkDates(matches: readonly Ec2Image[]): readonly Diagnostic[] {
  return matches
    .filter(({ CreationDate = "" }) => !isDate(CreationDate))
    .map(({ ImageId = "", CreationDate }) => {
      const message = `the creation date of ${ImageId} cannot be read`;
      const facts = { message, found: showValue(CreationDate) };
      return awsLookupDiagnostics.report("AWS_LOOKUP_DATE", facts);
    });
}

/** Go refuses the 31st of a month that has 30 days, too. */
function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return date.test(text) && day <= (days[month - 1] ?? 0);
}

function nothing(search: AmiNameLookup, images: readonly Ec2Image[]): Diagnostic {
  const { pattern, owner, architecture } = search;
  const message = `found no AMIs with name "${pattern}", architecture "${ec2Architectures[architecture]}", ownerID "${owner}"`;
  const near = images
    .map((image) => ({ image, faults: faultsOf(image, search) }))
    .filter(({ faults }) => faults.length === 1)
    .slice(0, 3)
    .map(({ image, faults }) => `${image.ImageId ?? image.Name ?? ""} (${faults.join()})`);
  const hint = near.length === 0 ? undefined : `Look at what nearly matches: ${near.join(", ")}.`;
  return awsLookupDiagnostics.report("AWS_LOOKUP_EMPTY", { message, hint });
}

function ambiguous(newest: readonly Ec2Image[]): Diagnostic {
  const CreationDate = newest[0]?.CreationDate;
  const ids = newest
    .filter((image) => image.CreationDate === CreationDate)
    .map(({ ImageId = "" }) => ImageId)
    .toSorted();
  const message = `${ids.join(" and ")} were created at the same time`;
  return awsLookupDiagnostics.report("AWS_LOOKUP_AMBIGUOUS", { message, found: CreationDate });
}

function remarks(
  newest: readonly Ec2Image[],
  { account, now }: AmiSearchFacts,
): readonly Diagnostic[] {
  const [image] = newest;
  const isDeprecated = (image?.DeprecationTime ?? "") !== "" && image?.OwnerId !== account;
  const ids = newest.map(({ ImageId = "" }) => ImageId).join(", ");
  return [
    ...(newest.length > 1
      ? [
          awsLookupDiagnostics.report("AWS_LOOKUP_SEVERAL", {
            message: `${newest.length} AMIs match`,
            found: ids,
          }),
        ]
      : []),
    ...(isDeprecated && now === undefined
      ? [
          awsLookupDiagnostics.report("AWS_LOOKUP_DEPRECATED", {
            message: `${image?.ImageId ?? ""} has a date of deprecation`,
            found: image?.DeprecationTime,
          }),
        ]
      : []),
  ];
}
