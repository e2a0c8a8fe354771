import type { Diagnostic } from "../../diagnostic.ts";
import { nameList } from "../name-list.ts";
import type { PlanGuard } from "../plan-contribution.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import { daysBetween } from "./moment.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";
import { type RecordUse, recordUses } from "./record-uses.ts";

/** Days after the plan, and after all of its waiting, for which an image should still be good. */
const daysOfUse = 30;

/** Images that expire before the plan is made, while it runs, or soon after. */
export const imageLifetimeGuard: PlanGuard = ({ hops, intent, at }) => {
  if (at === undefined) {
    return [];
  }
  const seen = new Set<string>();
  return hops.flatMap((hop) =>
    recordUses(hop).flatMap((use) => {
      const { record } = use;
      if (record.lifecycle.expires === undefined || seen.has(record.name)) {
        return [];
      }
      seen.add(record.name);
      return check(use, record.lifecycle.expires, {
        at,
        days: daysOfUse + waitingDays(intent, hops.length),
      });
    }),
  );
};

function check(
  { record: { name }, groups, place }: RecordUse,
  expires: string,
  { at, days }: { readonly at: string; readonly days: number },
): readonly Diagnostic[] {
  const left = daysBetween(at, expires);
  const isExpired = expires <= at || (left !== undefined && left < 0);
  if (left === undefined || (!isExpired && left > days)) {
    return [];
  }
  const message = isExpired
    ? `${name}, for ${nameList(groups)}, has expired on ${expires.slice(0, 10)}`
    : `${name}, for ${nameList(groups)}, expires on ${expires.slice(0, 10)}, ${left} days from now`;
  return [
    planGuardDiagnostics.report(isExpired ? "PLAN_IMAGE_EXPIRED" : "PLAN_IMAGE_EXPIRES", {
      message,
      found: expires,
      ...placeFacts(place),
    }),
  ];
}

/** Days that the intent lets pass between its steps. */
function waitingDays({ soakSeconds = 0, waves = [] }: UpgradeIntent, hops: number): number {
  const between = waves.reduce((sum, wave) => sum + (wave.soakSeconds ?? 0), 0);
  return Math.ceil((soakSeconds * hops + between) / 86_400);
}
