import { formatPointer, replaceAt } from "../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";

/** Another value at one place of one object. */
export interface PlaceChange {
  /** Which of the objects; counted around. */
  readonly object: number;
  /** Which place in it; counted around. */
  readonly place: number;
  /** Undefined takes the place away. */
  readonly to: JsonValue | undefined;
}

/**
 * Objects after changes that nobody expects, one after another, for tests that draw them at random.
 *
 * @example
 * ```ts
 * const widget = { kind: "Widget", colors: ["red", "blue"] };
 * changePlaces([widget], [{ object: 0, place: 2, to: "green" }]);
 * // => [{ kind: "Widget", colors: ["green", "blue"] }]
 * changePlaces([widget], [{ object: 5, place: 1, to: undefined }]); // => [{ kind: "Widget" }]
 * ```
 */
export function changePlaces(
  objects: readonly JsonObject[],
  changes: readonly PlaceChange[],
): readonly JsonObject[] {
  const changed = [...objects];
  for (const { object, place, to } of changes) {
    const index = object % changed.length;
    const before = changed[index] ?? {};
    const pointers = pointersOf(before);
    const pointer = pointers[place % pointers.length];
    const after = pointer === undefined ? undefined : replaceAt(before, pointer, to);
    changed[index] = after ?? before;
  }
  return changed;
}

/** Every place of an object, the object itself left out. */
function pointersOf(value: JsonValue, at: readonly string[] = []): readonly string[] {
  const children: readonly (readonly [string, JsonValue])[] = isJsonList(value)
    ? value.map((item, index) => [String(index), item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  const own = at.length === 0 ? [] : [formatPointer(at)];
  return [...own, ...children.flatMap(([key, child]) => pointersOf(child, [...at, key]))];
}
