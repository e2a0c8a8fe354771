import { type Diagnostic, type ImageMatch, type ImageReference, textAt } from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { decodeImageVersion } from "../../image-version.ts";
import { firstGenerationName } from "../../lint/image-generation-rule.ts";
import { type FindingPlace, planFinding } from "../plan-finding.ts";
import { type MovedGroup, movedGroups } from "./moved-groups.ts";

/** Whether each new image fits the machine that is to boot it, as far as names and records tell. */
export const newImageGuard: PlanGuard = (context) => {
  const said = new Set<string>();
  return movedGroups(context).flatMap((move) => {
    const { image } = move.upgrade;
    return image === undefined
      ? []
      : [
          ...checkVersion(move, image, said),
          ...checkSystem(move, image),
          ...checkGeneration(move, image),
          ...checkTerms(move, image.reference, said),
        ];
  });
};

function placeOf({ made }: MovedGroup, field: string): FindingPlace {
  return { ...made.stored, pointer: `${made.pointer}${field}` };
}

/** Said once for an image, whoever gets it. */
function checkVersion(
  move: MovedGroup,
  { record, reference }: ImageMatch,
  said: Set<string>,
): readonly Diagnostic[] {
  const found = "version" in reference ? reference.version : "";
  const facts = decodeImageVersion(found);
  if (
    facts.kind !== "kubernetes" ||
    facts.kubernetesVersion === record.kubernetesVersion ||
    said.has(record.name)
  ) {
    return [];
  }
  said.add(record.name);
  const message = `${record.name} is of Kubernetes ${record.kubernetesVersion}, and the version of its gallery image tells of ${facts.kubernetesVersion}`;
  const more = { message, found, expected: record.kubernetesVersion };
  return [planFinding("CAPZ_PLAN_IMAGE_VERSION", placeOf(move, "/image"), more)];
}

/** To CAPZ everything but the exact text `Windows` is Linux. */
function checkSystem(move: MovedGroup, { record }: ImageMatch): readonly Diagnostic[] {
  const found = textAt(move.made.machine, "/osDisk/osType") === "Windows" ? "Windows" : "Linux";
  const expected = record.os.distribution === "windows" ? "Windows" : "Linux";
  if (found === expected) {
    return [];
  }
  const message = `machines of ${move.group.name} are for ${found}, and ${record.name} is of ${expected}`;
  const place = placeOf(move, "/osDisk/osType");
  return [planFinding("CAPZ_PLAN_OS_TYPE", place, { message, found, expected })];
}

function checkGeneration(move: MovedGroup, { reference }: ImageMatch): readonly Diagnostic[] {
  const pointer = "/securityProfile/securityType";
  const type = textAt(move.made.machine, pointer);
  const found = firstGenerationName(reference);
  if (type === undefined || found === undefined) {
    return [];
  }
  const message = `${type} of ${move.group.name} needs an image of generation 2, and this one is of generation 1 by its name`;
  return [planFinding("CAPZ_PLAN_GENERATION", placeOf(move, pointer), { message, found })];
}

function checkTerms(
  move: MovedGroup,
  reference: ImageReference,
  said: Set<string>,
): readonly Diagnostic[] {
  const plan = planOf(reference);
  if (plan === undefined || said.has(plan)) {
    return [];
  }
  said.add(plan);
  const message = `the terms of ${plan} have to be accepted in the subscription`;
  return [planFinding("CAPZ_PLAN_IMAGE_TERMS", placeOf(move, "/image"), { message, found: plan })];
}

function planOf(reference: ImageReference): string | undefined {
  const plan =
    "plan" in reference
      ? reference.plan
      : reference.kind === "azure-marketplace" && reference.thirdParty
        ? reference
        : undefined;
  return plan && `${plan.publisher}:${plan.offer}:${plan.sku}`;
}
