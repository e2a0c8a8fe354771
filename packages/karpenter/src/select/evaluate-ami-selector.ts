import type { AmiSelectorTerm, Architecture, Parsed } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { NodeRequirement } from "../node-pool-spec.ts";
import { aliasParameters } from "./alias-parameters.ts";
import { imageRequirements } from "./image-requirements.ts";
import type { KarpenterImage } from "./karpenter-image.ts";
import { isSelected } from "./match-term.ts";
import { amiSelectorQueries } from "./selector-queries.ts";
import { secondsOfTime } from "./utc-seconds.ts";

/** What a selector is evaluated with, where images are at hand. */
export interface AmiSelectionFacts {
  /** Account of the cluster, which `self` means. @example "123456789012" */
  readonly account?: string;
  /** Version of the control plane, which aliases need. @example "1.34.1" */
  readonly kubernetesVersion?: string;
  /** Values of SSM parameters, by name. One that is left out of a list that is given does not exist. */
  readonly parameters?: { readonly [name: string]: string };
  /** When it is asked, as RFC 3339; deprecation counts only with it. @example "2026-11-21T00:00:00Z" */
  readonly now?: string;
}

/** One image Karpenter would use, as it stands in `status.amis`. */
export interface SelectedAmi {
  readonly image: KarpenterImage;
  readonly isDeprecated: boolean;
  /** Instance types that satisfy them use the image, unless an earlier one fits as well. */
  readonly requirements: readonly NodeRequirement[];
}

/** Why an image is used, or is not. */
export interface AmiVerdict {
  readonly image: KarpenterImage;
  readonly verdict: "architecture" | "not-available" | "not-selected" | "outdone" | "selected";
  /** One sentence for people. */
  readonly reason: string;
}

/** The images Karpenter would use, and why each of the others is none of them. */
export interface AmiSelection {
  /** The newest first; equally new ones by their id. */
  readonly selected: readonly SelectedAmi[];
  /** One for each image given, in the order they were given. */
  readonly verdicts: readonly AmiVerdict[];
}

/**
 * The AMIs that Karpenter would use of a list of AMIs: for each set of requirements, which is the
 * architecture alone except with an alias, one that is not deprecated before one that is, then the
 * newest, then the greatest name.
 *
 * @returns refused with `KARPENTER_NEEDS_SSM` where SSM has to be asked, `KARPENTER_NEEDS_ACCOUNT`
 * where `self` is meant and the account is not known, and `KARPENTER_AMI_NONE` where nothing fits
 * @example
 * ```ts
 * const images = ["2026-11-03T10:00:00.000Z", "2026-11-17T10:00:00.000Z"].map((CreationDate, index) => ({
 *   ImageId: `ami-0000000${index}`,
 *   Name: `nodes-${index}`,
 *   OwnerId: "123456789012",
 *   Architecture: "x86_64",
 *   State: "available",
 *   CreationDate,
 * }));
 * const facts = { account: "123456789012" };
 * const found = evaluateAmiSelector([{ name: "nodes-*" }], images, facts);
 * found.ok && found.value.selected.map(({ image }) => image.ImageId); // => ["ami-00000001"]
 * found.ok && found.value.verdicts[0]?.reason;
 * // => "ami-00000001 is newer, for the same instances"
 * ```
 */
export function evaluateAmiSelector(
  terms: readonly AmiSelectorTerm[],
  images: readonly KarpenterImage[],
  facts: AmiSelectionFacts = {},
): Parsed<AmiSelection> {
  const alias = terms.find((term) => term.alias !== undefined)?.alias;
  const known = alias === undefined ? termKnowledge(terms, facts) : aliasKnowledge(alias, facts);
  if (!known.ok) {
    return known;
  }
  const candidates = images.map((image) => judge(image, known.value, facts));
  const best = bestOf(candidates.filter(isCandidate));
  if (best.length === 0) {
    const message = "none of the images is one that the selector means";
    const found = [karpenterDiagnostics.report("KARPENTER_AMI_NONE", { message })];
    return { ok: false, diagnostics: found };
  }
  const verdicts = candidates.map((one) => (isCandidate(one) ? outcome(one, best) : one));
  return { ok: true, value: { selected: best, verdicts }, diagnostics: [] };
}

/** For an image the sets of requirements it is known for; undefined where it is not meant. */
type Knowledge = (image: KarpenterImage) => readonly (readonly NodeRequirement[])[] | undefined;

interface Candidate {
  readonly image: KarpenterImage;
  readonly isDeprecated: boolean;
  readonly sets: readonly (readonly NodeRequirement[])[];
}

function termKnowledge(
  terms: readonly AmiSelectorTerm[],
  { account, parameters }: AmiSelectionFacts,
): Parsed<Knowledge> {
  const queries = amiSelectorQueries(terms, parameters);
  if (!queries.ok) {
    return queries;
  }
  const asksSelf = queries.value.some(({ Owners = [] }) => Owners.includes("self"));
  if (asksSelf && account === undefined) {
    const message = "`self` is the account of the cluster, which is not known";
    const found = [karpenterDiagnostics.report("KARPENTER_NEEDS_ACCOUNT", { message })];
    return { ok: false, diagnostics: found };
  }
  const isMeant = (image: KarpenterImage): boolean =>
    terms.some((term) => isSelected(image, term, account, parameters));
  return {
    ok: true,
    value: (image) =>
      isMeant(image) ? [imageRequirements(architectureOf(image) ?? "amd64")] : undefined,
    diagnostics: [],
  };
}

