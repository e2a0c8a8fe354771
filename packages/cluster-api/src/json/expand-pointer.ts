import {
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonValue,
  ownValue,
  parsePointer,
} from "@imagewright/core";

/** A value, and the JSON Pointer it stands at. */
export interface PlacedValue {
  readonly pointer: string;
  readonly value: JsonValue;
}

/**
 * The values a pattern leads to, in the order of the object: a JSON Pointer in which `*` stands
 * for every item of a list.
 */
export function expandPointer(root: JsonValue, pattern: string): readonly PlacedValue[] {
  let places: readonly PlacedValue[] = [{ pointer: "", value: root }];
  for (const segment of parsePointer(pattern)) {
    places = places.flatMap((place) => step(place, segment));
  }
  return places;
}

function step({ pointer, value }: PlacedValue, segment: string): readonly PlacedValue[] {
  if (segment === "*") {
    const items = isJsonList(value) ? value : [];
    return items.map((item, index) => ({ pointer: `${pointer}/${index}`, value: item }));
  }
  const child = isJsonObject(value) ? ownValue(value, segment) : undefined;
  return child === undefined
    ? []
    : [{ pointer: `${pointer}${formatPointer([segment])}`, value: child }];
}
