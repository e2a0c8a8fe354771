import { type Diagnostic, eksReleaseOf, hasErrors, showValue } from "@imagewright/core";
import type { UpgradeContext } from "@imagewright/core/plan";

import { familyOfAlias } from "../ami-family.ts";
import { checkFieldAges } from "../api-fields.ts";
import { mapsAt } from "../json-parts.ts";
import { compareMinors } from "../karpenter-version.ts";
import { checkAmiTerms } from "../rules/check-ami-terms.ts";
import { aliasParameters } from "../select/alias-parameters.ts";
import { architecturesOfImages, rivals } from "./class-images.ts";
import { placedFinding, planFinding } from "./plan-finding.ts";
import type { PlannedClass } from "./planned-class.ts";
import { neededArchitectures } from "./planned-pool.ts";
import { familiesThatBegin, familiesThatEnd, familyFormats } from "./upgrade-settings.ts";

/** Whether a class gets images that its pools can use, at the version of the control plane. */
export function checkClass(planned: PlannedClass, context: UpgradeContext): readonly Diagnostic[] {
  return [
    ...planned.diagnostics,
    ...checkFamily(planned, context),
    ...(planned.follows ? checkAlias(planned, context) : []),
    ...(planned.isSwitched
      ? [
          ...checkRivals(planned),
          ...checkArchitectures(planned),
          ...checkDropped(planned),
          ...checkFormat(planned),
          ...checkAge(planned, context),
        ]
      : []),
  ];
}

function checkFamily(
  { stored, view }: PlannedClass,
  { version }: UpgradeContext,
): readonly Diagnostic[] {
  // An alias beside the family `Custom` is looked up all the same.
  const alias = view.terms?.find((term) => term.alias !== undefined)?.alias;
  const families = new Set([view.family, familyOfAlias(alias ?? "")?.name]);
  const ended = familiesThatEnd.find(({ family }) => families.has(family));
  const begun = familiesThatBegin.find(({ family }) => families.has(family));
  const facts = { pointer: "/spec/amiFamily", found: version };
  if (ended !== undefined && compareMinors(version, ended.since) >= 0) {
    const message = `images of ${ended.family} end before Kubernetes ${ended.since}`;
    return [planFinding("KARPENTER_PLAN_FAMILY", stored, { ...facts, message })];
  }
  if (begun !== undefined && compareMinors(version, begun.since) < 0) {
    const message = `images of ${begun.family} begin with Kubernetes ${begun.since}`;
    return [planFinding("KARPENTER_PLAN_FAMILY", stored, { ...facts, message })];
  }
  return [];
}

/** A pinned alias has to have images for the version; whether it does only the region knows. */
function checkAlias(
  { name, stored, view }: PlannedClass,
  { version, movesControlPlane }: UpgradeContext,
): readonly Diagnostic[] {
  const at = (view.terms ?? []).findIndex((term) => term.alias !== undefined);
  const alias = view.terms?.[at]?.alias;
  if (alias === undefined) {
    return [];
  }
  const pointer = `${view.selectorPointer}/${at}/alias`;
  const facts = { pointer, found: showValue(alias) };
  const parameters = aliasParameters(alias, version);
  if (!parameters.ok) {
    // That a family has no images for the version is said of the family.
    const faults = checkAmiTerms([{ alias }], { pointerOf: () => pointer });
    const first = faults.find(({ severity }) => severity === "error");
    return first === undefined
      ? []
      : [planFinding("KARPENTER_PLAN_ALIAS", stored, { ...facts, message: first.message })];
  }
  if (alias.endsWith("@latest") || !movesControlPlane) {
    return [];
  }
  const released = releasedOnEks(version);
  const published = /@v(\d{4})(\d{2})(\d{2})$/u.exec(alias)?.slice(1).join("-");
  if (released !== undefined && published !== undefined && published < released) {
    const message = `${alias} is older than Kubernetes ${minorOf(version)} on EKS, which is of ${released}`;
    return [planFinding("KARPENTER_PLAN_ALIAS_OLD", stored, { ...facts, message })];
  }
  const names = parameters.value.map((parameter) => parameter.name).join(", ");
  const message = `node class ${name} needs one of these parameters at Kubernetes ${minorOf(version)}: ${names}`;
  return [planFinding("KARPENTER_PLAN_ALIAS_UNCHECKED", stored, { ...facts, message })];
}

function releasedOnEks(version: string): string | undefined {
  return eksReleaseOf(minorOf(version))?.released;
}

function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

function checkRivals({ name, stored, view, images }: PlannedClass): readonly Diagnostic[] {
  const names = rivals(images);
  const message = `pools of node class ${name} would get ${names.join(" and ")}`;
  return names.length === 0
    ? []
    : [
        planFinding("KARPENTER_PLAN_IMAGES_DIFFER", stored, {
          message,
          pointer: view.selectorPointer,
          found: names.join(", "),
        }),
      ];
}

function checkArchitectures({ stored, pools, images }: PlannedClass): readonly Diagnostic[] {
  const there = architecturesOfImages(images);
  return there === undefined
    ? []
    : pools.flatMap(({ name, stored: pool, view }) => {
        const needed = neededArchitectures(view, stored.object) ?? [];
        const lacking = needed.filter((architecture) => !there.has(architecture));
        const message = `node pool ${name} launches nodes of ${lacking.join(" and ")}`;
        const facts = { message, pointer: `${view.at}/requirements` };
        const found = [...there].join(", ");
        return lacking.length === 0
          ? []
          : [planFinding("KARPENTER_PLAN_ARCHITECTURES", pool, { ...facts, found })];
      });
}

/** Ids that nothing takes the place of. */
function checkDropped({ name, stored, view, wanted }: PlannedClass): readonly Diagnostic[] {
  const before = (view.terms ?? []).filter(({ id }) => id !== undefined).length;
  const after = mapsAt(wanted, view.selectorPointer).length;
  const message = `node class ${name} names ${before} images, and gets ${after}`;
  return after < before
    ? [
        planFinding("KARPENTER_PLAN_IDS_DROPPED", stored, {
          message,
          pointer: view.selectorPointer,
        }),
      ]
    : [];
}

function checkFormat({ stored, view, images }: PlannedClass): readonly Diagnostic[] {
  const format = familyFormats.find(({ family }) => family === view.family)?.format;
  return images.flatMap(({ record }) => {
    const { name, userDataFormat } = record;
    const message = `${name} reads user data of ${userDataFormat ?? ""}, and ${view.family ?? ""} means ${format ?? ""}`;
    const facts = { message, pointer: "/spec/amiFamily", found: userDataFormat };
    return format === undefined || userDataFormat === undefined || userDataFormat === format
      ? []
      : [planFinding("KARPENTER_PLAN_FORMAT", stored, { ...facts, expected: format })];
  });
}

/** A form of selector that this version of Karpenter does not have yet. */
function checkAge(
  { stored, view, wanted }: PlannedClass,
  { targetVersions }: UpgradeContext,
): readonly Diagnostic[] {
  const { karpenter } = targetVersions;
  const found = karpenter === undefined ? [] : checkFieldAges(wanted, stored.address, karpenter);
  const own = found.filter(({ pointer }) => pointer.startsWith(view.selectorPointer));
  return hasErrors(own) ? own.map((one) => placedFinding(one, stored)) : [];
}
