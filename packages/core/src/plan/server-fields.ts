import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";

/** What an API server or a controller writes into `metadata`. */
const serverFields = new Set([
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "managedFields",
  "selfLink",
  "ownerReferences",
  "finalizers",
]);

const appliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * An object without what a server or a controller adds to it: what a person would have written.
 *
 * @example
 * ```ts
 * withoutServerFields({ kind: "A", metadata: { name: "a", uid: "1" }, status: {} });
 * // => { kind: "A", metadata: { name: "a" } }
 * ```
 */
export function withoutServerFields(object: JsonObject): JsonObject {
  if (isBare(object)) {
    return object;
  }
  const { status: _, ...rest } = object;
  const metadata = ownValue(rest, "metadata");
  return isJsonObject(metadata) ? { ...rest, metadata: withoutServerMetadata(metadata) } : rest;
}

/** What lies in a repository usually holds nothing of a server's. */
function isBare(object: JsonObject): boolean {
  const metadata = ownValue(object, "metadata");
  if (ownValue(object, "status") !== undefined) {
    return false;
  }
  if (!isJsonObject(metadata)) {
    return true;
  }
  const annotations = ownValue(metadata, "annotations");
  return (
    Object.keys(metadata).every((name) => !serverFields.has(name)) &&
    !(isJsonObject(annotations) && Object.hasOwn(annotations, appliedAnnotation))
  );
}

function withoutServerMetadata(metadata: JsonObject): JsonObject {
  const kept = Object.entries(metadata).filter(([name]) => !serverFields.has(name));
  return Object.fromEntries(
    kept.flatMap(([name, value]) => {
      if (name !== "annotations" || !isJsonObject(value)) {
        return [[name, value] as const];
      }
      const { [appliedAnnotation]: __, ...annotations } = value;
      return Object.keys(annotations).length === 0 && Object.keys(value).length > 0
        ? []
        : [[name, annotations] as const];
    }),
  );
}
