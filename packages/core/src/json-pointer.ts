import { isJsonObject, type JsonValue, ownValue } from "./json-value.ts";

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
  return pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
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

function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
