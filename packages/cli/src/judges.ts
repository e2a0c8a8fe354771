import type { LoadedPlugin, ManifestRule, Webhook } from "@imagewright/core";

/** Who judges manifests, beside their definitions. */
export interface Judges {
  readonly webhooks: readonly Webhook[];
  readonly rules: readonly ManifestRule[];
}

/** Webhooks and rules of Cluster API itself, and of every provider. */
export async function judgesOf(plugins: readonly LoadedPlugin[]): Promise<Judges> {
  const { clusterApiRules, clusterApiWebhooks } = await import("@imagewright/cluster-api/lint");
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
