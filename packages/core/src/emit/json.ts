import type { JsonValue } from "../json-value.ts";
import { assertCarriable, type Scalar } from "./carriable.ts";

const rules = { sink: "json", nulls: true };

/**
 * A JSON document, indented by two blanks, with one final newline.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for what JSON would drop or alter, such as
 * `undefined`, `NaN` and integers beyond 2^53
 * @example
 * ```ts
 * emitJson({ kubernetes_semver: "v1.34.1" }); // => '{\n  "kubernetes_semver": "v1.34.1"\n}\n'
 * emitJson(Number.NaN); // throws VALUE_REFUSED
 * ```
 */
export function emitJson(value: JsonValue): string {
  assertCarriable(value, rules);
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * One value as JSON text, for a template.
 *
 * @example
 * ```ts
 * jsonScalar('a "quoted" word'); // => '"a \\"quoted\\" word"'
 * ```
 */
export function jsonScalar(value: Scalar | null): string {
  assertCarriable(value, rules);
  return JSON.stringify(value);
}
