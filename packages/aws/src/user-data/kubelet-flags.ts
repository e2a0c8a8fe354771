import type { NodeSettings, NodeTaint, TaintEffect } from "./node-bootstrap.ts";

/** Printable ASCII that survives a shell word, systemd's splitting and its environment files. */
const flagForm = /^--[a-z][a-z0-9-]*(?:=[!#-&(-[\]-~]*)?$/u;

const taintForm = /^(?<key>[^=:]+)(?:=(?<value>[^:]+))?:(?<effect>[A-Za-z]+)$/u;

const effects: readonly TaintEffect[] = ["NoExecute", "NoSchedule", "PreferNoSchedule"];

/** Whether a text is one kubelet flag that no layer on its way alters. */
export function isKubeletFlag(text: string): boolean {
  return flagForm.test(text);
}

/** The part of a flag before its value: `--node-labels`. */
export function flagName(flag: string): string {
  const equals = flag.indexOf("=");
  return equals === -1 ? flag : flag.slice(0, equals);
}

/** The flags that labels and taints stand for, then the further ones in their order. */
export function registrationFlags(settings: NodeSettings): readonly string[] {
  const labels = sortedLabels(settings).map(([key, value]) => `${key}=${value}`);
  const taints = sortedTaints(settings.taints ?? []).map((taint) => formatTaint(taint));
  return [
    ...(labels.length === 0 ? [] : [`--node-labels=${labels.join(",")}`]),
    ...(taints.length === 0 ? [] : [`--register-with-taints=${taints.join(",")}`]),
    ...(settings.kubeletFlags ?? []),
  ];
}

/** What flags say, in the fields of the model; undefined if one of them is malformed. */
export function settingsOfFlags(flags: readonly string[]): NodeSettings | undefined {
  const values = new Map(
    flags.map((flag) => [flagName(flag), flag.slice(flagName(flag).length + 1)]),
  );
  const labels = splitList(values.get("--node-labels"))?.map((label) => splitOnce(label, "="));
  const taints = splitList(values.get("--register-with-taints"))?.map((text) => parseTaint(text));
  const known = taints?.filter((taint) => taint !== undefined);
  const maxPods = values.get("--max-pods");
  const rest = flags.filter((flag) => !ownFlags.has(flagName(flag)));
  const isTwice = [...ownFlags].some(
    (name) => flags.filter((flag) => flagName(flag) === name).length > 1,
  );
  if (isTwice || known?.length !== taints?.length || !/^\d*$/u.test(maxPods ?? "")) {
    return undefined;
  }
  return {
    ...(maxPods !== undefined && { maxPods: Number(maxPods) }),
    ...(labels !== undefined && { nodeLabels: Object.fromEntries(labels) }),
    ...(known !== undefined && { taints: known }),
    ...(rest.length > 0 && { kubeletFlags: rest }),
  };
}

const ownFlags: ReadonlySet<string> = new Set([
  "--max-pods",
  "--node-labels",
  "--register-with-taints",
]);

/** Labels in the order of their keys, which carries no meaning. */
export function sortedLabels({ nodeLabels = {} }: NodeSettings): readonly [string, string][] {
  return Object.entries(nodeLabels).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Taints in the order of key and effect, which carries no meaning. */
export function sortedTaints(taints: readonly NodeTaint[]): readonly NodeTaint[] {
  return taints.toSorted((a, b) => (taintOrder(a) < taintOrder(b) ? -1 : 1));
}

/** A taint as the kubelet reads it: `key=value:Effect`, or `key:Effect` without a value. */
function formatTaint({ key, value, effect }: NodeTaint): string {
  return `${key}${value === undefined ? "" : `=${value}`}:${effect}`;
}

/** Reads what `formatTaint` writes. */
export function parseTaint(text: string): NodeTaint | undefined {
  const groups = taintForm.exec(text)?.groups;
  const effect = effects.find((known) => known === groups?.["effect"]);
  const key = groups?.["key"];
  const value = groups?.["value"];
  return key === undefined || effect === undefined
    ? undefined
    : { key, ...(value !== undefined && { value }), effect };
}

function taintOrder({ key, effect }: NodeTaint): string {
  return `${key}\0${effect}`;
}

function splitList(text: string | undefined): readonly string[] | undefined {
  return text === undefined || text === "" ? undefined : text.split(",");
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