function needsSsm(message: string): Parsed<never> {
  const found = [karpenterDiagnostics.report("KARPENTER_NEEDS_SSM", { message })];
  return { ok: false, diagnostics: found };
}

function aliasKnowledge(
  alias: string,
  { kubernetesVersion, parameters }: AmiSelectionFacts,
): Parsed<Knowledge> {
  if (kubernetesVersion === undefined) {
    return needsSsm(`the parameters of ${alias} bear the Kubernetes version`);
  }
  const asked = aliasParameters(alias, kubernetesVersion);
  if (!asked.ok) {
    return asked;
  }
  if (parameters === undefined) {
    const names = asked.value.map(({ name }) => name).join(", ");
    return needsSsm(`${alias} means the values of ${names}`);
  }
  const value: Knowledge = (image) => {
    const meant = asked.value.filter(({ name }) => parameters[name] === image.ImageId);
    return meant.length === 0 || image.ImageId === undefined
      ? undefined
      : meant.flatMap(({ requirements }) => requirements);
  };
  return { ok: true, value, diagnostics: [] };
}

function judge(
  image: KarpenterImage,
  known: Knowledge,
  { now }: AmiSelectionFacts,
): AmiVerdict | Candidate {
  const sets = known(image);
  if (sets === undefined) {
    return { image, verdict: "not-selected", reason: "no term means the image" };
  }
  if (image.State !== undefined && image.State !== "available") {
    return { image, verdict: "not-available", reason: `the image is ${image.State}` };
  }
  if (architectureOf(image) === undefined) {
    const reason = `Karpenter knows no architecture ${image.Architecture ?? "of this image"}`;
    return { image, verdict: "architecture", reason };
  }
  const { DeprecationTime } = image;
  const isDeprecated =
    now !== undefined &&
    DeprecationTime !== undefined &&
    secondsOfTime(DeprecationTime) <= secondsOfTime(now);
  return { image, isDeprecated, sets };
}

function isCandidate(one: AmiVerdict | Candidate): one is Candidate {
  return "sets" in one;
}

/** One image survives for each set of requirements. */
function bestOf(candidates: readonly Candidate[]): readonly SelectedAmi[] {
  const best = new Map<string, SelectedAmi>();
  for (const { image, isDeprecated, sets } of candidates) {
    for (const requirements of sets) {
      const key = JSON.stringify(requirements);
      const before = best.get(key);
      const now = { image, isDeprecated, requirements };
      if (before === undefined || compare(now, before) < 0) {
        best.set(key, now);
      }
    }
  }
  return [...best.values()].toSorted(
    (a, b) => byDate(a, b) || ((a.image.ImageId ?? "") < (b.image.ImageId ?? "") ? -1 : 1),
  );
}

type Rank = Pick<SelectedAmi, "image" | "isDeprecated">;

/** Negative where the first wins. */
function compare(a: Rank, b: Rank): number {
  if (a.isDeprecated !== b.isDeprecated) {
    return a.isDeprecated ? 1 : -1;
  }
  const names = [a.image.Name ?? "", b.image.Name ?? ""] as const;
  return byDate(a, b) || (names[0] === names[1] ? 0 : names[0] > names[1] ? -1 : 1);
}

function outcome(
  { image, isDeprecated, sets }: Candidate,
  best: readonly SelectedAmi[],
): AmiVerdict {
  if (best.some((one) => one.image === image)) {
    const reason = "the image is the newest for its instances";
    return { image, verdict: "selected", reason };
  }
  const keys = new Set(sets.map((set) => JSON.stringify(set)));
  const winner = best.find(({ requirements }) => keys.has(JSON.stringify(requirements)));
  const id = winner?.image.ImageId ?? "another image";
  const why =
    isDeprecated && winner?.isDeprecated === false
      ? "is not deprecated"
      : winner !== undefined && dateOf(winner.image) === dateOf(image)
        ? "is as new and has the greater name"
        : "is newer";
  return { image, verdict: "outdone", reason: `${id} ${why}, for the same instances` };
}

function architectureOf({ Architecture: name }: KarpenterImage): Architecture | undefined {
  return name === "x86_64" ? "amd64" : name === "arm64" ? "arm64" : undefined;
}

function byDate(a: Rank, b: Rank): number {
  const [first, second] = [dateOf(a.image), dateOf(b.image)];
  return first === second ? 0 : second - first;
}

/** Karpenter compares whole seconds; an image without a date is the oldest. */
function dateOf({ CreationDate }: KarpenterImage): number {
  return CreationDate === undefined ? -Infinity : secondsOfTime(CreationDate);
}
