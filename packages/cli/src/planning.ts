import type { LoadedPlugin } from "@imagewright/core";
import {
  coreGuards,
  guardByRules,
  guardByWebhooks,
  type PlanContribution,
} from "@imagewright/core/plan";

import { judgesOf } from "./judges.ts";

/** Who knows how groups are upgraded, and what is dangerous about it: providers come first. */
export async function planningOf(
  plugins: readonly LoadedPlugin[],
): Promise<readonly PlanContribution[]> {
  const { clusterApiPlanning } = await import("@imagewright/cluster-api/plan");
  const providers = await Promise.all(plugins.map((plugin) => plugin.planning()));
  const { rules, webhooks } = await judgesOf(plugins);
  const guards = [...coreGuards, guardByRules(rules), guardByWebhooks(webhooks)];
  return [...providers, clusterApiPlanning, { upgraders: [], guards }];
}
