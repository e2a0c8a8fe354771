import {
  emitToml,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { assertBootstrap } from "./assert-bootstrap.ts";
import { checkNodeBootstrap } from "./check-node-bootstrap.ts";
import { dnsAddressOf } from "./ip-address.ts";
import { parseTaint, sortedLabels, sortedTaints } from "./kubelet-flags.ts";
import type { ClusterAccess, NodeBootstrap, NodeTaint } from "./node-bootstrap.ts";
import { unreadable } from "./unreadable.ts";

/**
 * The settings that join a Bottlerocket node, as TOML. Values have the narrow types that
 * Karpenter's merge reads too: one DNS address as text, taints as lists.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with every problem of the bootstrap
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/kubernetes/
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * const settings = renderBottlerocketSettings({
 *   cluster: {
 *     name: "production",
 *     endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *     certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 *   },
 * });
 * settings.split("\n").slice(0, 2);
 * // => ["[settings.kubernetes]", 'cluster-name = "production"']
 * ```
 */
export function renderBottlerocketSettings(bootstrap: NodeBootstrap): string {
  assertBootstrap(bootstrap, "bottlerocket");
  return emitToml(settingsOf(bootstrap));
}

/**
 * Reads settings with the keys that {@link renderBottlerocketSettings} writes; any other key is
 * refused, since the model could not say it.
 *
 * @param document - the TOML document as data
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * const certificate = encodeBase64("-----BEGIN CERTIFICATE-----\n");
 * const endpoint = "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com";
 * const parsed = parseBottlerocketSettings({
 *   settings: {
 *     kubernetes: {
 *       "api-server": endpoint,
 *       "cluster-certificate": certificate,
 *       "cluster-name": "production",
 *     },
 *   },
 * });
 * parsed.ok && parsed.value.cluster.name; // => "production"
 * ```
 */
export function parseBottlerocketSettings(document: JsonValue): Parsed<NodeBootstrap> {
  const bootstrap = isJsonObject(document) ? bootstrapOf(document) : undefined;
  if (bootstrap === undefined || !isSameJson(settingsOf(bootstrap), document)) {
    return unreadable("bottlerocket");
  }
  return toParsed(bootstrap, checkNodeBootstrap(bootstrap, "bottlerocket"));
}

function settingsOf(bootstrap: NodeBootstrap): JsonObject {
  const { cluster, maxPods } = bootstrap;
  const labels = sortedLabels(bootstrap);
  const taints = taintTable(bootstrap.taints ?? []);
  const dns = dnsAddress(cluster);
  return {
    settings: {
      kubernetes: {
        "cluster-name": cluster.name,
        "api-server": cluster.endpoint,
        "cluster-certificate": cluster.certificateAuthority,
        ...(dns !== undefined && { "cluster-dns-ip": dns }),
        ...(maxPods !== undefined && { "max-pods": maxPods }),
        ...(labels.length > 0 && { "node-labels": Object.fromEntries(labels) }),
        ...(Object.keys(taints).length > 0 && { "node-taints": taints }),
      },
    },
  };
}

function dnsAddress({ dnsClusterIp, serviceCidr }: ClusterAccess): string | undefined {
  return dnsClusterIp ?? (serviceCidr === undefined ? undefined : dnsAddressOf(serviceCidr));
}

function taintTable(taints: readonly NodeTaint[]): JsonObject {
  const table = new Map<string, readonly string[]>();
  for (const { key, value = "", effect } of sortedTaints(taints)) {
    table.set(key, [...(table.get(key) ?? []), `${value}:${effect}`]);
  }
  return Object.fromEntries(table);
}

function bootstrapOf({ settings }: JsonObject): NodeBootstrap | undefined {
  const kubernetes = isJsonObject(settings) ? settings["kubernetes"] : undefined;
  if (!isJsonObject(kubernetes)) {
    return undefined;
  }
  const text = (key: string): string | undefined => textOf(kubernetes[key]);
  const [name, endpoint] = [text("cluster-name"), text("api-server")];
  const certificateAuthority = text("cluster-certificate");
  const dnsClusterIp = text("cluster-dns-ip");
  const maxPods = kubernetes["max-pods"];
  const nodeLabels = labelsOf(kubernetes["node-labels"]);
  const taints = taintsOf(kubernetes["node-taints"]);
  if (name === undefined || endpoint === undefined || certificateAuthority === undefined) {
    return undefined;
  }
  return {
    cluster: {
      name,
      endpoint,
      certificateAuthority,
      ...(dnsClusterIp !== undefined && { dnsClusterIp }),
    },
    ...(typeof maxPods === "number" && { maxPods }),
    ...(nodeLabels !== undefined && { nodeLabels }),
    ...(taints !== undefined && { taints }),
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function labelsOf(value: JsonValue | undefined): { [key: string]: string } | undefined {
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, label]) =>
          typeof label === "string" ? [[key, label]] : [],
        ),
      )
    : undefined;
}

function taintsOf(value: JsonValue | undefined): readonly NodeTaint[] | undefined {
  return isJsonObject(value)
    ? sortedTaints(Object.entries(value).flatMap(([key, list]) => taintsOfKey(key, list)))
    : undefined;
}

function taintsOfKey(key: string, list: JsonValue): readonly NodeTaint[] {
  const items: readonly JsonValue[] = Array.isArray(list) ? list : [];
  return items.flatMap((item) => {
    const text = typeof item === "string" ? item : "";
    const taint = parseTaint(text.startsWith(":") ? `${key}${text}` : `${key}=${text}`);
    return taint === undefined ? [] : [taint];
  });
}
