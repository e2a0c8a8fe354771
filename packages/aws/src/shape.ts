import {
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "@imagewright/core";

/** What a value may look like: a published schema, as far as a reader needs it. */
export type Shape =
  | { readonly is: "any" | "boolean" | "integer" | "object" }
  | { readonly is: "string"; readonly values?: readonly string[] }
  | { readonly is: "list" | "map"; readonly of: Shape }
  | FieldsShape;

/** An object whose fields are known. */
export interface FieldsShape {
  readonly is: "fields";
  readonly fields: { readonly [name: string]: FieldShape };
}

/** One field: its value, whether it has to be there, and the release it came with. */
export type FieldShape = Shape & { readonly required?: true; readonly since?: string };

/** One place where a value departs from its shape. */
export interface ShapeFault {
  readonly fault: "missing" | "too-new" | "type" | "unknown";
  readonly pointer: string;
  readonly expected: string;
  /** What stands there; undefined where nothing does. */
  readonly found: JsonValue | undefined;
  /** Names that are known there. */
  readonly known: readonly string[];
}

export const text = { is: "string" } as const;
export const flag = { is: "boolean" } as const;
export const integer = { is: "integer" } as const;
export const anyObject = { is: "object" } as const;
export const texts = { is: "list", of: text } as const;

/** Objects with these fields and no others. */
export function fields(known: { readonly [name: string]: FieldShape }): FieldsShape {
  return { is: "fields", fields: known };
}

/** Lists of one shape. */
export function listOf(of: Shape): Shape {
  return { is: "list", of };
}

/** Maps with values of one shape. */
export function mapOf(of: Shape): Shape {
  return { is: "map", of };
}

/**
 * Every place where a value departs from a shape.
 *
 * @param release - the release that reads the value; newer fields are unknown to it. Releases
 * compare as texts. Left out, every field counts as known
 */
export function shapeFaults(
  value: JsonValue,
  shape: FieldShape,
  pointer = "",
  release?: string,
): readonly ShapeFault[] {
  const wrong = (expected: string): readonly ShapeFault[] => [
    { fault: "type", pointer, expected, found: value, known: [] },
  ];
  switch (shape.is) {
    case "any":
      return [];
    case "boolean":
      return typeof value === "boolean" ? [] : wrong("true or false");
    case "integer":
      return Number.isSafeInteger(value) ? [] : wrong("a whole number");
    case "string":
      return typeof value === "string" && (shape.values?.includes(value) ?? true)
        ? []
        : wrong(shape.values?.join(", ") ?? "a text");
    case "object":
      return isJsonObject(value) ? [] : wrong("a map");
    case "list":
      return isJsonList(value)
        ? value.flatMap((item, index) =>
            shapeFaults(item, shape.of, `${pointer}/${index}`, release),
          )
        : wrong("a list");
    case "map":
      return isJsonObject(value)
        ? Object.entries(value).flatMap(([key, item]) =>
            shapeFaults(item, shape.of, pointer + formatPointer([key]), release),
          )
        : wrong("a map");
    case "fields":
      return isJsonObject(value) ? fieldFaults(value, shape, pointer, release) : wrong("a map");
  }
}

function fieldFaults(
  object: JsonObject,
  { fields: known }: FieldsShape,
  pointer: string,
  release: string | undefined,
): readonly ShapeFault[] {
  const missing = Object.entries(known)
    .filter(([name, { required }]) => required === true && ownValue(object, name) === undefined)
    .map(([name]): ShapeFault => ({
      fault: "missing",
      pointer: pointer + formatPointer([name]),
      expected: "a value",
      found: undefined,
      known: [],
    }));
  const present = Object.entries(object).flatMap(([name, value]) => {
    const at = pointer + formatPointer([name]);
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field === undefined) {
      const names = Object.keys(known);
      const fault = "unknown" as const;
      return [{ fault, pointer: at, expected: names.join(", "), found: value, known: names }];
    }
    const isNew = release !== undefined && field.since !== undefined && release < field.since;
    const tooNew: ShapeFault = {
      fault: "too-new",
      pointer: at,
      expected: `release ${field.since ?? ""} or later`,
      found: value,
      known: [],
    };
    return [...(isNew ? [tooNew] : []), ...shapeFaults(value, field, at, release)];
  });
  return [...missing, ...present];
}

/**
 * A value without the places that depart from its shape; undefined if it is one itself. A list
 * with such an item goes as a whole, so that pointers into what is left stay true.
 */
export function soundPart(value: JsonValue, faults: readonly ShapeFault[]): JsonValue | undefined {
  const places = new Set(faults.map(({ pointer }) => pointer));
  return prune(value, "", places);
}

function prune(
  value: JsonValue,
  pointer: string,
  places: ReadonlySet<string>,
): JsonValue | undefined {
  if (places.has(pointer)) {
    return undefined;
  }
  if (isJsonList(value)) {
    const items = value.map((item, index) => prune(item, `${pointer}/${index}`, places));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
    const kept = prune(item, pointer + formatPointer([key]), places);
    return kept === undefined ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}
