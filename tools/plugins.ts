import { aws } from "@imagewright/aws";
import { eks } from "@imagewright/aws/eks";
import { azure } from "@imagewright/azure";
import { cloudstack } from "@imagewright/cloudstack";
import { loadPlugin, type LoadedPlugin } from "@imagewright/core";
import { karpenter } from "@imagewright/karpenter";

/** Every provider, in the order of the documentation. */
export const allPlugins: readonly LoadedPlugin[] = [
  loadPlugin(aws),
  loadPlugin(azure),
  loadPlugin(cloudstack),
  loadPlugin(eks),
  loadPlugin(karpenter),
];
