import type { JsonObject } from "@imagewright/core";

import { fieldsAt, imagePlaceOf } from "../image-places.ts";
import type { Fields } from "../webhooks/fields.ts";

/** The machine or launch template of an object. */
export function placeOf(object: JsonObject): Fields | undefined {
  const at = imagePlaceOf(object)?.pointer;
  const data = at === undefined ? undefined : fieldsAt(object, at);
  return at === undefined || data === undefined ? undefined : { at, data };
}
