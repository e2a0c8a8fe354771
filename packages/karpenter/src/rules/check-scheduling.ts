import { checkTaints, isLabelValue, type NodeTaint } from "@imagewright/aws/user-data";
import {
  type Diagnostic,
  formatPointer,
  nearestName,
  type NodeImage,
  showValue,
} from "@imagewright/core";

import keys from "../data/label-keys.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { checkLabelKey } from "../label-keys.ts";
import type { NodeRequirement } from "../node-pool-spec.ts";
import { isQuantity } from "../quantity.ts";
import { osOf } from "../render/requirements.ts";

const wholeNumber = /^\d+$/u;

/** Every problem of what instances have to be. */
export function checkRequirements(
  requirements: readonly NodeRequirement[],
  image: NodeImage,
  version: string,
  pointer: string,
): readonly Diagnostic[] {
  return requirements.flatMap((requirement, index) => {
    const at = `${pointer}/${index}`;
    return [
      ...checkLabelKey(requirement.key, version, `${at}/key`),
      ...checkCapacityType(requirement, at),
      ...checkOperator(requirement, at),
      ...checkImageFits(requirement, image, at),
    ];
  });
}

/** Every problem of the labels that nodes get. */
export function checkNodeLabels(
  labels: { readonly [key: string]: string },
  version: string,
  pointer: string,
): readonly Diagnostic[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const at = `${pointer}${formatPointer([key])}`;
    const message = "this is no label value";
    return isLabelValue(value)
      ? checkLabelKey(key, version, at)
      : [
          karpenterDiagnostics.report("KARPENTER_LABEL", {
            message,
            pointer: at,
            found: showValue(value),
          }),
        ];
  });
}

/** Every problem of taints, in one list and between two. */
export function checkPoolTaints(
  taints: readonly NodeTaint[],
  startupTaints: readonly NodeTaint[],
  pointer: string,
): readonly Diagnostic[] {
  const known = new Set(taints.map(({ key, effect }) => `${key}:${effect}`));
  return [
    ...checkTaints(taints, `${pointer}/taints`),
    ...checkTaints(startupTaints, `${pointer}/startupTaints`),
    ...startupTaints.flatMap(({ key, effect }, index) => {
      const message = `${key}:${effect} stands in taints already`;
      const at = `${pointer}/startupTaints/${index}`;
      return known.has(`${key}:${effect}`)
        ? [karpenterDiagnostics.report("KARPENTER_TAINT_TWICE", { message, pointer: at })]
        : [];
    }),
  ];
}

/** Every amount that is no quantity. */
export function checkLimits(
  limits: { readonly [resource: string]: string },
  pointer: string,
): readonly Diagnostic[] {
  return Object.entries(limits)
    .filter(([, amount]) => !isQuantity(amount))
    .map(([resource, amount]) =>
      karpenterDiagnostics.report("KARPENTER_QUANTITY", {
        message: `the limit of ${resource} is no quantity`,
        pointer: `${pointer}${formatPointer([resource])}`,
        found: showValue(amount),
      }),
    );
}

function checkOperator(
  { operator, values = [], minValues }: NodeRequirement,
  pointer: string,
): readonly Diagnostic[] {
  const fault = operatorFault(operator, values, minValues);
  return fault === undefined
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_REQUIREMENT", {
          message: fault,
          pointer: `${pointer}/values`,
          found: showValue(values),
        }),
      ];
}

function operatorFault(
  operator: NodeRequirement["operator"],
  values: readonly string[],
  minValues: number | undefined,
): string | undefined {
  switch (operator) {
    case "In":
      return values.length === 0 || values.length < (minValues ?? 0)
        ? "In needs values, at least as many as minValues"
        : valueFault(values);
    case "NotIn":
      return values.length === 0 ? "NotIn needs a value" : valueFault(values);
    case "Exists":
    case "DoesNotExist":
      return values.length === 0 ? undefined : `${operator} takes no values`;
    default:
      return values.length === 1 && wholeNumber.test(values[0] ?? "")
        ? undefined
        : `${operator} takes one whole number`;
  }
}

function valueFault(values: readonly string[]): string | undefined {
  return values.every((value) => isLabelValue(value)) ? undefined : "a value is no label value";
}

/** Karpenter takes any value, but finds no instance for one it does not know. */
function checkCapacityType(
  { key, values = [] }: NodeRequirement,
  pointer: string,
): readonly Diagnostic[] {
  const unknown = values.find((value) => !keys.capacityTypes.includes(value));
  if (key !== "karpenter.sh/capacity-type" || unknown === undefined) {
    return [];
  }
  const nearest = nearestName(unknown.slice(0, 64), keys.capacityTypes);
  return [
    karpenterDiagnostics.report("KARPENTER_REQUIREMENT", {
      message: "there is no such capacity type",
      pointer: `${pointer}/values`,
      found: showValue(unknown),
      expected: keys.capacityTypes.join(", "),
      hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
    }),
  ];
}

/** A requirement about the image's own facts has to leave the image a machine. */
function checkImageFits(
  { key, operator, values = [] }: NodeRequirement,
  image: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const own = new Map<string, string>([
    ["kubernetes.io/arch", image.architecture],
    ["kubernetes.io/os", osOf(image)],
  ]).get(key);
  if (own === undefined) {
    return [];
  }
  const isAdmitted =
    operator === "Exists" ||
    (operator === "In" && values.includes(own)) ||
    (operator === "NotIn" && !values.includes(own));
  const message = `the image runs on ${own}, which the requirement excludes`;
  return isAdmitted
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_ARCHITECTURE", {
          message,
          pointer,
          found: showValue(values),
        }),
      ];
}
