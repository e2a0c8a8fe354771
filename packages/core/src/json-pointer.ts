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
  return [...segmentsOf(pointer)];
}

/** Pointers that were read last: a fleet is asked for the same fields again and again. */
const known = new Map<string, readonly string[]>();
const maxKnown = 1000;

function segmentsOf(pointer: string): readonly string[] {
  const found = known.get(pointer);
  if (found !== undefined) {
    return found;
  }
  const parts = pointer === "" ? [] : pointer.slice(1).split("/");
  const segments = pointer.includes("~")
    ? parts.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"))
    : parts;
  if (known.size >= maxKnown) {
    known.clear();
  }
  known.set(pointer, segments);
  return segments;
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
  for (const segment of segmentsOf(pointer)) {
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
  const segments = segmentsOf(pointer);
  const [segment] = segments;
  return segment === undefined ? undefined : replaceField(root, segments, 0, value);
}

function replaceField(
  map: JsonObject,
  segments: readonly string[],
  at: number,
  value: JsonValue | undefined,
): JsonObject | undefined {
  const name = segments[at] ?? "";
  const child = replaceBelow(ownValue(map, name), segments, at + 1, value);
  if (child === undefined) {
    return undefined;
  }
  return child.value === undefined
    ? Object.fromEntries(Object.entries(map).filter(([key]) => key !== name))
    : withField(map, name, child.value);
}

/** Faster than a literal with a computed name; only one that would be the prototype needs that. */
function withField(map: JsonObject, name: string, value: JsonValue): JsonObject {
  if (name === "__proto__") {
    return { ...map, [name]: value };
  }
  const changed: Record<string, JsonValue> = { ...map };
  changed[name] = value;
  return changed;
}

/** What stands where the way ends, or nothing; undefined where the way leads nowhere. */
function replaceBelow(
  old: JsonValue | undefined,
  segments: readonly string[],
  at: number,
  value: JsonValue | undefined,
): { readonly value?: JsonValue } | undefined {
  if (at === segments.length) {
    return value === undefined ? {} : { value };
  }
  if (old === undefined && value === undefined) {
    return {};
  }
  const child = isJsonList(old)
    ? replaceItem(old, segments, at, value)
    : old === undefined || isJsonObject(old)
      ? replaceField(old ?? {}, segments, at, value)
      : undefined;
  return child === undefined ? undefined : { value: child };
}

function replaceItem(
  list: readonly JsonValue[],
  segments: readonly string[],
  at: number,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const segment = segments[at] ?? "";
  const index = /^(?:0|[1-9]\d*)$/u.test(segment) ? Number(segment) : list.length;
  const child =
    index < list.length ? replaceBelow(list[index], segments, at + 1, value) : undefined;
  if (child === undefined) {
    return undefined;
  }
  return child.value !== undefined ? list.with(index, child.value) : list.toSpliced(index, 1);
}

function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
