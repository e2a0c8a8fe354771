import { type JsonObject, mapAt, ownValue } from "@imagewright/core";

import { imagePlaceOf } from "../image-places.ts";

/** Kinds that set defaults of lookups. */
export const clusterKinds = ["AWSCluster", "AWSClusterTemplate"] as const;

/** Control planes that do. */
export const planeKinds = ["AWSManagedControlPlane", "AWSManagedControlPlaneTemplate"] as const;

/** Where the fields of lookups of an object stand, and what they hold. */
export interface LookupFields {
  readonly fields: JsonObject;
  readonly at: string;
  /** Beside an AMI id nobody looks at them. */
  readonly isIgnored: boolean;
}

/** The fields of lookups of an object. */
export function fieldsOf(object: JsonObject): LookupFields {
  const at = imagePlaceOf(object)?.pointer ?? "/spec";
  const fields = mapAt(object, at) ?? {};
  const id = ownValue(mapAt(fields, "/ami") ?? {}, "id");
  return { fields, at, isIgnored: typeof id === "string" && id !== "" };
}
