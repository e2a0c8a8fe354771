import { type JsonObject, mapAt } from "@imagewright/core";

import { imagePlaceOf } from "../image-places.ts";
import type { Fields } from "../webhooks/fields.ts";

/** The machine or launch template of an object. */
export function placeOf(object: JsonObject): Fields | undefined {
  const at = imagePlaceOf(object)?.pointer;
  const data = at === undefined ? undefined : mapAt(object, at);
  return at === undefined || data === undefined ? undefined : { at, data };
}
