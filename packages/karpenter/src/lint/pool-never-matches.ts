import { type Diagnostic, type ManifestRule, nearestName, showValue } from "@imagewright/core";

import keys from "../data/label-keys.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { classesOf } from "./class-view.ts";
import {
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
    const family = classesOf(context.manifests).find(
      ({ name }) => name !== undefined && name === pool.nodeClass?.nodeClass.name,
    )?.family;
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
  const inRange = (value: string): boolean => list.every((one) => isWithin(Number(value), one));
  if (left !== undefined) {
    const hasBounds = list.some(({ operator }) => /^[GL]te?$/u.test(operator));
    return left.length === 0 || (hasBounds && !left.some(inRange));
  }
  return lowest(list) > highest(list);
}

function isWithin(value: number, { operator, values }: RequirementView): boolean {
  const bound = Number(values[0]);
  switch (operator) {
    case "Gt":
      return value > bound;
    case "Gte":
      return value >= bound;
    case "Lt":
      return value < bound;
    case "Lte":
      return value <= bound;
    default:
      return true;
  }
}

function lowest(list: readonly RequirementView[]): number {
  const bounds = list.flatMap(({ operator, values }) =>
    operator === "Gt" ? [Number(values[0]) + 1] : operator === "Gte" ? [Number(values[0])] : [],
  );
  return Math.max(0, ...bounds);
}

function highest(list: readonly RequirementView[]): number {
  const bounds = list.flatMap(({ operator, values }) =>
    operator === "Lt" ? [Number(values[0]) - 1] : operator === "Lte" ? [Number(values[0])] : [],
  );
  return Math.min(Infinity, ...bounds);
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
