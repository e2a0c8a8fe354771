import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  ownValue,
} from "@imagewright/core";

/** The maps of a list at a JSON Pointer; what is no map stays as an empty one, so that indices hold. */
export function objectsAt(value: JsonValue, pointer: string): readonly JsonObject[] {
  return (listAt(value, pointer) ?? []).map((item) => (isJsonObject(item) ? item : {}));
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
    const value = object === undefined ? undefined : ownValue(object, name);
    if (isRight(value)) {
      found[name] = value;
    }
  }
  return found;
}

/**
 * Whether two values say the same, whatever the order of their keys; null says nothing. Walks with
 * a list of its own, so that no nesting is too deep.
 */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  const pairs: (readonly [JsonValue | undefined, JsonValue | undefined])[] = [[a, b]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [x, y] = [pair[0] ?? null, pair[1] ?? null];
    const children = x === y ? [] : childPairs(x, y);
    if (children === undefined) {
      return false;
    }
    pairs.push(...children);
  }
  return true;
}

/** What has to be the same for two values to be; undefined where they differ by themselves. */
function childPairs(
  a: JsonValue,
  b: JsonValue,
): readonly (readonly [JsonValue | undefined, JsonValue | undefined])[] | undefined {
  if (isJsonList(a) && isJsonList(b)) {
    return a.length === b.length ? a.map((item, index) => [item, b[index]] as const) : undefined;
  }
  if (!isJsonObject(a) || !isJsonObject(b)) {
    return undefined;
  }
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.map((name) => [ownValue(a, name), ownValue(b, name)] as const);
}
