import {
  type Diagnostic,
  ImagewrightError,
  isJsonObject,
  type JsonObject,
  type Parsed,
  toJsonValue,
  toParsed,
} from "@imagewright/core";

import { systemdText } from "../../user-data/bootstrap-script.ts";
import { checkCarried, checkNodeSettings } from "../../user-data/check-node-settings.ts";
import { cidrFamily, ipFamily } from "../../user-data/ip-address.ts";
import { flagName, registrationFlags, settingsOfFlags } from "../../user-data/kubelet-flags.ts";
import type { ClusterAccess, NodeSettings } from "../../user-data/node-bootstrap.ts";
import { sortedData } from "../../user-data/sorted-data.ts";
import { userDataDiagnostics } from "../../user-data/user-data-diagnostics.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import type { EksConfigSpec, NodeadmConfigSpec } from "./bootstrap-specs.ts";

/**
 * What a NodeBootstrap says beside the facts that CAPA knows by itself: name, address and
 * certificate of the cluster.
 */
export interface CapaNodeSettings extends NodeSettings {
  readonly cluster?: Pick<ClusterAccess, "dnsClusterIp" | "serviceCidr">;
}

/** Settings, and the fields of the spec that are none. */
export interface SettingsAndRest<Spec> {
  readonly settings: CapaNodeSettings;
  readonly rest: Spec;
}

/**
 * Every problem of settings in a kind of bootstrap configuration.
 *
 * @example
 * ```ts
 * checkCapaSettings({ kubeletConfig: { registryPullQPS: 0 } }, "EKSConfig").map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["USERDATA_FIELD_NOT_CARRIED /kubeletConfig"]
 * checkCapaSettings({ kubeletConfig: { registryPullQPS: 0 } }, "NodeadmConfig"); // => []
 * ```
 */
export function checkCapaSettings(
  settings: CapaNodeSettings,
  kind: "EKSConfig" | "NodeadmConfig",
  pointer = "",
): readonly Diagnostic[] {
  const { serviceCidr, dnsClusterIp } = settings.cluster ?? {};
  const isAddress = dnsClusterIp === undefined || ipFamily(dnsClusterIp) !== undefined;
  const isCarried =
    serviceCidr === undefined || (kind === "EKSConfig" && cidrFamily(serviceCidr) === 6);
  const at = `${pointer}/cluster/serviceCidr`;
  const message = `${kind} has no field for the range of the services`;
  return [
    ...checkNodeSettings(settings, pointer),
    ...checkCarried(settings, kind === "EKSConfig" ? "bootstrap.sh" : "nodeadm", pointer),
    ...(isCarried
      ? []
      : [eksManifestDiagnostics.report("EKS_BOOTSTRAP_RANGE", { message, pointer: at })]),
    ...(isAddress
      ? []
      : [
          userDataDiagnostics.report("USERDATA_ADDRESS", {
            message: "this is no IP address",
            pointer: `${pointer}/cluster/dnsClusterIp`,
          }),
        ]),
    ...(kind === "EKSConfig" ? checkMapFlags(settings, pointer) : []),
  ];
}

/** A map has one value for a flag, and one for each. */
function checkMapFlags(
  { kubeletFlags = [] }: NodeSettings,
  pointer: string,
): readonly Diagnostic[] {
  const names = kubeletFlags.map((one) => flagName(one));
  return kubeletFlags.flatMap((one, index) => {
    const at = `${pointer}/kubeletFlags/${index}`;
    const name = flagName(one);
    const message = one.includes("=")
      ? `${name} stands there twice`
      : `${name} has no value, which kubeletExtraArgs demands`;
    return one.includes("=") && names.indexOf(name) === index
      ? []
      : [eksManifestDiagnostics.report("EKS_BOOTSTRAP_FLAG", { message, pointer: at })];
  });
}

/**
 * The spec of an EKSConfig, for nodes of Amazon Linux 2.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with everything an EKSConfig cannot carry
 * @example
 * ```ts
 * eksConfigSpec({ maxPods: 58, nodeLabels: { team: "platform" }, kubeletFlags: ["--v=4"] });
 * // => {
 * //      kubeletExtraArgs: { "max-pods": "58", "node-labels": "team=platform", v: "4" },
 * //      useMaxPods: false,
 * //    }
 * ```
 */
