import {
  type AmiSelectorTerm,
  type Architecture,
  type ImageMatch,
  type ImageReference,
  isSameJson,
  toJsonValue,
} from "@imagewright/core";
import type { GroupUpgrade } from "@imagewright/core/plan";

import { amiTerms } from "../ami-terms.ts";
import { isSameReference } from "../render/same-reference.ts";

/** The images that pools of one class are to have, each once, in the order of architectures. */
export function imagesOf(upgrades: readonly GroupUpgrade[]): readonly ImageMatch[] {
  const byText = new Map<string, ImageMatch>();
  for (const { image, otherImages = [] } of upgrades) {
    for (const match of image === undefined ? otherImages : [image, ...otherImages]) {
      byText.set(`${match.record.name} ${JSON.stringify(match.reference)}`, match);
    }
  }
  return [...byText.values()].toSorted(
    (a, b) =>
      compare(a.record.architecture, b.record.architecture) ||
      compare(a.record.name, b.record.name),
  );
}

/**
 * The terms that select images, all of them; undefined where one cannot be selected by.
 *
 * @param current - what the class names now: of it, only what new images do not replace stays
 */
export function termsOfImages(
  images: readonly ImageMatch[],
  current: ImageReference,
): readonly AmiSelectorTerm[] | undefined {
  if (images.every(({ reference }) => isSameReference(reference, current))) {
    return amiTerms(current);
  }
  const terms: AmiSelectorTerm[] = [];
  for (const match of images) {
    const own = termsOfImage(match);
    if (own === undefined) {
      return undefined;
    }
    terms.push(...own.filter((term) => !terms.some((one) => isSameTerm(one, term))));
  }
  return terms;
}

/** A selector that a class has now may mean more images than the one of the record. */
function termsOfImage({ record, reference }: ImageMatch): readonly AmiSelectorTerm[] | undefined {
  const terms = amiTerms(reference);
  if (
    reference.kind !== "karpenter-ami-selector" ||
    record.references.some((one) => isSameReference(one, reference))
  ) {
    return terms;
  }
  const ids = new Set(record.references.flatMap((one) => (one.kind === "ami" ? [one.id] : [])));
  const own = reference.terms.filter(({ id }) => id !== undefined && ids.has(id));
  return own.length > 0 ? own : terms;
}

/** Whether two selectors have the same terms, in whatever order. */
export function isSameSelector(
  a: readonly AmiSelectorTerm[],
  b: readonly AmiSelectorTerm[],
): boolean {
  return (
    a.every((term) => b.some((one) => isSameTerm(one, term))) &&
    b.every((term) => a.some((one) => isSameTerm(one, term)))
  );
}

function isSameTerm(a: AmiSelectorTerm, b: AmiSelectorTerm): boolean {
  return isSameJson(toJsonValue(a), toJsonValue(b));
}

/**
 * Architectures that images are of; undefined where a selector may mean more than the record it
 * stands in says.
 */
export function architecturesOfImages(
  images: readonly ImageMatch[],
): ReadonlySet<Architecture> | undefined {
  const isExact = images.every((match) => {
    const terms = termsOfImage(match) ?? [];
    const [term] = terms;
    return terms.length === 1 && term?.tags === undefined && term?.name === undefined;
  });
  return isExact ? new Set(images.map(({ record }) => record.architecture)) : undefined;
}

/** Names of records that would be two images of one architecture. */
export function rivals(images: readonly ImageMatch[]): readonly string[] {
  const byArchitecture = Map.groupBy(images, ({ record }) => record.architecture);
  const same = [...byArchitecture.values()].find((group) => group.length > 1);
  return (same ?? []).map(({ record }) => record.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
