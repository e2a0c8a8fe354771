import {
  type Diagnostic,
  hasErrors,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toJsonValue,
  toParsed,
} from "@imagewright/core";

import { checkFieldsKnown } from "../api-fields.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KarpenterNodeClass } from "../node-class-model.ts";
import { karpenterNodeClassSchema } from "../schemas/karpenter-node-class.ts";
import { sortedData } from "../sorted-data.ts";
import { type ApiGeneration, apiVersionOf, nodeClassKinds } from "./object-kinds.ts";
import { checkedModel, metadataOf, objectAt, requireGeneration, without } from "./parse-model.ts";
import {
  mapOfTerms,
  type SelectorTerm,
  termsOfMap,
  textMap,
  tooManyTerms,
} from "./selector-map.ts";

/** The selectors of v1alpha1, and the lists of terms that took their place. */
const selectors = [
  ["amiSelector", "amiSelectorTerms"],
  ["subnetSelector", "subnetSelectorTerms"],
  ["securityGroupSelector", "securityGroupSelectorTerms"],
] as const;

/**
 * A node class as an object of one generation of Karpenter's API. What that generation has no
 * field for is refused.
 *
 * @example
 * ```ts
 * const nodeClass = {
 *   name: "default",
 *   amiFamily: "AL2",
 *   amiSelectorTerms: [{ id: "ami-09709369c53539c11" }],
 *   subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "production" } }],
 * } as const;
 * const rendered = renderKarpenterNodeClass(nodeClass, "alpha");
 * rendered.ok && rendered.value["spec"];
 * // => {
 * //      amiFamily: "AL2",
 * //      amiSelector: { "aws-ids": "ami-09709369c53539c11" },
 * //      subnetSelector: { "karpenter.sh/discovery": "production" },
 * //    }
 * renderKarpenterNodeClass({ ...nodeClass, role: "nodes" }, "alpha").diagnostics.map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["KARPENTER_FIELD_ABSENT /spec/role"]
 * ```
 */
export function renderKarpenterNodeClass(
  nodeClass: KarpenterNodeClass,
  generation: ApiGeneration,
): Parsed<JsonObject> {
  const { name, metadata, ...spec } = nodeClass;
  const written = nodeClassSpecOf(dataOf(spec), generation, "/spec");
  return toParsed(
    {
      apiVersion: apiVersionOf(nodeClassKinds[generation]),
      kind: nodeClassKinds[generation].kind,
      metadata: { name, ...dataOf(metadata ?? {}) },
      spec: written.spec,
    },
    written.diagnostics,
  );
}

/** A node class that was read, and the generation it was written in. */
export interface ParsedNodeClass {
  readonly generation: ApiGeneration;
  readonly nodeClass: KarpenterNodeClass;
}

/**
 * The node class an object stands for, whatever its generation. A field that is no part of the
 * model is refused; what the cluster records itself is left out, and told.
 *
 * @example
 * ```ts
 * const parsed = parseKarpenterNodeClass({
 *   apiVersion: "karpenter.k8s.aws/v1alpha1",
 *   kind: "AWSNodeTemplate",
 *   metadata: { name: "default" },
 *   spec: { amiSelector: { "aws::name": "nodes-*", "aws::owners": "self,123456789012" } },
 * });
 * parsed.ok && parsed.value.nodeClass.amiSelectorTerms;
 * // => [
 * //      { owner: "self", name: "nodes-*" },
 * //      { owner: "123456789012", name: "nodes-*" },
 * //    ]
 * ```
 */
export function parseKarpenterNodeClass(object: JsonObject): Parsed<ParsedNodeClass> {
  const { generation, diagnostics } = requireGeneration(object, nodeClassKinds, "node class");
  if (generation === undefined) {
    return { ok: false, diagnostics };
  }
  const metadata = metadataOf(object);
  const spec = nodeClassDataOf(objectAt(object, "spec"), generation, "/spec");
  const parsed = checkedModel(
    karpenterNodeClassSchema,
    { ...metadata.kept, ...spec.data },
    [...metadata.diagnostics, ...spec.diagnostics],
    (pointer) => (/^\/(?:name|metadata)(?:\/|$)/u.test(pointer) ? pointer : `/spec${pointer}`),
  );
  return parsed.ok ? { ...parsed, value: { generation, nodeClass: parsed.value } } : parsed;
}

/** The spec of a node class in a generation, and what that generation has no field for. */
export function nodeClassSpecOf(
  data: JsonObject,
  generation: ApiGeneration,
  pointer: string,
): { readonly spec: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = checkFieldsKnown(
    { spec: data },
    nodeClassKinds[generation],
  ).map((found) => ({ ...found, pointer: found.pointer.replace("/spec", pointer) }));
  if (generation !== "alpha" || hasErrors(diagnostics)) {
    return { spec: data, diagnostics };
  }
  const names = new Map<string, string>(selectors.map(([map, terms]) => [terms, map]));
  const spec = Object.entries(data).map(([key, value]): readonly [string, JsonValue] => {
    const name = names.get(key);
    if (name === undefined) {
      return [key, value];
    }
    const selector = mapOfTerms(termsOf(value));
    if ("fault" in selector) {
      const facts = { message: selector.fault, pointer: `${pointer}/${key}` };
      diagnostics.push(karpenterDiagnostics.report("KARPENTER_SELECTOR_MAP", facts));
      return [name, {}];
    }
    return [name, selector.map];
  });
  return { spec: Object.fromEntries(spec), diagnostics };
}

/** The model's data of the spec of a node class, its selectors as terms. */
export function nodeClassDataOf(
  spec: JsonObject,
  generation: ApiGeneration,
  pointer: string,
): { readonly data: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  if (generation !== "alpha") {
    return { data: spec, diagnostics: [] };
  }
  const diagnostics: Diagnostic[] = [];
  const terms = selectors.flatMap(([name, list]): readonly (readonly [string, JsonValue])[] => {
    const value = ownValue(spec, name);
    if (value === undefined) {
      return [];
    }
    const map = textMap(value);
    const listed = map === undefined ? undefined : termsOfMap(map);
    if (listed === undefined) {
      const facts = { pointer: `${pointer}/${name}`, found: showValue(value) };
      const message = map === undefined ? "a selector is a map of texts" : tooManyTerms;
      diagnostics.push(karpenterDiagnostics.report("KARPENTER_MANIFEST", { ...facts, message }));
      return [];
    }
    return [[list, toJsonValue(listed)]];
  });
  const rest = without(spec, "apiVersion", "kind", ...selectors.map(([name]) => name));
  return { data: { ...rest, ...Object.fromEntries(terms) }, diagnostics };
}

/** A typed value as data, in the order of its own fields; the maps below have their keys in order. */
export function dataOf(value: object): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]: [string, unknown]) => child !== undefined)
      .map(([key, child]: [string, unknown]) => [key, sortedData(child)]),
  );
}

function termsOf(value: JsonValue): readonly SelectorTerm[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return items.map((item) => {
    const { id, name, owner, tags } = isJsonObject(item) ? { ...item } : {};
    const texts = textMap(tags);
    return {
      ...(typeof id === "string" && { id }),
      ...(typeof name === "string" && { name }),
      ...(typeof owner === "string" && { owner }),
      ...(texts !== undefined && { tags: texts }),
    };
  });
}
