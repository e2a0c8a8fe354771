import { type Diagnostic, formatPointer, showValue } from "@imagewright/core";

import { flagName, isKubeletFlag } from "./kubelet-flags.ts";
import type { EksUserDataFormat, NodeSettings, NodeTaint } from "./node-bootstrap.ts";
import { isLabelKey, isLabelValue, isRestrictedLabel } from "./node-labels.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";

/** Flags and configuration keys that a field of the model stands for. */
const owners: ReadonlyMap<string, string> = new Map([
  ["--cluster-dns", "cluster.dnsClusterIp"],
  ["--max-pods", "maxPods"],
  ["--node-labels", "nodeLabels"],
  ["--register-with-taints", "taints"],
  ["clusterDNS", "cluster.dnsClusterIp"],
  ["maxPods", "maxPods"],
  ["registerWithTaints", "taints"],
]);

const largestInteger = 2 ** 31 - 1;

/**
 * Every problem of what a node tells its kubelet, apart from what a format cannot carry.
 *
 * @param pointer - where the settings stand
 */
export function checkNodeSettings(settings: NodeSettings, pointer = ""): readonly Diagnostic[] {
  return [
    ...checkMaxPods(settings, pointer),
    ...checkLabels(settings, pointer),
    ...checkTaints(settings.taints ?? [], `${pointer}/taints`),
    ...checkFlags(settings, pointer),
    ...checkConfig(settings, pointer),
  ];
}

/**
 * What the format has no place for.
 */
export function checkCarried(
  settings: NodeSettings,
  format: EksUserDataFormat,
  pointer = "",
): readonly Diagnostic[] {
  const missing = {
    "bootstrap.sh": ["kubeletConfig"],
    bottlerocket: ["kubeletConfig", "kubeletFlags", "useMaxPods"],
    nodeadm: ["useMaxPods"],
  } as const;
  return missing[format]
    .filter((field) => settings[field] !== undefined)
    .map((field) =>
      userDataDiagnostics.report("USERDATA_FIELD_NOT_CARRIED", {
        message: `${format} user data has no place for ${field}`,
        pointer: `${pointer}/${field}`,
        hint: field === "useMaxPods" ? "Write `maxPods: 110`, which means the same." : undefined,
      }),
    );
}

/**
 * Every problem of taints: their syntax, and pairs of key and effect that stand there twice.
 *
 * @example
 * ```ts
 * checkTaints([{ key: "dedicated", value: "gpu", effect: "NoSchedule" }], "/taints"); // => []
 * checkTaints([{ key: "no key", effect: "NoSchedule" }], "/taints").map(({ pointer }) => pointer);
 * // => ["/taints/0/key"]
 * ```
 */
export function checkTaints(taints: readonly NodeTaint[], pointer: string): readonly Diagnostic[] {
  const seen = new Set<string>();
  return taints.flatMap(({ key, value, effect }, index) => {
    const at = `${pointer}/${index}`;
    const found: Diagnostic[] = [];
    if (!isLabelKey(key)) {
      const message = "the key of the taint is no label key";
      found.push(
        userDataDiagnostics.report("USERDATA_TAINT", {
          message,
          pointer: `${at}/key`,
          found: showValue(key),
        }),
      );
    }
    if (value !== undefined && (value === "" || !isLabelValue(value))) {
      const message = value === "" ? "an empty value is left out" : "the value is no label value";
      const facts = { message, pointer: `${at}/value`, found: showValue(value) };
      found.push(userDataDiagnostics.report("USERDATA_TAINT", facts));
    }
    if (seen.has(`${key}:${effect}`)) {
      const message = `the taint ${showValue(key)} has the effect ${effect} twice`;
      found.push(userDataDiagnostics.report("USERDATA_TAINT", { message, pointer: at }));
    }
    seen.add(`${key}:${effect}`);
    return found;
  });
}

function checkMaxPods(settings: NodeSettings, pointer: string): readonly Diagnostic[] {
  const { maxPods, useMaxPods } = settings;
  const at = `${pointer}/maxPods`;
  if (maxPods === undefined) {
    return [];
  }
  if (!Number.isInteger(maxPods) || maxPods < 1 || maxPods > largestInteger) {
    const facts = { message: "maxPods is out of range", pointer: at, found: showValue(maxPods) };
    return [userDataDiagnostics.report("USERDATA_MAX_PODS", facts)];
  }
  const message = "maxPods turns the image's own table off already";
  return useMaxPods === undefined
    ? []
    : [
        userDataDiagnostics.report("USERDATA_MAX_PODS", {
          message,
          pointer: `${pointer}/useMaxPods`,
        }),
      ];
}

function checkLabels({ nodeLabels = {} }: NodeSettings, pointer: string): readonly Diagnostic[] {
  return Object.entries(nodeLabels).flatMap(([key, value]) => {
    const at = `${pointer}${formatPointer(["nodeLabels", key])}`;
    const found: Diagnostic[] = [];
    if (!isLabelKey(key)) {
      const message = "this is no label key";
      found.push(
        userDataDiagnostics.report("USERDATA_LABEL", {
          message,
          pointer: at,
          found: showValue(key),
        }),
      );
    } else if (isRestrictedLabel(key)) {
      const message = `the kubelet refuses to start with the label ${key}`;
      found.push(userDataDiagnostics.report("USERDATA_LABEL_RESTRICTED", { message, pointer: at }));
    }
    if (!isLabelValue(value)) {
      const message = "this is no label value";
      found.push(
        userDataDiagnostics.report("USERDATA_LABEL", {
          message,
          pointer: at,
          found: showValue(value),
        }),
      );
    }
    return found;
  });
}

function checkFlags({ kubeletFlags = [] }: NodeSettings, pointer: string): readonly Diagnostic[] {
  return kubeletFlags.flatMap((flag, index) => {
    const at = `${pointer}/kubeletFlags/${index}`;
    if (!isKubeletFlag(flag)) {
      const message = "this is no flag that reaches the kubelet unaltered";
      return [
        userDataDiagnostics.report("USERDATA_FLAG", {
          message,
          pointer: at,
          found: showValue(flag),
        }),
      ];
    }
    return ownedBy(flagName(flag), at);
  });
}

function checkConfig({ kubeletConfig = {} }: NodeSettings, pointer: string): readonly Diagnostic[] {
  return Object.keys(kubeletConfig).flatMap((key) =>
    ownedBy(key, `${pointer}${formatPointer(["kubeletConfig", key])}`),
  );
}

function ownedBy(name: string, pointer: string): readonly Diagnostic[] {
  const field = owners.get(name);
  if (field === undefined) {
    return [];
  }
  const message = `${name} is written from the field ${field}`;
  return [userDataDiagnostics.report("USERDATA_FIELD_OWNED", { message, pointer })];
}
