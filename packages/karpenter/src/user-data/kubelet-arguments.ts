import type { NodeTaint } from "@imagewright/aws/user-data";

import { goDuration } from "../objects/go-duration.ts";
import { type BootstrapFacts, sortedEntries } from "./bootstrap-facts.ts";

/**
 * The kubelet's flags in Karpenter's order. Inside a flag Karpenter's order is random; here it is
 * by key.
 */
export function kubeletArguments({ kubelet = {}, labels, taints = [] }: BootstrapFacts): string {
  const { evictionSoftGracePeriod = {} } = kubelet;
  const periods = Object.fromEntries(
    Object.entries(evictionSoftGracePeriod).map(([key, text]) => [key, goDuration(text) ?? text]),
  );
  return [
    ...nodeLabelsFlag(labels),
    `--register-with-taints=${quoted(taints.map((taint) => taintText(taint)))}`,
    ...plain("max-pods", kubelet.maxPods),
    ...plain("pods-per-core", kubelet.podsPerCore),
    ...pairs("system-reserved", kubelet.systemReserved, "="),
    ...pairs("kube-reserved", kubelet.kubeReserved, "="),
    ...pairs("eviction-hard", kubelet.evictionHard, "<"),
    ...pairs("eviction-soft", kubelet.evictionSoft, "<"),
    ...pairs("eviction-soft-grace-period", periods, "="),
    ...plain("eviction-max-pod-grace-period", kubelet.evictionMaxPodGracePeriod),
    ...plain("image-gc-high-threshold", kubelet.imageGCHighThresholdPercent),
    ...plain("image-gc-low-threshold", kubelet.imageGCLowThresholdPercent),
    ...plain("cpu-cfs-quota", kubelet.cpuCFSQuota),
  ].join(" ");
}

/** The flag of the labels; none where there are no labels. */
export function nodeLabelsFlag(labels: BootstrapFacts["labels"]): readonly string[] {
  return pairs("node-labels", labels, "=");
}

function plain(flag: string, value: boolean | number | undefined): readonly string[] {
  return value === undefined ? [] : [`--${flag}=${value}`];
}

function pairs(
  flag: string,
  map: { readonly [key: string]: string } | undefined,
  sign: "<" | "=",
): readonly string[] {
  const list = sortedEntries(map).map(([key, value]) => `${key}${sign}${value}`);
  return list.length === 0 ? [] : [`--${flag}=${quoted(list)}`];
}

/** A list as one text in Go's quotes. */
function quoted(list: readonly string[]): string {
  return JSON.stringify(list.join(","));
}

function taintText({ key, value = "", effect }: NodeTaint): string {
  return value === "" ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}
