import { type JsonObject, objectKind } from "@imagewright/core";

/**
 * Versions every webhook of ours answers for. Upstream registers v1beta2 with equivalent matching,
 * so that an API server converts v1beta1 objects before it asks; we read them as they are.
 */
export const webhookVersions: readonly string[] = ["v1beta1", "v1beta2"];

/** Picks what differs between the two versions of an object. */
export function byVersion<T>(
  object: JsonObject,
  { v1beta1, v1beta2 }: { readonly v1beta1: T; readonly v1beta2: T },
): T {
  return objectKind(object)?.version === "v1beta1" ? v1beta1 : v1beta2;
}
