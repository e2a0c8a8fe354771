import {
  type DiagnosticFacts,
  formatPointer,
  type JsonObject,
  nearestName,
  showValue,
} from "@imagewright/core";

/** Longest part of a name that is compared with the known ones. */
const comparedLength = 64;

/**
 * Facts about every field that the API server drops because the schema has none of its name.
 *
 * @param at - JSON Pointer of the object
 * @example
 * ```ts
 * prunedFields({ name: "node", ld: "x" }, "/spec/template", ["id", "name"]).map(
 *   ({ pointer, hint }) => `${pointer}: ${hint}`,
 * );
 * // => ["/spec/template/ld: Did you mean `id`?"]
 * ```
 */
export function prunedFields(
  object: JsonObject,
  at: string,
  known: readonly string[],
): readonly DiagnosticFacts[] {
  return Object.keys(object)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name.slice(0, comparedLength), known);
      return {
        message: `${showValue(name)} is no field here, and is dropped by the API server`,
        pointer: `${at}${formatPointer([name])}`,
        expected: known.join(", "),
        hint: nearest && `Did you mean \`${nearest}\`?`,
      };
    });
}
