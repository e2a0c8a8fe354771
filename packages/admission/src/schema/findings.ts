import {
  type Diagnostic,
  type JsonObject,
  type JsonValue,
  nearestName,
  showValue,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** What is gathered on the way through an object. */
export interface CheckState {
  readonly diagnostics: Diagnostic[];
  /** Pointers of schema rules that were met and not evaluated. */
  readonly unchecked: string[];
}

export function wrongType(
  state: CheckState,
  value: JsonValue,
  schema: StructuralSchema,
  pointer: string,
): void {
  const expected = schema.intOrString ? "a whole number or text" : (schema.type ?? "a value");
  const message = `${place(pointer)} is of the wrong type`;
  report(state, "ADMISSION_TYPE", pointer, message, { found: showValue(value), expected });
}

export function missing(
  state: CheckState,
  map: JsonObject,
  name: string,
  schema: StructuralSchema,
  pointer: string,
): void {
  const strangers = Object.keys(map).filter((key) => !schema.properties.has(key));
  const misspelt = nearestName(name, strangers);
  const hint = misspelt === undefined ? undefined : `Rename \`${misspelt}\` to \`${name}\`.`;
  report(state, "ADMISSION_REQUIRED", pointer, `${place(pointer)} lacks \`${name}\``, { hint });
}

export function dropped(state: CheckState, name: string, pointer: string): void {
  const message = `null is no value of ${showValue(name)}: the API server leaves the field out`;
  report(state, "ADMISSION_NULL_DROPPED", pointer, message, { found: "null" });
}

export function unknown(
  state: CheckState,
  name: string,
  schema: StructuralSchema,
  pointer: string,
): void {
  const nearest = nearestName(name.slice(0, 128), schema.properties.keys());
  report(state, "ADMISSION_UNKNOWN_FIELD", pointer, `the schema has no field ${showValue(name)}`, {
    found: showValue(name),
    hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
  });
}

export function place(pointer: string): string {
  return pointer === "" ? "the object" : `\`${pointer}\``;
}

export function report(
  state: CheckState,
  code: Parameters<typeof admissionDiagnostics.report>[0],
  pointer: string,
  message: string,
  facts: { found?: string; expected?: string; hint?: string | undefined } = {},
): void {
  state.diagnostics.push(admissionDiagnostics.report(code, { message, pointer, ...facts }));
}
