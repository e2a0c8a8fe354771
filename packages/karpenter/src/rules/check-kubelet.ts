import { type Diagnostic, formatPointer, showValue } from "@imagewright/core";

import known from "../data/kubelet-keys.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KubeletOptions } from "../kubelet-options.ts";
import { isQuantity } from "../quantity.ts";

const signals = new Set(known.signals);
const resources = new Set(known.resources);

const percentage = /^(?:\d{1,2}(?:\.\d{1,2})?|100(?:\.0{1,2})?)%$/u;
const duration = /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/u;

/** Every problem of the kubelet settings that Karpenter passes on. */
export function checkKubelet(kubelet: KubeletOptions, pointer: string): readonly Diagnostic[] {
  const isThreshold = (value: string): boolean => percentage.test(value) || isReserve(value);
  return [
    ...checkMap(kubelet, "kubeReserved", resources, isReserve, pointer),
    ...checkMap(kubelet, "systemReserved", resources, isReserve, pointer),
    ...checkMap(kubelet, "evictionHard", signals, isThreshold, pointer),
    ...checkMap(kubelet, "evictionSoft", signals, isThreshold, pointer),
    ...checkMap(
      kubelet,
      "evictionSoftGracePeriod",
      signals,
      (value) => duration.test(value),
      pointer,
    ),
    ...checkGracePeriods(kubelet, pointer),
    ...checkCollection(kubelet, pointer),
  ];
}

function isReserve(value: string): boolean {
  return isQuantity(value) && !value.startsWith("-");
}

function checkMap(
  kubelet: KubeletOptions,
  field:
    | "evictionHard"
    | "evictionSoft"
    | "evictionSoftGracePeriod"
    | "kubeReserved"
    | "systemReserved",
  keys: ReadonlySet<string>,
  isValue: (value: string) => boolean,
  pointer: string,
): readonly Diagnostic[] {
  return Object.entries(kubelet[field] ?? {})
    .filter(([key, value]) => !keys.has(key) || !isValue(value))
    .map(([key, value]) =>
      karpenterDiagnostics.report("KARPENTER_KUBELET", {
        message: keys.has(key)
          ? "the value is not of the form it needs"
          : `${field} has no such key`,
        pointer: `${pointer}${formatPointer([field, key])}`,
        found: showValue(keys.has(key) ? value : key),
      }),
    );
}

/** Soft thresholds and grace periods have the same keys. */
function checkGracePeriods(
  { evictionSoft = {}, evictionSoftGracePeriod = {} }: KubeletOptions,
  pointer: string,
): readonly Diagnostic[] {
  const soft = Object.keys(evictionSoft).toSorted().join();
  if (soft === Object.keys(evictionSoftGracePeriod).toSorted().join()) {
    return [];
  }
  const message = "evictionSoft and evictionSoftGracePeriod have different keys";
  const at = `${pointer}/evictionSoft`;
  return [karpenterDiagnostics.report("KARPENTER_KUBELET", { message, pointer: at })];
}

function checkCollection(
  { imageGCHighThresholdPercent: high, imageGCLowThresholdPercent: low }: KubeletOptions,
  pointer: string,
): readonly Diagnostic[] {
  if (high === undefined || low === undefined || high > low) {
    return [];
  }
  const message = "imageGCHighThresholdPercent is not above imageGCLowThresholdPercent";
  const at = `${pointer}/imageGCHighThresholdPercent`;
  return [karpenterDiagnostics.report("KARPENTER_KUBELET", { message, pointer: at })];
}
