import { ImagewrightError } from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { CustomResource } from "./custom-resource.ts";

/** Finds the definition of a kind; undefined where none is known. */
export type CustomResourceSource = (group: string, kind: string) => CustomResource | undefined;

/**
 * A source over definitions that are loaded already.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` if two of them declare the same kind
 * @example
 * ```ts
 * const widget: CustomResource = {
 *   group: "example.com",
 *   kind: "Widget",
 *   plural: "widgets",
 *   namespaced: true,
 *   conversion: "None",
 *   versions: [],
 * };
 * const source = customResourceSource([widget]);
 * source("example.com", "Widget")?.plural; // => "widgets"
 * source("example.com", "Gadget"); // => undefined
 * ```
 */
export function customResourceSource(resources: readonly CustomResource[]): CustomResourceSource {
  const byKind = Map.groupBy(resources, ({ group, kind }) => `${group}/${kind}`);
  const twice = [...byKind].filter(([, found]) => found.length > 1);
  if (twice.length > 0) {
    throw definedTwice(twice.map(([name]) => name));
  }
  return (group, kind) => byKind.get(`${group}/${kind}`)?.[0];
}

/**
 * One source over several. No order says which of them counts: a kind that two of them define is
 * refused when it is asked for.
 *
 * @returns a source that throws `INPUT_INVALID` for such a kind
 * @example
 * ```ts
 * const widget: CustomResource = {
 *   group: "example.com",
 *   kind: "Widget",
 *   plural: "widgets",
 *   namespaced: true,
 *   conversion: "None",
 *   versions: [],
 * };
 * const ours = customResourceSource([widget]);
 * const source = combineSources([ours, customResourceSource([])]);
 * source("example.com", "Widget")?.plural; // => "widgets"
 * combineSources([ours, ours])("example.com", "Widget"); // throws INPUT_INVALID
 * ```
 */
export function combineSources(sources: readonly CustomResourceSource[]): CustomResourceSource {
  return (group, kind) => {
    const found = sources.flatMap((source) => source(group, kind) ?? []);
    if (found.length > 1) {
      throw definedTwice([`${group}/${kind}`]);
    }
    return found[0];
  };
}

function definedTwice(names: readonly string[]): ImagewrightError {
  const diagnostics = names.map((name) =>
    admissionDiagnostics.report("ADMISSION_CRD_DUPLICATE", { message: `${name} is defined twice` }),
  );
  const message = diagnostics.map((found) => found.message).join("; ");
  return new ImagewrightError("INPUT_INVALID", message, { details: { diagnostics } });
}
