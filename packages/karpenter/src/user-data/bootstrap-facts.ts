import type { ClusterAccess, NodeTaint } from "@imagewright/aws/user-data";

import type { KubeletOptions } from "../kubelet-options.ts";

/** What Karpenter tells a node beside the user data of its class. */
export interface BootstrapFacts {
  /** The cluster; AL2023 needs `serviceCidr`. */
  readonly cluster: ClusterAccess;
  /** Settings of the class. Karpenter fills in `maxPods`, which it computes for each instance type. */
  readonly kubelet?: KubeletOptions;
  /** Labels the node registers with, after Karpenter has taken those of Kubernetes' domains out. */
  readonly labels?: { readonly [key: string]: string };
  /** Taints the node registers with: the pool's, and `karpenter.sh/unregistered:NoExecute`. */
  readonly taints?: readonly NodeTaint[];
  readonly instanceStorePolicy?: "RAID0";
  /** Version of Bottlerocket, as far as the image's alias or name says it. @example "1.57.0" */
  readonly bottlerocketVersion?: string;
}

/** Addresses of the DNS service: the class's own, or the cluster's. */
export function dnsAddresses({ kubelet, cluster }: BootstrapFacts): readonly string[] {
  const own = kubelet?.clusterDNS ?? [];
  return own.length > 0 || cluster.dnsClusterIp === undefined ? own : [cluster.dnsClusterIp];
}

/** The entries of a map, by their keys. */
export function sortedEntries<Value>(
  map: { readonly [key: string]: Value } | undefined,
): readonly (readonly [string, Value])[] {
  return Object.entries(map ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
