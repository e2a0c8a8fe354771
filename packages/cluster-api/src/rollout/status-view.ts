import { type JsonObject, objectKind } from "@imagewright/core";

import { isSet } from "../json/read-field.ts";

/** Where the status of an object says what, in the generation of the API it was read in. */
export interface StatusView {
  /** Whether the object was read as v1beta2. */
  readonly isV1beta2: boolean;
  /** Conditions with a generation: since 1.9 also inside v1beta1. Undefined where there are none. */
  readonly conditions: string | undefined;
  /** Conditions of v1beta1. */
  readonly oldConditions: string;
  /** Replicas that are of the newest template. */
  readonly upToDate: string;
}

/**
 * Reads which of the two generations of status an object carries.
 */
export function statusView(object: JsonObject): StatusView {
  const old = "/status/deprecated/v1beta1";
  if (objectKind(object)?.version === "v1beta2") {
    return {
      isV1beta2: true,
      conditions: "/status/conditions",
      oldConditions: `${old}/conditions`,
      upToDate: "/status/upToDateReplicas",
    };
  }
  return {
    isV1beta2: false,
    conditions: isSet(object, "/status/v1beta2") ? "/status/v1beta2/conditions" : undefined,
    oldConditions: "/status/conditions",
    upToDate: "/status/updatedReplicas",
  };
}
