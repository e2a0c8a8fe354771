import { isJsonObject, type JsonObject, type JsonValue, valueAt } from "@imagewright/core";

/** The text at a JSON Pointer; undefined where something else or nothing stands. */
export function textAt(value: JsonValue, pointer: string): string | undefined {
  const found = valueAt(value, pointer);
  return typeof found === "string" ? found : undefined;
}

export function flagAt(value: JsonValue, pointer: string): boolean | undefined {
  const found = valueAt(value, pointer);
  return typeof found === "boolean" ? found : undefined;
}

export function numberAt(value: JsonValue, pointer: string): number | undefined {
  const found = valueAt(value, pointer);
  return typeof found === "number" ? found : undefined;
}

export function objectAt(value: JsonValue, pointer: string): JsonObject | undefined {
  const found = valueAt(value, pointer);
  return isJsonObject(found) ? found : undefined;
}

/** The maps of a list at a JSON Pointer; what is no map stays as an empty one, so that indices hold. */
export function objectsAt(value: JsonValue, pointer: string): readonly JsonObject[] {
  const found = valueAt(value, pointer);
  const items: readonly JsonValue[] = Array.isArray(found) ? found : [];
  return items.map((item) => (isJsonObject(item) ? item : {}));
}

/** Some fields of an object, those that are texts. */
export function texts<Name extends string>(
  object: JsonObject | undefined,
  names: readonly Name[],
): { readonly [name in Name]?: string } {
  return fieldsOf(object, names, (value): value is string => typeof value === "string");
}

export function flags<Name extends string>(
  object: JsonObject | undefined,
  names: readonly Name[],
): { readonly [name in Name]?: boolean } {
  return fieldsOf(object, names, (value): value is boolean => typeof value === "boolean");
}

export function numbers<Name extends string>(
  object: JsonObject | undefined,
  names: readonly Name[],
): { readonly [name in Name]?: number } {
  return fieldsOf(object, names, (value): value is number => typeof value === "number");
}

function fieldsOf<Name extends string, Value extends JsonValue>(
  object: JsonObject | undefined,
  names: readonly Name[],
  isRight: (value: JsonValue | undefined) => value is Value,
): { readonly [name in Name]?: Value } {
  const found: { [name in Name]?: Value } = {};
  for (const name of names) {
    const value = object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
    if (isRight(value)) {
      found[name] = value;
    }
  }
  return found;
}

/** Whether two values say the same, whatever the order of their keys; null says nothing. */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: JsonValue | undefined): string {
  return (
    JSON.stringify(value ?? null, (_, part: JsonValue) =>
      isJsonObject(part)
        ? Object.fromEntries(
            Object.entries(part)
              .filter(([, child]) => child !== null)
              .toSorted(([x], [y]) => (x < y ? -1 : 1)),
          )
        : part,
    ) ?? ""
  );
}
