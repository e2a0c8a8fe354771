import type { PlanGuard } from "../plan-contribution.ts";
import { movingGroups, placeKey } from "./moving-groups.ts";
import { listNames, nameObject, placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** Paused objects: a plan that changes them waits for ever. */
export const pauseGuard: PlanGuard = ({ cluster, hops }) => {
  const all = [...cluster.paused, ...movingGroups({ hops }).flatMap(({ paused }) => paused)];
  const places = [...new Map(all.map((place) => [placeKey(place), place] as const)).values()];
  const first = places[0];
  if (first === undefined) {
    return [];
  }
  const names = places.map(({ object, pointer }) => `${nameObject(object)} by ${pointer}`);
  const shown = names.length > 20 ? listNames(names) : names.join(", ");
  return [
    planGuardDiagnostics.report("PLAN_PAUSED", {
      message: `paused: ${shown}`,
      ...placeFacts(first),
    }),
  ];
};
