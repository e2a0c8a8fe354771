import {
  type Diagnostic,
  emitToml,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toJsonValue,
  toParsed,
} from "@imagewright/core";
import { readToml } from "@imagewright/core/read";

import {
  isNodeConfigDocument,
  type NodeConfigDocument,
} from "../node-config/node-config-document.ts";
import { userDataDiagnostics } from "../user-data-diagnostics.ts";

/** How two values of one field become one. */
type Merge = (before: JsonValue, after: JsonValue) => JsonValue;

/** Fields that are not merged by the rule of typed fields: later, unless empty. */
const rules: ReadonlyMap<string, Merge> = new Map([
  ["/spec/kubelet/flags", (before, after) => [...listOf(before), ...listOf(after)]],
  ["/spec/kubelet/config", deepMerge],
  ["/spec/containerd/baseRuntimeSpec", deepMerge],
  ["/spec/featureGates", deepMerge],
  ["/spec/instance/environment", deepMerge],
]);

const containerdPointer = "/spec/containerd/config";

/**
 * Several NodeConfigs as the one that nodeadm makes of them: in the order of the parts of the user
 * data, then of the drop-in files, later ones over earlier ones.
 *
 * A later empty text, empty list and `false` leave typed fields as they are; flags add up; feature
 * gates, variables and fragments of the kubelet's configuration are merged key by key, and so are
 * the texts for containerd, which are read as TOML.
 *
 * @returns one NodeConfig; findings about a text for containerd that is no TOML
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/examples/
 * @example
 * ```ts
 * const header = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" } as const;
 * const merged = mergeNodeConfigs([
 *   { ...header, spec: { kubelet: { flags: ["--v=2"], config: { maxPods: 20 } } } },
 *   { ...header, spec: { kubelet: { flags: ["--v=4"], config: { registryPullQPS: 0 } } } },
 * ]);
 * merged.ok && merged.value.spec?.kubelet;
 * // => { flags: ["--v=2", "--v=4"], config: { maxPods: 20, registryPullQPS: 0 } }
 * ```
 */
export function mergeNodeConfigs(
  documents: readonly NodeConfigDocument[],
): Parsed<NodeConfigDocument> {
  const [first, ...others] = documents;
  if (first === undefined) {
    const message = "there is no NodeConfig to merge";
    return {
      ok: false,
      diagnostics: [userDataDiagnostics.report("USERDATA_NODE_CONFIG_NONE", { message })],
    };
  }
  const found: Diagnostic[] = [];
  const merged = others.reduce<JsonValue>(
    (before, document) => mergeTyped(before, toJsonValue(document, ""), "", found),
    toJsonValue(first, ""),
  );
  if (!isNodeConfigDocument(merged)) {
    throw new Error("merging NodeConfigs made something else");
  }
  return toParsed(merged, found);
}

function mergeTyped(
  before: JsonValue,
  after: JsonValue,
  pointer: string,
  found: Diagnostic[],
): JsonValue {
  if (isEmpty(after)) {
    return before;
  }
  if (pointer === containerdPointer) {
    return mergeToml(before, after, found);
  }
  const rule = rules.get(pointer);
  if (rule !== undefined) {
    return rule(before, after);
  }
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return after;
  }
  return mergeObjects(before, after, (key, a, b) => mergeTyped(a, b, `${pointer}/${key}`, found));
}

/** What the rule of typed fields takes for nothing; a map without entries has nothing to say. */
function isEmpty(value: JsonValue): boolean {
  return value === "" || value === false || value === null || isEmptyCollection(value);
}

function isEmptyCollection(value: JsonValue): boolean {
  return Array.isArray(value) || isJsonObject(value) ? Object.keys(value).length === 0 : false;
}

/** Maps become one; anything else is replaced, by nothing as well. */
function deepMerge(before: JsonValue, after: JsonValue): JsonValue {
  return isJsonObject(before) && isJsonObject(after) ? mergeMaps(before, after) : after;
}

function mergeMaps(before: JsonObject, after: JsonObject): JsonObject {
  return mergeObjects(before, after, (_, a, b) => deepMerge(a, b));
}

function mergeObjects(
  before: JsonObject,
  after: JsonObject,
  merge: (key: string, before: JsonValue, after: JsonValue) => JsonValue,
): JsonObject {
  const result = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    const old = ownValue(before, key);
    result.set(key, old === undefined ? value : merge(key, old, value));
  }
  return Object.fromEntries(result);
}

/** The later text alone where the earlier one is empty, or both are the same. */
function mergeToml(before: JsonValue, after: JsonValue, found: Diagnostic[]): JsonValue {
  if (before === "" || before === after) {
    return after;
  }
  const [older, newer] = [before, after].map((text) => tableOf(text, found));
  return older === undefined || newer === undefined ? after : emitToml(mergeMaps(older, newer));
}

function tableOf(text: JsonValue, found: Diagnostic[]): JsonObject | undefined {
  const read = readToml(typeof text === "string" ? text : "", { file: "containerd.toml" });
  found.push(...read.diagnostics.map((one) => ({ ...one, pointer: containerdPointer })));
  return read.ok ? read.value : undefined;
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
