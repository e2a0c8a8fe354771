import { formatPointer, isJsonObject, type JsonValue, ownValue } from "@imagewright/core";

/**
 * Where a value has what a path names, as JSON Pointers below the value.
 *
 * @param path - a JSON Pointer in which `*` is any item of a list
 */
export function placesOf(value: JsonValue, path: string): readonly string[] {
  const [, first, ...rest] = path.split("/");
  if (first === undefined) {
    return [""];
  }
  const below = rest.map((segment) => `/${segment}`).join("");
  const steps: readonly (readonly [string | number, JsonValue])[] =
    first === "*" ? itemsOf(value) : fieldOf(value, first);
  return steps.flatMap(([step, child]) =>
    placesOf(child, below).map((place) => `${formatPointer([step])}${place}`),
  );
}

function itemsOf(value: JsonValue): readonly (readonly [number, JsonValue])[] {
  return Array.isArray(value) ? value.map((item: JsonValue, index) => [index, item]) : [];
}

function fieldOf(value: JsonValue, name: string): readonly (readonly [string, JsonValue])[] {
  const child = isJsonObject(value) ? ownValue(value, name) : undefined;
  return child === undefined ? [] : [[name, child]];
}
