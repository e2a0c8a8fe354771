import { type LoadedPlugin, loadPlugin } from "@imagewright/core";

/** Loads every provider of ours, in the order they are listed. */
export async function loadProviders(): Promise<readonly LoadedPlugin[]> {
  const [{ aws }, { eks }, { azure }, { cloudstack }, { karpenter }] = await Promise.all([
    import("@imagewright/aws"),
    import("@imagewright/aws/eks"),
    import("@imagewright/azure"),
    import("@imagewright/cloudstack"),
    import("@imagewright/karpenter"),
  ]);
  return [
    loadPlugin(aws),
    loadPlugin(eks),
    loadPlugin(azure),
    loadPlugin(cloudstack),
    loadPlugin(karpenter),
  ];
}
