import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import type { CheckState, FindingFacts } from "./check-state.ts";
import type { UnknownFields } from "./prepare-value.ts";

/** What a field of ObjectMeta holds. */
type Shape = "text" | "time" | "integer" | "pairs" | "texts" | "owners" | "any";

const objectMeta: ReadonlyMap<string, Shape> = new Map([
  ["annotations", "pairs"],
  ["creationTimestamp", "time"],
  ["deletionGracePeriodSeconds", "integer"],
  ["deletionTimestamp", "time"],
  ["finalizers", "texts"],
  ["generateName", "text"],
  ["generation", "integer"],
  ["labels", "pairs"],
  ["managedFields", "any"],
  ["name", "text"],
  ["namespace", "text"],
  ["ownerReferences", "owners"],
  ["resourceVersion", "text"],
  ["selfLink", "text"],
  ["uid", "text"],
]);

const longestName = 253;
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u;
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/u;
const qualifiedName =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/u;

/** Bytes of all annotations of an object together. */
const annotationBytes = 256 * 1024;

/** Whose metadata is looked at. */
export interface MetadataCheck {
  readonly state: CheckState;
  readonly unknownFields: UnknownFields;
  readonly pruned: string[];
  /** Whether the kind lives in namespaces; undefined where that is unknown. */
  readonly namespaced: boolean | undefined;
  /** Whether the object needs no name: it stands in a field of another one. */
  readonly isEmbedded: boolean;
}

/**
 * Checks ObjectMeta as an API server takes it, and drops what it does not have. The walk stands at
 * the object.
 *
 * @returns the metadata as it is kept
 */
export function checkMetadata(object: JsonObject, check: MetadataCheck): JsonValue | undefined {
  const { state, isEmbedded } = check;
  const metadata = ownValue(object, "metadata");
  state.path.push("metadata");
  if (!isJsonObject(metadata)) {
    if (!isEmbedded || (metadata !== undefined && metadata !== null)) {
      fault(state, "the object has no metadata", metadata, true);
    }
    state.path.pop();
    return metadata;
  }
  const kept = Object.entries(metadata).filter(([name, value]) => {
    state.path.push(name);
    const isKept = checkField(name, value, check);
    state.path.pop();
    return isKept;
  });
  checkName(metadata, check);
  state.path.pop();
  return kept.length === Object.keys(metadata).length ? metadata : Object.fromEntries(kept);
}

/** @returns whether the field is kept: null counts as absent, and strangers are dropped */
function checkField(name: string, value: JsonValue, check: MetadataCheck): boolean {
  const { state } = check;
  const shape = objectMeta.get(name);
  if (shape === undefined) {
    unknownField(name, check);
    return false;
  }
  if (value === null) {
    return false;
  }
  if (!hasShape(value, shape)) {
    fault(state, `${name} is ${describe(shape)}`, value, false);
  } else if (name === "namespace" && value !== "") {
    return checkNamespace(value, check);
  } else if (shape === "pairs" && isJsonObject(value)) {
    checkPairs(name, value, state);
  }
  return true;
}

function unknownField(name: string, { state, unknownFields, pruned }: MetadataCheck): void {
  pruned.push(state.pointer);
  if (unknownFields === "drop") {
    return;
  }
  state.report(
    unknownFields === "refuse" ? "ADMISSION_UNKNOWN_FIELD" : "ADMISSION_FIELD_PRUNED",
    () => {
      const nearest = nearestName(name.slice(0, 128), objectMeta.keys());
      return {
        message: `ObjectMeta has no field ${showValue(name)}`,
        found: showValue(name),
        hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
      };
    },
  );
}

function hasShape(value: JsonValue, shape: Shape): boolean {
  switch (shape) {
    case "text":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value);
    case "time":
      return typeof value === "string" && !Number.isNaN(timeOf(value));
    case "pairs":
      return isJsonObject(value);
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "owners":
      return Array.isArray(value) && value.every((item) => isOwner(item));
    case "any":
      return true;
  }
}

function timeOf(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/u.test(text)
    ? 0
    : Number.NaN;
}

function isOwner(value: JsonValue): boolean {
  const isText = (name: string): boolean => {
    const text = isJsonObject(value) ? ownValue(value, name) : undefined;
    return typeof text === "string" && text !== "";
  };
  return ["apiVersion", "kind", "name", "uid"].every(isText);
}

function describe(shape: Shape): string {
  const words: Readonly<Record<Shape, string>> = {
    any: "anything",
    integer: "a whole number",
    owners: "a list of owners, each with apiVersion, kind, name and uid",
    pairs: "a map of texts",
    text: "a text",
    texts: "a list of texts",
    time: "a time such as 2026-11-21T10:00:00Z",
  };
  return words[shape];
}

function checkName(metadata: JsonObject, { state, isEmbedded }: MetadataCheck): void {
  const name = ownValue(metadata, "name") ?? "";
  const prefix = ownValue(metadata, "generateName") ?? "";
  if (typeof prefix === "string" && prefix !== "" && !isEmbedded && !isPrefix(prefix)) {
    state.path.push("generateName");
    fault(state, "the prefix begins no DNS subdomain", prefix, false);
    state.path.pop();
  }
  if (typeof name !== "string" || (name === "" && (isEmbedded || prefix !== ""))) {
    return;
  }
  const isName = isEmbedded
    ? !/^\.{0,2}$|[/%]/u.test(name)
    : name.length <= longestName && isSubdomain(name);
  if (!isName) {
    state.path.push("name");
    fault(state, "the name is no DNS subdomain", ownValue(metadata, "name"), name === "");
    state.path.pop();
  }
}

/** Five characters are put behind a prefix, which may so end with a hyphen. */
function isPrefix(text: string): boolean {
  return text.length <= longestName && isSubdomain(text.replace(/-$/u, "a"));
}

function isSubdomain(text: string): boolean {
  return text
    .split(".")
    .every((part) => /^[a-z0-9-]+$/u.test(part) && !part.startsWith("-") && !part.endsWith("-"));
}

/** @returns whether the namespace is kept: kinds of the cluster have none */
function checkNamespace(namespace: JsonValue, { state, namespaced }: MetadataCheck): boolean {
  if (namespaced === false) {
    const message = "the kind belongs to no namespace: this one is not stored";
    const found = showValue(namespace);
    state.report("ADMISSION_NAMESPACE_DROPPED", () => ({ message, found }));
    return false;
  }
  if (typeof namespace !== "string" || !label.test(namespace)) {
    fault(state, "the namespace is no DNS label", namespace, false);
  }
  return true;
}

function checkPairs(field: string, pairs: JsonObject, state: CheckState): void {
  let size = 0;
  for (const [key, value] of Object.entries(pairs)) {
    size += key.length + (typeof value === "string" ? value.length : 0);
    const isValue = typeof value === "string" && (field !== "labels" || labelValue.test(value));
    const isKey = qualifiedName.test(field === "annotations" ? key.toLowerCase() : key);
    if (!isKey || !isValue) {
      state.path.push(key);
      fault(state, `${showValue(key)} is no valid entry of ${field}`, value, false);
      state.path.pop();
    }
  }
  if (field === "annotations" && size > annotationBytes) {
    fault(state, `the annotations are larger than ${annotationBytes} bytes`, undefined, false);
  }
}

function fault(
  state: CheckState,
  message: string,
  found: JsonValue | undefined,
  blocks: boolean,
): void {
  const facts = (): FindingFacts => ({ message, found: showValue(found) });
  state.report("ADMISSION_METADATA", facts, blocks);
}
