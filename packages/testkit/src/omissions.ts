import { isJsonObject, type JsonValue } from "./json.ts";

/**
 * Every way to leave one field out of a value, with the path of the field: for tests that hold
 * that no option is dropped in silence.
 */
export function* omissions(
  value: JsonValue,
  path = "",
): Generator<readonly [path: string, changed: JsonValue]> {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    for (const [index, item] of items.entries()) {
      for (const [at, changed] of omissions(item, `${path}/${index}`)) {
        yield [at, items.with(index, changed)];
      }
    }
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      const { [key]: _, ...rest } = value;
      yield [`${path}/${key}`, rest];
      for (const [at, changed] of omissions(child, `${path}/${key}`)) {
        yield [at, { ...value, [key]: changed }];
      }
    }
  }
}
