import type { Diagnostic } from "../../diagnostic.ts";
import type { HealthCheckState } from "../cluster-state.ts";
import { nameList } from "../name-list.ts";
import type { MachineGroup, PlanGuard } from "../plan-contribution.ts";
import { movingGroups, placeKey } from "./moving-groups.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** Seconds that a node may take to appear where a health check does not say. */
const defaultStartup = 600;

/** A health check, and the groups it is about. */
interface HealthCheckUse {
  readonly check: HealthCheckState;
  readonly groups: MachineGroup[];
}

/** Health checks that would fight a rollout, or take part in the ruin of it. */
export const healthCheckGuard: PlanGuard = (context) => {
  const uses = new Map<string, HealthCheckUse>();
  for (const group of movingGroups(context)) {
    for (const check of group.healthChecks) {
      const key = placeKey(check.place);
      const use = uses.get(key) ?? { check, groups: [] };
      uses.set(key, use);
      use.groups.push(group);
    }
  }
  return [...uses.values()].flatMap((use) => [...checkStartup(use), ...checkLimit(use)]);
};

/** No time at all means that a health check does not look at it. */
function checkStartup({ check, groups }: HealthCheckUse): readonly Diagnostic[] {
  const seconds = check.nodeStartupSeconds ?? defaultStartup;
  return seconds > defaultStartup || seconds === 0
    ? []
    : [
        planGuardDiagnostics.report("PLAN_HEALTH_CHECK_STARTUP", {
          message: `${check.place.object.name} replaces machines of ${namesOf(groups)} without a node after ${seconds} seconds`,
          ...placeFacts(check.place),
          found: String(seconds),
          expected: `more than ${defaultStartup}`,
        }),
      ];
}

function checkLimit({ check, groups }: HealthCheckUse): readonly Diagnostic[] {
  const counts = groups.map(({ replicas }) => replicas.count);
  const known = counts.filter((count) => count !== undefined);
  const machines =
    known.length === counts.length ? known.reduce((sum, count) => sum + count, 0) : undefined;
  const limit = check.limit?.text;
  return allowsAll(limit, machines)
    ? [
        planGuardDiagnostics.report("PLAN_HEALTH_CHECK_LIMIT", {
          message: `${check.place.object.name} replaces machines of ${namesOf(groups)} even if all are unhealthy`,
          ...placeFacts(check.limit?.place ?? check.place),
          found: limit,
        }),
      ]
    : [];
}

/** Whether so many may be unhealthy at once that a health check never stops. */
function allowsAll(limit: string | undefined, machines: number | undefined): boolean {
  if (limit === undefined) {
    return true;
  }
  if (limit.endsWith("%")) {
    return Number(limit.slice(0, -1)) >= 100;
  }
  const range = /^\[\d+-(?<most>\d+)\]$/u.exec(limit)?.groups;
  const most = Number(range?.["most"] ?? limit);
  return machines !== undefined && machines > 0 && most >= machines;
}

function namesOf(groups: readonly MachineGroup[]): string {
  return nameList(groups.map(({ name }) => name));
}
