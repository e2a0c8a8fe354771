import { valueAt } from "./json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";

/**
 * The text at a JSON Pointer; undefined where nothing stands, or something else.
 *
 * @example
 * ```ts
 * const machine = { spec: { ami: { id: "ami-09709369c53539c11" }, replicas: 3 } };
 * textAt(machine, "/spec/ami/id"); // => "ami-09709369c53539c11"
 * textAt(machine, "/spec/replicas"); // => undefined
 * ```
 */
export function textAt(root: JsonValue, pointer: string): string | undefined {
  const value = valueAt(root, pointer);
  return typeof value === "string" ? value : undefined;
}

/**
 * The number at a JSON Pointer; undefined where nothing stands, or something else.
 *
 * @example
 * ```ts
 * numberAt({ spec: { replicas: 3 } }, "/spec/replicas"); // => 3
 * numberAt({ spec: { replicas: "3" } }, "/spec/replicas"); // => undefined
 * ```
 */
export function numberAt(root: JsonValue, pointer: string): number | undefined {
  const value = valueAt(root, pointer);
  return typeof value === "number" ? value : undefined;
}

/**
 * The boolean at a JSON Pointer; undefined where nothing stands, or something else.
 *
 * @example
 * ```ts
 * booleanAt({ spec: { paused: true } }, "/spec/paused"); // => true
 * booleanAt({ spec: { paused: "true" } }, "/spec/paused"); // => undefined
 * ```
 */
export function booleanAt(root: JsonValue, pointer: string): boolean | undefined {
  const value = valueAt(root, pointer);
  return typeof value === "boolean" ? value : undefined;
}

/**
 * The map at a JSON Pointer; undefined where nothing stands, or something else.
 *
 * @example
 * ```ts
 * mapAt({ metadata: { labels: { team: "orders" } } }, "/metadata/labels"); // => { team: "orders" }
 * mapAt({ metadata: { labels: [] } }, "/metadata/labels"); // => undefined
 * ```
 */
export function mapAt(root: JsonValue, pointer: string): JsonObject | undefined {
  const value = valueAt(root, pointer);
  return isJsonObject(value) ? value : undefined;
}

/**
 * The list at a JSON Pointer; undefined where nothing stands, or something else.
 *
 * @example
 * ```ts
 * listAt({ spec: { networks: [{ name: "blue" }] } }, "/spec/networks"); // => [{ name: "blue" }]
 * listAt({ spec: {} }, "/spec/networks"); // => undefined
 * ```
 */
export function listAt(root: JsonValue, pointer: string): readonly JsonValue[] | undefined {
  const value = valueAt(root, pointer);
  return isJsonList(value) ? value : undefined;
}

/**
 * Whether two values are the same, whatever the order of their keys. Walks with a list of its own,
 * so that no nesting is too deep.
 *
 * @example
 * ```ts
 * isSameJson({ a: 1, b: [true] }, { b: [true], a: 1 }); // => true
 * isSameJson({ a: null }, {}); // => false
 * ```
 */
export function isSameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) {
    return true;
  }
  const pairs: Pair[] = [[a, b]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const children = pair[0] === pair[1] ? [] : childPairs(...pair);
    if (children === undefined) {
      return false;
    }
    for (const child of children) {
      pairs.push(child);
    }
  }
  return true;
}

type Pair = readonly [JsonValue | undefined, JsonValue | undefined];

/** What has to be the same for two values to be; undefined where they differ by themselves. */
function childPairs(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
): readonly Pair[] | undefined {
  if (isJsonList(a) && isJsonList(b)) {
    return a.length === b.length ? a.map((item, index): Pair => [item, b[index]]) : undefined;
  }
  if (!isJsonObject(a) || !isJsonObject(b)) {
    return undefined;
  }
  const names = Object.keys(a);
  const isAlike =
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name));
  return isAlike ? names.map((name): Pair => [a[name], b[name]]) : undefined;
}
