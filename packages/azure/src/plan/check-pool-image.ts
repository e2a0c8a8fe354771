import { type Diagnostic, type ImageReference, mapAt, showValue, textAt } from "@imagewright/core";
import type { GroupUpgrade, StoredObject } from "@imagewright/core/plan";

import { formatImageId, parseImageId } from "../image-id.ts";
import { latestVersion } from "../image-version.ts";
import { type FindingPlace, planFinding } from "./plan-finding.ts";

/**
 * Whether a pool is one whose instances count as up to date: while they do not, CAPZ replaces them
 * without end, and its version cannot change ahead of its image.
 */
export function checkPoolImage(
  { group, image }: GroupUpgrade,
  pool: StoredObject,
): readonly Diagnostic[] {
  const [use] = group.images;
  if (use === undefined) {
    return [];
  }
  return [
    ...checkForm(pool, use.reference, use.place),
    ...checkId(pool, use.place),
    ...(image === undefined ? [] : checkWanted(image.reference, use.reference, use.place)),
  ];
}

function checkForm(
  { object }: StoredObject,
  reference: ImageReference,
  place: FindingPlace,
): readonly Diagnostic[] {
  const isShared = mapAt(object, `${place.pointer}/sharedGallery`) !== undefined;
  if (!isShared && !("plan" in reference)) {
    return [];
  }
  const form = isShared ? "`sharedGallery`" : "a plan";
  const message = `no instance of a pool with ${form} ever counts as up to date`;
  return [planFinding("CAPZ_PLAN_POOL_IMAGE", place, { message })];
}

/** The parts of an id that everybody spells alike are spelled as Azure does. */
function checkId({ object }: StoredObject, place: FindingPlace): readonly Diagnostic[] {
  const pointer = `${place.pointer}/id`;
  const found = textAt(object, pointer);
  const parsed = found === undefined ? undefined : parseImageId(found);
  const expected = parsed?.ok === true ? formatImageId(parsed.value) : found;
  if (found === expected || found?.length !== expected?.length) {
    return [];
  }
  const message =
    "no instance of the pool ever counts as up to date: Azure spells the id otherwise";
  return [planFinding("CAPZ_PLAN_POOL_ID", { ...place, pointer }, { message, found, expected })];
}

function checkWanted(
  wanted: ImageReference,
  current: ImageReference,
  place: FindingPlace,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if ("plan" in wanted && !("plan" in current)) {
    const message = "the new image has a plan: no instance of the pool would count as up to date";
    found.push(planFinding("CAPZ_PLAN_POOL_IMAGE", place, { message }));
  }
  if ("version" in wanted && wanted.version === latestVersion) {
    const message = "the new image of the pool is of version `latest`";
    found.push(planFinding("CAPZ_PLAN_POOL_LATEST", place, { message, found: latestVersion }));
  }
  const letters = otherLetters(wanted, current);
  if (letters !== undefined) {
    const message = "the catalog spells the image of the pool in other letters than the pool does";
    found.push(planFinding("CAPZ_PLAN_POOL_LETTERS", place, { message, ...letters }));
  }
  return found;
}

/** The first part of a reference that differs in the case of its letters alone. */
function otherLetters(
  wanted: ImageReference,
  current: ImageReference,
): { readonly found: string; readonly expected: string } | undefined {
  const after = new Map<string, unknown>(Object.entries(wanted));
  const before: readonly (readonly [string, unknown])[] = Object.entries(current);
  for (const [name, value] of before) {
    const now = after.get(name);
    const isText = typeof value === "string" && typeof now === "string";
    if (isText && value !== now && value.toLowerCase() === now.toLowerCase()) {
      return { found: showValue(value), expected: showValue(now) };
    }
  }
  return undefined;
}
