import {
  emitToml,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toJsonValue,
  toParsed,
} from "@imagewright/core";

import { userDataDiagnostics } from "../user-data-diagnostics.ts";
import { isNodeConfigDocument, type NodeConfigDocument } from "./node-config-document.ts";

/** What merging needs from outside. */
export interface MergeNodeConfigsOptions {
  /**
   * Reads TOML, for configurations of containerd in more than one NodeConfig; without it those are
   * refused. Throws on text that is no TOML.
   */
  readonly parseToml?: (text: string) => unknown;
}

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
 * gates, variables and fragments of the kubelet's configuration are merged key by key.
 *
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
  options: MergeNodeConfigsOptions = {},
): Parsed<NodeConfigDocument> {
  const [first, ...others] = documents;
  if (first === undefined) {
    const message = "there is no NodeConfig to merge";
    return {
      ok: false,
      diagnostics: [userDataDiagnostics.report("USERDATA_NODE_CONFIG_NONE", { message })],
    };
  }
  const refusals: JsonValue[] = [];
  const mergeToml: Merge = (before, after) => {
    const merged = mergeContainerd(before, after, options);
    if (merged === undefined) {
      refusals.push(after);
    }
    return merged ?? before;
  };
  const merged = others.reduce<JsonValue>(
    (before, document) => mergeTyped(before, toJsonValue(document, ""), "", mergeToml),
    toJsonValue(first, ""),
  );
  const message = "two NodeConfigs configure containerd";
  const pointer = containerdPointer;
  if (!isNodeConfigDocument(merged)) {
    throw new Error("merging NodeConfigs made something else");
  }
  return toParsed(
    merged,
    refusals.map(() => userDataDiagnostics.report("USERDATA_TOML_MERGE", { message, pointer })),
  );
}

function mergeTyped(
  before: JsonValue,
  after: JsonValue,
  pointer: string,
  mergeToml: Merge,
): JsonValue {
  const rule = pointer === containerdPointer && before !== "" ? mergeToml : rules.get(pointer);
  if (isEmpty(after)) {
    return before;
  }
  if (rule !== undefined) {
    return rule(before, after);
  }
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return after;
  }
  return mergeObjects(before, after, (key, a, b) =>
    mergeTyped(a, b, `${pointer}/${key}`, mergeToml),
  );
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
  return isJsonObject(before) && isJsonObject(after)
    ? mergeObjects(before, after, (_, a, b) => deepMerge(a, b))
    : after;
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

function mergeContainerd(
  before: JsonValue,
  after: JsonValue,
  { parseToml }: MergeNodeConfigsOptions,
): JsonValue | undefined {
  if (before === after) {
    return before;
  }
  if (parseToml === undefined || typeof before !== "string" || typeof after !== "string") {
    return undefined;
  }
  try {
    const value = deepMerge(
      toJsonValue(parseToml(before), containerdPointer),
      toJsonValue(parseToml(after), containerdPointer),
    );
    return isJsonObject(value) ? emitToml(value) : undefined;
  } catch {
    // Text that is no TOML, or holds what we cannot write: the reader finds out which.
    return undefined;
  }
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
