import {
  type Diagnostic,
  formatImageReference,
  type ImageReference,
  type Parsed,
} from "@imagewright/core";
import type { GuardContext, PlanGuard } from "@imagewright/core/plan";

import type { DefaultImage } from "../../default-image/default-image-question.ts";
import { defaultImage } from "../../default-image/default-image.ts";
import {
  lacksReferenceImages,
  referenceGallery,
  referenceRegions,
} from "../../default-image/reference-regions.ts";
import { defaultImageQuestion, lacksImage } from "../../lint/default-images.ts";
import { type FindingPlace, planFinding } from "../plan-finding.ts";
import { type MovedGroup, movedGroups } from "./moved-groups.ts";

/** What CAPZ takes for groups that name no image, and where its reference images are not. */
export const defaultImageGuard: PlanGuard = (context) => {
  const moves = movedGroups(context);
  const open = moves.filter(({ made }) => lacksImage(made));
  const byGroup = [...Map.groupBy(open, ({ group }) => group).values()];
  return [
    ...byGroup.flatMap((group) => checkDefaults(group, context)),
    ...checkRegions(moves, context),
  ];
};

function defaultOf(
  { hop, made }: MovedGroup,
  { targetVersions }: GuardContext,
): Parsed<DefaultImage> {
  const { kind, machine, stored } = made;
  const asked = { kind, machine, object: stored.object, targetVersions };
  return defaultImage(defaultImageQuestion(asked, hop.version));
}

/** Said once for a group: which images it takes, hop by hop. */
function checkDefaults(moves: readonly MovedGroup[], context: GuardContext): readonly Diagnostic[] {
  const refused: Diagnostic[] = [];
  const taken: string[] = [];
  for (const move of moves) {
    const image = defaultOf(move, context);
    if (image.ok) {
      taken.push(`for Kubernetes ${move.hop.version} CAPZ takes ${textOf(image.value)}`);
    } else {
      refused.push(...image.diagnostics.map((found) => refusedDefault(move, found)));
    }
  }
  const [first] = moves;
  if (first === undefined || taken.length === 0) {
    return refused;
  }
  const isPool = first.made.kind === "AzureMachinePool";
  const later = isPool ? "; another release of CAPZ may replace all instances" : "";
  const message = `${first.group.name} names no image: ${taken.join(", ")}${later}`;
  return [...refused, planFinding("CAPZ_PLAN_DEFAULT_IMAGE", placeOf(first), { message })];
}

function refusedDefault(move: MovedGroup, { message, found }: Diagnostic): Diagnostic {
  return planFinding("CAPZ_PLAN_DEFAULT_REFUSED", placeOf(move), {
    message: `${move.group.name} names no image, and CAPZ finds none: ${message}`,
    found,
  });
}

function placeOf({ made }: MovedGroup): FindingPlace {
  return { ...made.stored, pointer: made.pointer };
}

function textOf(image: DefaultImage): string {
  return image.kind === "resolved"
    ? formatImageReference(image.reference)
    : `an image of SKU ${image.query.sku} that only a listing shows`;
}

/** Said once for a cluster: its machines are all in one region. */
function checkRegions(moves: readonly MovedGroup[], context: GuardContext): readonly Diagnostic[] {
  const region = context.cluster.locations.find(({ text }) => lacksReferenceImages(text));
  if (region === undefined || !moves.some((move) => isReferenceImage(move, context))) {
    return [];
  }
  const message = `the reference images of CAPZ are not published in ${region.text}`;
  const facts = { message, found: region.text, expected: referenceRegions.join(", ") };
  return [planFinding("CAPZ_PLAN_DEFAULT_REGION", region.place, facts)];
}

function isReferenceImage(move: MovedGroup, context: GuardContext): boolean {
  if (!lacksImage(move.made)) {
    return isInReferenceGallery(move.upgrade.image?.reference);
  }
  const image = defaultOf(move, context);
  return image.ok && image.value.kind === "resolved" && isInReferenceGallery(image.value.reference);
}

function isInReferenceGallery(reference: ImageReference | undefined): boolean {
  return reference?.kind === "azure-community-gallery" && reference.gallery === referenceGallery;
}
