import type { LoadedPlugin, ManifestRule, Webhook } from "@imagewright/core";

import { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
import { clusterApiRules } from "./cluster-api-rules.ts";

/** Who judges manifests, beside their definitions. */
export interface ManifestJudges {
  readonly webhooks: readonly Webhook[];
  readonly rules: readonly ManifestRule[];
}

/**
 * Webhooks and rules of Cluster API itself, and of every plugin that is loaded; rules that read
 * texts inside objects load parsers.
 *
 * @example
 * ```ts
 * const { rules, webhooks } = await manifestJudges([]);
 * rules.length === clusterApiRules.length; // => true
 * webhooks.length === clusterApiWebhooks.length; // => true
 * ```
 */
export async function manifestJudges(plugins: readonly LoadedPlugin[]): Promise<ManifestJudges> {
  const textRules = await Promise.all(plugins.map((plugin) => plugin.textRules()));
  return {
    webhooks: [...clusterApiWebhooks, ...plugins.flatMap(({ webhooks }) => webhooks)],
    rules: [
      ...clusterApiRules,
      ...plugins.flatMap(({ manifestRules }) => manifestRules),
      ...textRules.flat(),
    ],
  };
}
