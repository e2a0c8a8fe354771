import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";

/**
 * The one text of a value: keys in one order, whatever theirs was, and no blanks.
 *
 * @example
 * ```ts
 * canonicalJson({ b: [1, "x"], a: null }); // => '{"a":null,"b":[1,"x"]}'
 * ```
 */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(inOrder(value));
}

/** The value itself where its keys are in order already. */
function inOrder(value: JsonValue): JsonValue {
  if (isJsonList(value)) {
    return value.some((item) => typeof item === "object") ? value.map(inOrder) : value;
  }
  return isJsonObject(value) ? mapInOrder(value) : value;
}

function mapInOrder(map: JsonObject): JsonObject {
  const keys = Object.keys(map);
  const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);
  const sorted = isSorted ? keys : keys.toSorted();
  const entries = sorted.map((key) => {
    const field = map[key];
    return [key, field === undefined ? field : inOrder(field)] as const;
  });
  const isSame = isSorted && entries.every(([key, field]) => field === map[key]);
  return isSame ? map : collect(entries);
}

/** As fast as a literal; only a key that would be the prototype has to be defined. */
function collect(entries: readonly (readonly [string, JsonValue | undefined])[]): JsonObject {
  const map: Record<string, JsonValue> = {};
  for (const [key, field] of entries) {
    if (field !== undefined) {
      if (key === "__proto__") {
        return Object.fromEntries(
          entries.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const])),
        );
      }
      map[key] = field;
    }
  }
  return map;
}
