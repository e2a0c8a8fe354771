import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
} from "@imagewright/core";

import { type CheckState, place, report } from "./findings.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** Reports items of a set, or keys of a map-like list, that stand there twice. */
export function checkUnique(
  list: readonly JsonValue[],
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
): void {
  const seen = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const key =
      schema.listType === "map" && isJsonObject(item) ? keyOf(item, schema) : showWhole(item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
    } else {
      const message = `${place(pointer)} has the same item at ${first} and ${index}`;
      report(state, "ADMISSION_DUPLICATE", `${pointer}/${index}`, message, {
        found: showValue(item),
      });
    }
  }
}

/** Absent keys of a map-like list count with the default of their field. */
function keyOf(item: JsonObject, { listKeys, items }: StructuralSchema): string {
  return showWhole(
    listKeys.map((key) => ownValue(item, key) ?? items?.properties.get(key)?.defaultValue ?? null),
  );
}

function showWhole(value: JsonValue): string {
  return JSON.stringify(value);
}

/** Reports lists with too few or too many items, and maps with too few or too many keys. */
export function checkCount(
  count: number,
  what: "Items" | "Properties",
  { bounds }: StructuralSchema,
  pointer: string,
  state: CheckState,
): void {
  const minimum = bounds.get(`min${what}`) ?? 0;
  const maximum = bounds.get(`max${what}`) ?? Number.POSITIVE_INFINITY;
  const expected = count < minimum ? `at least ${minimum}` : `at most ${maximum}`;
  if (count < minimum || count > maximum) {
    const message = `${place(pointer)} has ${count} ${what === "Items" ? "items" : "keys"}`;
    report(state, "ADMISSION_VALUE", pointer, message, { found: String(count), expected });
  }
}
