import type { LoadedPlugin } from "@imagewright/core";
import {
  coreGuards,
  guardByRules,
  guardByWebhooks,
  type PlanContribution,
} from "@imagewright/core/plan";

import { manifestJudges } from "../lint/manifest-judges.ts";
import { clusterApiPlanning } from "./cluster-api-planning.ts";

/**
 * Everything that is known of upgrades: by the plugins that are loaded, by Cluster API, and by the
 * rules and webhooks of all of them, which judge what a plan leaves behind after each hop.
 *
 * Judging by rules and webhooks costs some milliseconds a cluster. For a first look at a large
 * fleet leave them out: the contributions of the plugins and {@link clusterApiPlanning}.
 *
 * @returns in the order in which a group finds its upgrader: providers first
 * @example
 * ```ts
 * const contributions = await planningOf([]);
 * contributions.includes(clusterApiPlanning); // => true
 * ```
 */
export async function planningOf(
  plugins: readonly LoadedPlugin[],
): Promise<readonly PlanContribution[]> {
  const providers = await Promise.all(plugins.map((plugin) => plugin.planning()));
  const own = [...providers, clusterApiPlanning];
  const { rules, webhooks } = await manifestJudges(plugins);
  const told = own.flatMap(({ guardedRules = [] }) => guardedRules);
  const guards = [...coreGuards, guardByRules(rules, told), guardByWebhooks(webhooks, told)];
  return [...own, { upgraders: [], guards }];
}
