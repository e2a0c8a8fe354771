import { type Diagnostic, readCondition, textAt } from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { planFinding } from "../plan-finding.ts";
import { touchedClasses, touchedPools, type TouchedPool } from "./touched-pools.ts";

type TouchedClass = ReturnType<typeof touchedClasses>[number];

/** Hazards of the classes whose images change, or are looked up. */
export const classGuard: PlanGuard = (context) => {
  const pools: readonly TouchedPool[] = touchedPools(context);
  return touchedClasses(pools).flatMap((touched) => [
    ...checkLookup(touched),
    ...checkReady(touched),
    ...checkUserData(touched),
  ]);
};

/** Names and tags find what there is on the day. */
function checkLookup({ stored, view }: TouchedClass): readonly Diagnostic[] {
  const at = (view.terms ?? []).findIndex(
    ({ name, tags }) => tags !== undefined || name?.includes("*") === true,
  );
  const message = `node class ${stored.address.name} looks its images up`;
  return at < 0
    ? []
    : [
        planFinding("KARPENTER_PLAN_LOOKUP", stored, {
          message,
          pointer: `${view.selectorPointer}/${at}`,
        }),
      ];
}

function checkReady({ stored }: TouchedClass): readonly Diagnostic[] {
  const ready = readCondition(stored.object, "/status/conditions", "Ready");
  const message = `node class ${stored.address.name} is not ready`;
  return ready?.status === "False"
    ? [
        planFinding("KARPENTER_PLAN_NOT_READY", stored, {
          message,
          pointer: ready.pointer,
          found: ready.reason ?? ready.status,
        }),
      ]
    : [];
}

/** A text that is not changed with the image, and says the version of before. */
function checkUserData({ stored, view, from }: TouchedClass): readonly Diagnostic[] {
  const text = textAt(view.spec, "/userData");
  const minor = from?.split(".").slice(0, 2).join(".");
  if (text === undefined || minor === undefined) {
    return [];
  }
  const found = new RegExp(
    `(?<![\\d.])${minor.replace(".", "\\.")}(?:\\.\\d+)?(?![\\d])`,
    "u",
  ).exec(text);
  const message = `the user data of node class ${stored.address.name} names Kubernetes ${found?.[0] ?? ""}`;
  return found === null
    ? []
    : [
        planFinding("KARPENTER_PLAN_USER_DATA", stored, {
          message,
          pointer: "/spec/userData",
          found: found[0],
        }),
      ];
}
