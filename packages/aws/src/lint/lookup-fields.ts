import type { JsonObject } from "@imagewright/core";

import { fieldsAt, imagePlaceOf } from "../image-places.ts";

/** Kinds that set defaults of lookups. */
export const clusterKinds = ["AWSCluster", "AWSClusterTemplate"] as const;

/** Control planes that do. */
export const planeKinds = ["AWSManagedControlPlane", "AWSManagedControlPlaneTemplate"] as const;

/** The fields of lookups of an object, and where they stand. */
export function fieldsOf(object: JsonObject): { readonly fields: JsonObject; readonly at: string } {
  const at = imagePlaceOf(object)?.pointer ?? "/spec";
  return { fields: fieldsAt(object, at) ?? {}, at };
}
