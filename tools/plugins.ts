import { aws } from "@imagewright/aws";
import { eks } from "@imagewright/aws/eks";
import { azure } from "@imagewright/azure";
import { cloudstack } from "@imagewright/cloudstack";
import { clusterApiRules, clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { loadPlugin, type LoadedPlugin, type ManifestRule, type Webhook } from "@imagewright/core";
import { karpenter } from "@imagewright/karpenter";

/** Every provider, in the order of the documentation. */
export const allPlugins: readonly LoadedPlugin[] = [
  loadPlugin(aws),
  loadPlugin(azure),
  loadPlugin(cloudstack),
  loadPlugin(eks),
  loadPlugin(karpenter),
];

/** What every owner's webhooks say. */
export const allWebhooks: readonly Webhook[] = [
  ...clusterApiWebhooks,
  ...allPlugins.flatMap(({ webhooks }) => webhooks),
];

/** Every rule about manifests. */
export const allManifestRules: readonly ManifestRule[] = [
  ...clusterApiRules,
  ...allPlugins.flatMap(({ manifestRules }) => manifestRules),
  ...(await Promise.all(allPlugins.map((plugin) => plugin.textRules()))).flat(),
];
