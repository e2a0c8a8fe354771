import { isJsonObject, type JsonValue } from "../json-value.ts";

/** Freezes plain data to its depth, so that a function that writes to its input fails. */
export function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) {
      deepFreeze(child);
    }
  }
  return Object.freeze(value);
}

/** The same data with the keys of every map in reverse order. */
export function shuffleKeys(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, child]: [string, unknown]) => [key, shuffleValue(child)]),
  );
}

function shuffleValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shuffleValue);
  }
  return isJsonObject(value) ? shuffleKeys(value) : value;
}

/** Objects no plugin knows, and broken ones: none of them may be taken for its own. */
export const strangeObjects: readonly { readonly [key: string]: JsonValue }[] = [
  {},
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: { spec: "ami-1" } },
  { apiVersion: 1, kind: null, spec: [] },
  { apiVersion: "example.invalid/v1", kind: "Machine", spec: { template: { spec: {} } } },
  { kind: "List", items: [{ kind: "Machine" }] },
];
