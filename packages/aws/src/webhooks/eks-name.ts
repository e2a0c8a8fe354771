import { type JsonObject, valueAt } from "@imagewright/core";

/**
 * The name CAPA gives a resource of EKS after its object: `NAMESPACE_NAME`, dots as underscores.
 * Undefined where that is too long, as CAPA then takes a digest, and for objects without a name.
 *
 * @param limit - length in bytes that the name stays below
 */
export function eksNameOf(object: JsonObject, limit: number): string | undefined {
  const name = valueAt(object, "/metadata/name");
  const namespace = valueAt(object, "/metadata/namespace") ?? "default";
  if (typeof name !== "string" || typeof namespace !== "string") {
    return undefined;
  }
  const text = `${namespace}_${name.replaceAll(".", "_")}`;
  return text.length < limit ? text : undefined;
}
