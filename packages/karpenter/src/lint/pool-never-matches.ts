import { type Diagnostic, type ManifestRule, nearestName, showValue } from "@imagewright/core";

import keys from "../data/label-keys.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import {
  classOfPool,
  type PoolView,
  poolGroup,
  poolKinds,
  requirePool,
  type RequirementView,
  valuesLeft,
} from "./pool-view.ts";

/** Values there are of labels with few values. */
const known = new Map<string, readonly string[]>([
  ["karpenter.sh/capacity-type", keys.capacityTypes],
  ["kubernetes.io/arch", ["amd64", "arm64"]],
  ["kubernetes.io/os", ["linux", "windows"]],
]);

/** Requirements that no instance satisfies. */
export const poolNeverMatches: ManifestRule = {
  group: poolGroup,
  kinds: poolKinds,
  check(context) {
    const pool = requirePool(context);
    const family = classOfPool(pool, context.manifests)?.family;
    const byKey = Map.groupBy(pool.requirements, ({ key }) => key);
    return [
      ...pool.requirements.flatMap(checkValues),
      ...[...byKey].flatMap(([key, list]) => checkTogether(key, list)),
      ...checkSystem(pool, family),
    ];
  },
};

/** A value nobody has; one of several is a slip, all of them leave nothing. */
function checkValues({ key, operator, values, pointer }: RequirementView): readonly Diagnostic[] {
  const there = known.get(key);
  const unknown = values.find((value) => there?.includes(value) === false);
  if (there === undefined || unknown === undefined || operator !== "In") {
    return [];
  }
  const nearest = nearestName(unknown.slice(0, 64), there);
  return [
    karpenterDiagnostics.report("KARPENTER_REQUIREMENT", {
      message: `no instance has this value of ${key}`,
      pointer: `${pointer}/values`,
      found: showValue(unknown),
      expected: there.join(", "),
      hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
    }),
  ];
}

function checkTogether(key: string, list: readonly RequirementView[]): readonly Diagnostic[] {
  const [first] = list;
  if (first === undefined || !isImpossible(key, list)) {
    return [];
  }
  const message = `the requirements about ${key} leave no value`;
  const pointer = list.at(-1)?.pointer ?? first.pointer;
  return [karpenterDiagnostics.report("KARPENTER_NEVER_MATCHES", { message, pointer })];
}

function isImpossible(key: string, list: readonly RequirementView[]): boolean {
  const operators = new Set(list.map(({ operator }) => operator));
  const isAbsent = operators.has("DoesNotExist");
  if (isAbsent && ["Exists", "In", "Gt", "Gte", "Lt", "Lte"].some((one) => operators.has(one))) {
    return true;
  }
  const left = valuesLeft(list, key);
  const [lowest, highest] = [lowestOf(list), highestOf(list)];
  if (left === undefined) {
    return lowest > highest;
  }
  const hasBounds = lowest > 0 || highest < Infinity;
  return !left.some((value) => !hasBounds || (Number(value) >= lowest && Number(value) <= highest));
}

/** The least number that bounds admit. */
function lowestOf(list: readonly RequirementView[]): number {
  const bounds = [...boundsOf(list, "Gt").map((bound) => bound + 1), ...boundsOf(list, "Gte")];
  return bounds.reduce((most, bound) => Math.max(most, bound), 0);
}

/** The greatest number that bounds admit. */
function highestOf(list: readonly RequirementView[]): number {
  const bounds = [...boundsOf(list, "Lt").map((bound) => bound - 1), ...boundsOf(list, "Lte")];
  return bounds.reduce((least, bound) => Math.min(least, bound), Infinity);
}

/** The bounds of an operator; what is no number is refused elsewhere. */
function boundsOf(list: readonly RequirementView[], operator: string): readonly number[] {
  return list
    .filter((one) => one.operator === operator && /^\d+$/u.test(one.values[0] ?? ""))
    .map(({ values }) => Number(values[0]));
}

/** A pool of one operating system with a node class of the other. */
function checkSystem(pool: PoolView, family: string | undefined): readonly Diagnostic[] {
  const left = valuesLeft(pool.requirements, "kubernetes.io/os");
  const requirement = pool.requirements.find(({ key }) => key === "kubernetes.io/os");
  if (
    left === undefined ||
    requirement === undefined ||
    family === undefined ||
    family === "Custom"
  ) {
    return [];
  }
  const own = family.startsWith("Windows") ? "windows" : "linux";
  const message = `the node class boots ${own}, which the requirement excludes`;
  return left.includes(own) || left.length === 0
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_NEVER_MATCHES", {
          message,
          pointer: requirement.pointer,
          found: showValue(left),
        }),
      ];
}
