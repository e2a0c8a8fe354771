import { valueAt } from "../../json-pointer.ts";
import { nameList } from "../name-list.ts";
import { objectText } from "../object-text.ts";
import { planPauseMark } from "../pause-mark.ts";
import type { PlanGuard } from "../plan-contribution.ts";
import { movingGroups, placeKey } from "./moving-groups.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** Paused objects: a plan that changes them waits for ever. What an earlier plan paused goes on. */
export const pauseGuard: PlanGuard = ({ cluster, hops }) => {
  const groups = movingGroups({ hops }).flatMap(({ paused }) => paused);
  const objects = hops[0]?.before;
  const all = [...cluster.paused, ...groups].filter(({ object, pointer }) => {
    const stored = objects?.find(object);
    return stored === undefined || valueAt(stored.object, pointer) !== planPauseMark;
  });
  const places = [...new Map(all.map((place) => [placeKey(place), place] as const)).values()];
  const first = places[0];
  if (first === undefined) {
    return [];
  }
  const names = places.map(({ object, pointer }) => `${objectText(object)} by ${pointer}`);
  const shown = names.length > 20 ? nameList(names) : names.join(", ");
  return [
    planGuardDiagnostics.report("PLAN_PAUSED", {
      message: `paused: ${shown}`,
      ...placeFacts(first),
    }),
  ];
};
