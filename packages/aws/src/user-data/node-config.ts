import {
  emitYaml,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  type Parsed,
  toJsonValue,
  toParsed,
} from "@imagewright/core";

import { assertBootstrap } from "./assert-bootstrap.ts";
import { checkNodeBootstrap } from "./check-node-bootstrap.ts";
import { registrationFlags, settingsOfFlags } from "./kubelet-flags.ts";
import type { ClusterAccess, NodeBootstrap, NodeSettings } from "./node-bootstrap.ts";
import { sortedData } from "./sorted-data.ts";
import { unreadable } from "./unreadable.ts";

/**
 * The NodeConfig that joins an Amazon Linux 2023 node, as YAML: user data as it is, or the body of
 * an `application/node.eks.aws` part.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with every problem of the bootstrap; `VALUE_REFUSED`
 * for a `kubeletConfig` that YAML cannot carry
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * renderNodeConfig({
 *   cluster: {
 *     name: "production",
 *     endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *     certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 *     serviceCidr: "10.100.0.0/16",
 *   },
 * }).split("\n");
 * // => [
 * //      "apiVersion: node.eks.aws/v1alpha1",
 * //      "kind: NodeConfig",
 * //      "spec:",
 * //      "  cluster:",
 * //      "    name: production",
 * //      '    apiServerEndpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"',
 * //      '    certificateAuthority: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg=="',
 * //      '    cidr: "10.100.0.0/16"',
 * //      "",
 * //    ]
 * ```
 */
export function renderNodeConfig(bootstrap: NodeBootstrap): string {
  assertBootstrap(bootstrap, "nodeadm");
  return emitYaml(nodeConfig(bootstrap));
}

/**
 * Reads a NodeConfig with the fields that {@link renderNodeConfig} writes; any other field is
 * refused, since the model could not say it.
 *
 * @param document - the YAML or JSON document as data
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * const cluster = {
 *   name: "production",
 *   apiServerEndpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *   certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 *   cidr: "10.100.0.0/16",
 * };
 * const header = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" };
 * const parsed = parseNodeConfig({ ...header, spec: { cluster } });
 * parsed.ok && parsed.value.cluster.serviceCidr; // => "10.100.0.0/16"
 * ```
 */
export function parseNodeConfig(document: JsonValue): Parsed<NodeBootstrap> {
  const bootstrap = isJsonObject(document) ? bootstrapOf(document) : undefined;
  if (bootstrap === undefined || !isSameJson(nodeConfig(bootstrap), document)) {
    return unreadable("nodeadm");
  }
  return toParsed(bootstrap, checkNodeBootstrap(bootstrap, "nodeadm"));
}

function nodeConfig(bootstrap: NodeBootstrap): JsonObject {
  const { name, endpoint, certificateAuthority, serviceCidr = "" } = bootstrap.cluster;
  const kubelet = kubeletOptions(bootstrap);
  return {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: {
      cluster: { name, apiServerEndpoint: endpoint, certificateAuthority, cidr: serviceCidr },
      ...(Object.keys(kubelet).length > 0 && { kubelet }),
    },
  };
}

function kubeletOptions(bootstrap: NodeBootstrap): JsonObject {
  const { cluster, maxPods, kubeletConfig } = bootstrap;
  const config = {
    ...(maxPods !== undefined && { maxPods }),
    ...(cluster.dnsClusterIp !== undefined && { clusterDNS: [cluster.dnsClusterIp] }),
    ...plainConfig(kubeletConfig),
  };
  const flags = registrationFlags(bootstrap);
  return {
    ...(Object.keys(config).length > 0 && { config }),
    ...(flags.length > 0 && { flags }),
  };
}

function plainConfig(config: NodeSettings["kubeletConfig"] = {}): JsonObject {
  const value = sortedData(toJsonValue(config, "/kubeletConfig"));
  return isJsonObject(value) ? value : {};
}

function bootstrapOf({ spec }: JsonObject): NodeBootstrap | undefined {
  const cluster = clusterOf(member(spec, "cluster"));
  const kubelet = member(spec, "kubelet");
  const flags = member(kubelet, "flags") ?? [];
  const settings = isTexts(flags) ? settingsOfFlags(flags) : undefined;
  const config = configOf(member(kubelet, "config") ?? {});
  if (cluster === undefined || settings === undefined || config === undefined) {
    return undefined;
  }
  const { dnsClusterIp, ...rest } = config;
  return {
    cluster: { ...cluster, ...(dnsClusterIp !== undefined && { dnsClusterIp }) },
    ...settings,
    ...rest,
  };
}

function clusterOf(value: JsonValue | undefined): ClusterAccess | undefined {
  const name = member(value, "name");
  const endpoint = member(value, "apiServerEndpoint");
  const certificateAuthority = member(value, "certificateAuthority");
  const serviceCidr = member(value, "cidr");
  return typeof name === "string" &&
    typeof endpoint === "string" &&
    typeof certificateAuthority === "string" &&
    typeof serviceCidr === "string"
    ? { name, endpoint, certificateAuthority, serviceCidr }
    : undefined;
}

function configOf(
  value: JsonValue,
): (Pick<NodeSettings, "maxPods" | "kubeletConfig"> & { dnsClusterIp?: string }) | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { maxPods, clusterDNS, ...kubeletConfig } = value;
  const addresses = clusterDNS ?? [];
  if (!isTexts(addresses) || (maxPods !== undefined && typeof maxPods !== "number")) {
    return undefined;
  }
  const [dnsClusterIp] = addresses;
  return {
    ...(dnsClusterIp !== undefined && { dnsClusterIp }),
    ...(maxPods !== undefined && { maxPods }),
    ...(Object.keys(kubeletConfig).length > 0 && { kubeletConfig }),
  };
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
