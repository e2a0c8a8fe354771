import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "./json-value.ts";

/**
 * Writes a JSON Pointer from its segments.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 * @example
 * ```ts
 * formatPointer(["metadata", "annotations", "example.com/team", 0]);
 * // => "/metadata/annotations/example.com~1team/0"
 * ```
 */
export function formatPointer(segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${escapeSegment(String(segment))}`).join("");
}

/**
 * The segments of a JSON Pointer; the empty pointer has none.
 *
 * @example
 * ```ts
 * parsePointer("/labels/example.com~1team"); // => ["labels", "example.com/team"]
 * ```
 */
export function parsePointer(pointer: string): string[] {
  if (pointer === "") {
    return [];
  }
  const segments = pointer.slice(1).split("/");
  return pointer.includes("~")
    ? segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"))
    : segments;
}

/**
 * The value a JSON Pointer points at, or undefined where there is none.
 *
 * @example
 * ```ts
 * const template = { spec: { template: { spec: { ami: { id: "ami-09709369c53539c11" } } } } };
 * valueAt(template, "/spec/template/spec/ami/id"); // => "ami-09709369c53539c11"
 * valueAt(template, "/spec/replicas"); // => undefined
 * ```
 */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined;
export function valueAt(root: unknown, pointer: string): unknown;
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const segment of parsePointer(pointer)) {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      value = /^(?:0|[1-9]\d*)$/u.test(segment) ? items[Number(segment)] : undefined;
    } else if (isJsonObject(value)) {
      value = ownValue(value, segment);
    } else {
      return undefined;
    }
  }
  return value;
}

/**
 * The object with another value at a JSON Pointer, or without one where the value is undefined.
 * Maps that are missing on the way are made; everything beside the way is shared, in its order.
 *
 * @returns undefined where the pointer leads through something that is neither map nor list, to
 *   an item that the list does not have, or to the whole object
 * @example
 * ```ts
 * const machine = { spec: { ami: { id: "ami-1" }, instanceType: "m5.large" } };
 * replaceAt(machine, "/spec/ami/id", "ami-2");
 * // => { spec: { ami: { id: "ami-2" }, instanceType: "m5.large" } }
 * replaceAt(machine, "/spec/ami", undefined); // => { spec: { instanceType: "m5.large" } }
 * replaceAt(machine, "/spec/instanceType/x", "y"); // => undefined
 * ```
 */
export function replaceAt(
  root: JsonObject,
  pointer: string,
  value: JsonValue | undefined,
): JsonObject | undefined {
  const [segment, ...rest] = parsePointer(pointer);
  return segment === undefined ? undefined : replaceField(root, segment, rest, value);
}

function replaceField(
  map: JsonObject,
  name: string,
  rest: readonly string[],
  value: JsonValue | undefined,
): JsonObject | undefined {
  const child = replaceBelow(ownValue(map, name), rest, value);
  if (child === undefined) {
    return undefined;
  }
  const { value: replaced } = child;
  if (replaced === undefined) {
    return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));
  }
  const entries = Object.entries(map);
  return Object.fromEntries(
    Object.hasOwn(map, name)
      ? entries.map(([key, old]) => [key, key === name ? replaced : old])
      : [...entries, [name, replaced]],
  );
}

/** What stands where the way ends, or nothing; undefined where the way leads nowhere. */
function replaceBelow(
  old: JsonValue | undefined,
  rest: readonly string[],
  value: JsonValue | undefined,
): { readonly value?: JsonValue } | undefined {
  const [segment, ...further] = rest;
  if (segment === undefined) {
    return value === undefined ? {} : { value };
  }
  if (old === undefined && value === undefined) {
    return {};
  }
  const child = isJsonList(old)
    ? replaceItem(old, segment, further, value)
    : old === undefined || isJsonObject(old)
      ? replaceField(old ?? {}, segment, further, value)
      : undefined;
  return child === undefined ? undefined : { value: child };
}

function replaceItem(
  list: readonly JsonValue[],
  segment: string,
  rest: readonly string[],
  value: JsonValue | undefined,
): JsonValue | undefined {
  const index = /^(?:0|[1-9]\d*)$/u.test(segment) ? Number(segment) : list.length;
  const child = index < list.length ? replaceBelow(list[index], rest, value) : undefined;
  if (child === undefined) {
    return undefined;
  }
  return child.value !== undefined ? list.with(index, child.value) : list.toSpliced(index, 1);
}

function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
