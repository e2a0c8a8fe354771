import type { Diagnostic, ObjectKind, TargetVersions } from "@imagewright/core";
import type { StoredObject, UpgradeContext } from "@imagewright/core/plan";

import { checkServed } from "../api-fields.ts";
import { compareMinors, newestKarpenter, supportedKubernetes } from "../karpenter-version.ts";
import { planFinding } from "./plan-finding.ts";
import type { PlannedClass } from "./planned-class.ts";
import { type PlannedPool, poolNames } from "./planned-pool.ts";
import { budgetsSince } from "./upgrade-settings.ts";

/** The last minor of Karpenter that serves v1beta1: what runs where nobody says it. */
const lastOfBeta = "1.0";

/** Whether the Karpenter that runs serves the objects, has budgets, and supports the version. */
export function checkKarpenter(
  { stored, pools }: PlannedClass,
  { version, targetVersions }: UpgradeContext,
): readonly Diagnostic[] {
  return [
    ...checkObjectServed(stored, targetVersions),
    ...pools.flatMap((pool) => checkObjectServed(pool.stored, targetVersions)),
    ...checkBudgetsKnown(pools, targetVersions),
    ...pools.slice(0, 1).flatMap((pool) => checkWindow(pool, version, targetVersions)),
  ];
}

function checkObjectServed(
  stored: StoredObject,
  { karpenter }: TargetVersions,
): readonly Diagnostic[] {
  const kind: ObjectKind = stored.address;
  const found = karpenter === undefined ? [] : checkServed(kind, karpenter, "/apiVersion");
  return found.map(({ message, pointer, found: version }) =>
    planFinding("KARPENTER_PLAN_NOT_SERVED", stored, {
      message: `${message}; ${kind.kind} ${stored.address.name} is of it`,
      pointer,
      found: version,
    }),
  );
}

function checkBudgetsKnown(
  pools: readonly PlannedPool[],
  { karpenter }: TargetVersions,
): readonly Diagnostic[] {
  const pointer = "/spec/disruption/budgets";
  const alpha = pools.filter(({ view }) => view.generation === "alpha");
  const beta = pools.filter(({ view }) => view.generation === "v1beta1");
  const [first] = beta;
  const refused = alpha.map(({ name, stored }) => {
    const message = `nothing holds the nodes of provisioner ${name} back`;
    return planFinding("KARPENTER_PLAN_ALPHA", stored, { message, pointer: "/kind" });
  });
  if (first === undefined) {
    return refused;
  }
  if (karpenter === undefined) {
    const message = `the version of Karpenter is not stated, and it has to read budgets of v1beta1 in ${poolNames(beta)}`;
    const code = "KARPENTER_PLAN_BUDGETS_ASSUMED";
    return [...refused, planFinding(code, first.stored, { message, pointer })];
  }
  const message = `Karpenter ${karpenter} reads no budgets of ${poolNames(beta)}`;
  const facts = { message, pointer, found: karpenter };
  return compareMinors(karpenter, budgetsSince) < 0
    ? [...refused, planFinding("KARPENTER_PLAN_NO_BUDGETS", first.stored, facts)]
    : refused;
}

function checkWindow(
  { stored, view }: PlannedPool,
  kubernetes: string,
  { karpenter }: TargetVersions,
): readonly Diagnostic[] {
  const assumed = view.generation === "v1" ? newestKarpenter : lastOfBeta;
  const range =
    view.generation === "alpha" && karpenter === undefined
      ? undefined
      : supportedKubernetes(karpenter ?? assumed);
  if (range === undefined) {
    return [];
  }
  const { oldest, newest } = range;
  const facts = {
    message: `Karpenter ${karpenter ?? assumed} supports Kubernetes ${oldest} to ${newest}`,
    pointer: "/apiVersion",
    found: kubernetes,
    expected: `${oldest} to ${newest}`,
  };
  if (compareMinors(kubernetes, newest) > 0) {
    return [planFinding("KARPENTER_PLAN_KUBERNETES_NEW", stored, facts)];
  }
  return compareMinors(kubernetes, oldest) < 0
    ? [planFinding("KARPENTER_PLAN_KUBERNETES_OLD", stored, facts)]
    : [];
}
