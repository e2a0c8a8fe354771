import { isJsonObject, type JsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

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

/** What Karpenter takes the user data of AL2023 for; `unclear` where readers of YAML differ. */
export type TextForm = "node-config" | "script" | "unclear";

/** Findings after which no reader has a document. */
const broken = new Set([
  "READ_ESCAPE",
  "READ_INDENT",
  "READ_KEY",
  "READ_MISSING_COLON",
  "READ_NESTED_MAPPING",
  "READ_PLAIN_START",
  "READ_SYNTAX",
  "READ_TAB",
  "READ_UNCLOSED",
]);

/**
 * What Karpenter takes a text for that is no archive: everything that is a map in YAML is a
 * NodeConfig, and so is a text of comments alone.
 */
export function formOfText(text: string): TextForm {
  const read = readYaml(text, { file: "user-data" });
  if (read.ok) {
    const [first] = read.value;
    const isMap = first === undefined || first.value === null || isJsonObject(first.value);
    return isMap ? "node-config" : "script";
  }
  return read.diagnostics.some(({ code }) => broken.has(code)) ? "script" : "unclear";
}
