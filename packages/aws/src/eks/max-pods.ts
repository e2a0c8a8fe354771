import {
  isJsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { eksManifestDiagnostics } from "./eks-manifest-diagnostics.ts";

/** What decides how many pods a type of instance takes: one line of nodeadm's table. */
export interface InstanceNetwork {
  /** @example "m5.large" */
  readonly instanceType: string;
  /** Network interfaces of the default network card. */
  readonly defaultMaxENIs: number;
  readonly ipv4AddressesPerInterface: number;
}

/** How the VPC CNI hands out addresses. */
export interface MaxPodsOptions {
  /** Prefixes instead of single addresses; instances on Nitro only. */
  readonly prefixDelegation?: boolean;
  /** Pods have subnets of their own, which costs the first interface. */
  readonly customNetworking?: boolean;
  /** Interfaces that may be used at most. */
  readonly cniMaxEni?: number;
}

/**
 * Reads one line of nodeadm's table of instance types.
 *
 * @example
 * ```ts
 * const read = readInstanceNetwork({
 *   instanceType: "m5.large",
 *   defaultMaxENIs: 3,
 *   ipv4AddressesPerInterface: 10,
 * });
 * read.ok && maximumPods(read.value); // => 29
 * ```
 */
export function readInstanceNetwork(document: JsonValue): Parsed<InstanceNetwork> {
  const map = isJsonObject(document) ? document : {};
  const instanceType = ownValue(map, "instanceType");
  const defaultMaxENIs = ownValue(map, "defaultMaxENIs");
  const ipv4AddressesPerInterface = ownValue(map, "ipv4AddressesPerInterface");
  if (
    typeof instanceType !== "string" ||
    !isCount(defaultMaxENIs) ||
    !isCount(ipv4AddressesPerInterface) ||
    Object.keys(map).length !== 3
  ) {
    const facts = { message: "this is no line of the table", found: showValue(document) };
    return { ok: false, diagnostics: [eksManifestDiagnostics.report("EKS_FIELD_TYPE", facts)] };
  }
  return toParsed({ instanceType, defaultMaxENIs, ipv4AddressesPerInterface });
}

/**
 * The most pods that addresses can be found for, whatever the kubelet is told.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 * @example
 * ```ts
 * const type = { instanceType: "m5.large", defaultMaxENIs: 3, ipv4AddressesPerInterface: 10 };
 * maximumPods(type); // => 29
 * maximumPods(type, { prefixDelegation: true }); // => 434
 * maximumPods(type, { customNetworking: true }); // => 20
 * ```
 */
export function maximumPods(
  { defaultMaxENIs, ipv4AddressesPerInterface }: InstanceNetwork,
  { prefixDelegation = false, customNetworking = false, cniMaxEni = Infinity }: MaxPodsOptions = {},
): number {
  const interfaces = Math.max(0, Math.min(defaultMaxENIs, cniMaxEni) - (customNetworking ? 1 : 0));
  const addresses = (ipv4AddressesPerInterface - 1) * (prefixDelegation ? 16 : 1);
  return interfaces * addresses + 2;
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}
