import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  parsePointer,
} from "@imagewright/core";

/**
 * The object with another value at a pointer; maps on the way are made where there are none, list
 * items have to exist. Everything else is shared with the object, which stays as it is.
 */
export function withValueAt(object: JsonObject, pointer: string, value: JsonValue): JsonObject {
  const [first, ...rest] = parsePointer(pointer);
  return first === undefined ? object : writeKey(object, first, rest, value);
}

function writeKey(
  object: JsonObject,
  key: string,
  rest: readonly string[],
  value: JsonValue,
): JsonObject {
  return { ...object, [key]: write(ownValue(object, key), rest, value) };
}

function write(
  current: JsonValue | undefined,
  path: readonly string[],
  value: JsonValue,
): JsonValue {
  const [first, ...rest] = path;
  if (first === undefined) {
    return value;
  }
  if (current !== undefined && isJsonList(current)) {
    const index = Number(first);
    return current.map((item, place) => (place === index ? write(item, rest, value) : item));
  }
  return writeKey(isJsonObject(current) ? current : {}, first, rest, value);
}
