import { type Diagnostic, type JsonObject, valueAt } from "@imagewright/core";

const variable = /\$\{[A-Za-z_][A-Za-z0-9_]*[^}]*\}/u;

/**
 * Names the cause where a value is refused that is a variable of a template, such as
 * `${CLUSTER_NAME}`: what stands there later is unknown.
 */
export function hintAtVariables(
  object: JsonObject,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const value = diagnostic.severity === "error" ? valueAt(object, diagnostic.pointer) : undefined;
    return typeof value === "string" && variable.test(value)
      ? { ...diagnostic, hint: "Fill in the variables first, as `clusterctl generate` does." }
      : diagnostic;
  });
}