export function eksConfigSpec(settings: CapaNodeSettings): EksConfigSpec {
  assertSettings(settings, "EKSConfig");
  const { cluster = {}, maxPods, useMaxPods } = settings;
  const flags = [
    ...registrationFlags(settings),
    ...(maxPods === undefined ? [] : [`--max-pods=${maxPods}`]),
  ];
  const args = flags
    .map((one): [string, string] => [
      flagName(one).slice(2),
      systemdText(one.slice(flagName(one).length + 1)),
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(args.length > 0 && { kubeletExtraArgs: Object.fromEntries(args) }),
    ...((maxPods !== undefined || useMaxPods === false) && { useMaxPods: false }),
    ...(cluster.dnsClusterIp !== undefined && { dnsClusterIP: cluster.dnsClusterIp }),
    ...(cluster.serviceCidr !== undefined && { serviceIPV6Cidr: cluster.serviceCidr }),
  };
}

/**
 * What an EKSConfig says in the words of our model, and what else it says.
 *
 * @example
 * ```ts
 * const read = settingsOfEksConfig({
 *   kubeletExtraArgs: { "node-labels": "team=platform" },
 *   useMaxPods: true,
 * });
 * read.ok && read.value;
 * // => { settings: { nodeLabels: { team: "platform" } }, rest: { useMaxPods: true } }
 * ```
 */
export function settingsOfEksConfig(spec: EksConfigSpec): Parsed<SettingsAndRest<EksConfigSpec>> {
  const { kubeletExtraArgs = {}, dnsClusterIP, serviceIPV6Cidr, useMaxPods, ...others } = spec;
  const flags = Object.entries(kubeletExtraArgs).map(
    ([name, value]) => `--${name}=${value.replaceAll("%%", "%")}`,
  );
  const settings = settingsOfFlags(flags);
  if (settings === undefined) {
    return unreadable("/kubeletExtraArgs");
  }
  const isImplied = useMaxPods === false && settings.maxPods !== undefined;
  const isOff = useMaxPods === false && settings.maxPods === undefined;
  const cluster = {
    ...(serviceIPV6Cidr !== undefined && { serviceCidr: serviceIPV6Cidr }),
    ...(dnsClusterIP !== undefined && { dnsClusterIp: dnsClusterIP }),
  };
  return toParsed({
    settings: {
      ...settings,
      ...(isOff && { useMaxPods: false as const }),
      ...(Object.keys(cluster).length > 0 && { cluster }),
    },
    rest: { ...others, ...(useMaxPods === undefined || isImplied || isOff ? {} : { useMaxPods }) },
  });
}

/**
 * The spec of a NodeadmConfig, for nodes of Amazon Linux 2023.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with everything a NodeadmConfig cannot carry
 * @example
 * ```ts
 * nodeadmConfigSpec({ maxPods: 58, nodeLabels: { team: "platform" } });
 * // => { kubelet: { config: { maxPods: 58 }, flags: ["--node-labels=team=platform"] } }
 * ```
 */
export function nodeadmConfigSpec(settings: CapaNodeSettings): NodeadmConfigSpec {
  assertSettings(settings, "NodeadmConfig");
  const { cluster = {}, maxPods, kubeletConfig = {} } = settings;
  const further = sortedData(toJsonValue(kubeletConfig, "/kubeletConfig"));
  const config: JsonObject = {
    ...(maxPods !== undefined && { maxPods }),
    ...(cluster.dnsClusterIp !== undefined && { clusterDNS: [cluster.dnsClusterIp] }),
    ...(isJsonObject(further) ? further : {}),
  };
  const flags = registrationFlags(settings);
  const kubelet = {
    ...(Object.keys(config).length > 0 && { config }),
    ...(flags.length > 0 && { flags }),
  };
  return Object.keys(kubelet).length > 0 ? { kubelet } : {};
}

/**
 * What a NodeadmConfig says in the words of our model, and what else it says.
 *
 * @example
 * ```ts
 * const read = settingsOfNodeadmConfig({
 *   kubelet: { config: { maxPods: 58, clusterDNS: ["10.100.0.10"] } },
 *   preNodeadmCommands: ["sysctl -w vm.max_map_count=262144"],
 * });
 * read.ok && read.value;
 * // => {
 * //      settings: { maxPods: 58, cluster: { dnsClusterIp: "10.100.0.10" } },
 * //      rest: { preNodeadmCommands: ["sysctl -w vm.max_map_count=262144"] },
 * //    }
 * ```
 */
export function settingsOfNodeadmConfig(
  spec: NodeadmConfigSpec,
): Parsed<SettingsAndRest<NodeadmConfigSpec>> {
  const { kubelet = {}, ...rest } = spec;
  const settings = settingsOfFlags(kubelet.flags ?? []);
  if (settings === undefined) {
    return unreadable("/kubelet/flags");
  }
  const { maxPods, clusterDNS, ...kubeletConfig } = kubelet.config ?? {};
  const addresses: readonly unknown[] = Array.isArray(clusterDNS) ? clusterDNS : [];
  const [dnsClusterIp] = addresses;
  const isNumber = typeof maxPods === "number" && settings.maxPods === undefined;
  const isOne =
    clusterDNS === undefined || (addresses.length === 1 && typeof dnsClusterIp === "string");
  if ((maxPods !== undefined && !isNumber) || !isOne || settings.maxPods !== undefined) {
    return unreadable("/kubelet/config");
  }
  return toParsed({
    settings: {
      ...settings,
      ...(isNumber && { maxPods }),
      ...(typeof dnsClusterIp === "string" && { cluster: { dnsClusterIp } }),
      ...(Object.keys(kubeletConfig).length > 0 && { kubeletConfig }),
    },
    rest,
  });
}

function assertSettings(settings: CapaNodeSettings, kind: "EKSConfig" | "NodeadmConfig"): void {
  const diagnostics = checkCapaSettings(settings, kind);
  if (diagnostics.some(({ severity }) => severity === "error")) {
    throw new ImagewrightError("INPUT_INVALID", `the settings cannot be written as ${kind}`, {
      details: { diagnostics },
      hint: "Correct what the diagnostics name.",
    });
  }
}

function unreadable(pointer: string): Parsed<never> {
  const message = "the settings of the kubelet cannot be said in one way";
  return {
    ok: false,
    diagnostics: [eksManifestDiagnostics.report("EKS_BOOTSTRAP_UNREADABLE", { message, pointer })],
  };
}
