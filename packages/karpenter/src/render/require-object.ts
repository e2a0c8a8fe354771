import { type Diagnostic, type JsonObject, type Parsed, valueRefused } from "@imagewright/core";

/** The object that was rendered. @throws {ImagewrightError} `VALUE_REFUSED` with the first error */
export function requireObject(rendered: Parsed<JsonObject>): JsonObject {
  refuseErrors(rendered.diagnostics);
  if (!rendered.ok) {
    throw new Error("an object was refused without an error");
  }
  return rendered.value;
}

/** @throws {ImagewrightError} `VALUE_REFUSED` with the first error among findings */
export function refuseErrors(found: readonly Diagnostic[]): void {
  const first = found.find(({ severity }) => severity === "error");
  if (first !== undefined) {
    throw valueRefused("karpenter", first.pointer, first.message, first.hint);
  }
}
