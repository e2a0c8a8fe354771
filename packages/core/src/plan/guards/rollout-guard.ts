import type { Diagnostic } from "../../diagnostic.ts";
import type { TextFact } from "../cluster-state.ts";
import type { MachineGroup, PlanGuard } from "../plan-contribution.ts";
import { dateOf } from "./moment.ts";
import { movingGroups } from "./moving-groups.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** How groups replace their machines, where that keeps them from it. */
export const rolloutGuard: PlanGuard = ({ hops, at }) =>
  movingGroups({ hops }).flatMap((group) => [
    ...checkSurge(group),
    ...checkStrategy(group),
    ...checkTime(group, at),
  ]);

/** Only deployments have both limits; without one of them it is 1 for surge, 0 for the other. */
function checkSurge({ kind, name, rollout }: MachineGroup): readonly Diagnostic[] {
  const { maxSurge, maxUnavailable, strategy } = rollout;
  const isDeployment = kind === "machineDeployment" || kind === "topologyMachineDeployment";
  const isStuck =
    isDeployment &&
    strategy?.text !== "OnDelete" &&
    maxSurge !== undefined &&
    isNone(maxSurge) &&
    (maxUnavailable === undefined || isNone(maxUnavailable));
  return isStuck
    ? [
        planGuardDiagnostics.report("PLAN_SURGE_NONE", {
          message: `${name} may neither add a machine nor miss one`,
          ...placeFacts(maxSurge.place),
          found: maxSurge.text,
        }),
      ]
    : [];
}

function isNone({ text }: TextFact): boolean {
  return /^0+%?$/u.test(text);
}

function checkStrategy({ name, rollout: { strategy } }: MachineGroup): readonly Diagnostic[] {
  return strategy?.text === "OnDelete"
    ? [
        planGuardDiagnostics.report("PLAN_ON_DELETE", {
          message: `${name} replaces a machine only when somebody deletes it`,
          ...placeFacts(strategy.place),
        }),
      ]
    : [];
}

function checkTime(
  { name, rollout: { after } }: MachineGroup,
  at: string | undefined,
): readonly Diagnostic[] {
  const [asked, today] = [dateOf(after?.text), dateOf(at)];
  if (after === undefined || at === undefined || asked === undefined || today === undefined) {
    return [];
  }
  const isLater = asked === today ? after.text > at : asked > today;
  return isLater
    ? [
        planGuardDiagnostics.report("PLAN_ROLLOUT_SCHEDULED", {
          message: `${name} is to replace all machines again on ${after.text}`,
          ...placeFacts(after.place),
          found: after.text,
        }),
      ]
    : [];
}
