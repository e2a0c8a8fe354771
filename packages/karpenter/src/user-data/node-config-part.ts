import type { JsonObject } from "@imagewright/core";

import { goDuration } from "../objects/go-duration.ts";
import { dataOf } from "../objects/node-class-object.ts";
import { type BootstrapFacts, dnsAddresses } from "./bootstrap-facts.ts";
import { goYaml } from "./go-yaml.ts";
import { nodeLabelsFlag } from "./kubelet-arguments.ts";

/** The NodeConfig that joins a node of Amazon Linux 2023; nodeadm merges it over those before it. */
export function nodeConfigPart(facts: BootstrapFacts, serviceCidr: string): string {
  const { cluster, labels, instanceStorePolicy } = facts;
  const flags = nodeLabelsFlag(labels);
  const spec = {
    cluster: {
      apiServerEndpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      cidr: serviceCidr,
      name: cluster.name,
    },
    containerd: {},
    instance: {
      localStorage: instanceStorePolicy === undefined ? {} : { strategy: instanceStorePolicy },
    },
    kubelet: { config: kubeletConfig(facts), ...(flags.length > 0 && { flags }) },
  };
  const document = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", metadata: {}, spec };
  return `# Karpenter Generated NodeConfig\n${goYaml(document)}`;
}

function kubeletConfig(facts: BootstrapFacts): JsonObject {
  const { kubelet = {}, taints = [] } = facts;
  const { clusterDNS: _own, evictionSoftGracePeriod, ...settings } = kubelet;
  const clusterDNS = dnsAddresses(facts);
  const periods = Object.entries(evictionSoftGracePeriod ?? {}).map(
    ([key, text]) => [key, goDuration(text) ?? text] as const,
  );
  return dataOf({
    ...settings,
    ...(clusterDNS.length > 0 && { clusterDNS }),
    ...(periods.length > 0 && { evictionSoftGracePeriod: Object.fromEntries(periods) }),
    registerWithTaints: taints.map(({ value = "", ...taint }) =>
      value === "" ? taint : { ...taint, value },
    ),
  });
}
