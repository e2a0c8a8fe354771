import { defineDiagnostics, hasErrors, type Parsed, toParsed } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import type { LoadedPlugin } from "./load-plugin.ts";
import type { FoundReference } from "./provider-plugin.ts";

/** What can be found where plugins read and write images together. */
export const pluginImageDiagnostics = defineDiagnostics({
  IMAGE_PLACE_UNKNOWN: {
    severity: "error",
    cause: "No plugin that is loaded writes an image at this place of an object.",
    remedy: "Load the plugin of the object's provider.",
  },
});

/**
 * Reads the images of any object, by whichever plugin knows its kind.
 *
 * @example
 * ```ts
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const readImages = imageReader([loadPlugin(memoryPlugin)]);
 * const machine = { apiVersion: "memory.example/v1", kind: "Machine", spec: { image: "ami:ami-09709369c53539c11" } };
 * const read = readImages(machine);
 * read.ok && read.value.length; // => 1
 * const other = readImages({ apiVersion: "v1", kind: "Secret" });
 * other.ok && other.value; // => []
 * ```
 */
export function imageReader(
  plugins: readonly LoadedPlugin[],
): (object: JsonObject) => Parsed<readonly FoundReference[]> {
  return (object) => {
    const read = plugins.map((plugin) => plugin.readManifest(object));
    const diagnostics = read.flatMap((parsed) => parsed.diagnostics);
    return hasErrors(diagnostics)
      ? { ok: false, diagnostics }
      : toParsed(
          read.flatMap((parsed) => (parsed.ok ? parsed.value : [])),
          diagnostics,
        );
  };
}

/**
 * Writes an image where one was found, by the plugin that found it.
 *
 * @returns a writer that says `IMAGE_PLACE_UNKNOWN` where no plugin writes
 * @example
 * ```ts
 * const write = referenceWriter([]);
 * const found = { pointer: "/spec/image", reference: { kind: "ami", id: "ami-09709369c53539c11" } } as const;
 * write({ kind: "Machine" }, found).diagnostics.map(({ code }) => code);
 * // => ["IMAGE_PLACE_UNKNOWN"]
 * ```
 */
export function referenceWriter(
  plugins: readonly LoadedPlugin[],
): (object: JsonObject, found: FoundReference) => Parsed<JsonObject> {
  return (object, found) => {
    for (const plugin of plugins) {
      const read = plugin.readManifest(object);
      if (read.ok && read.value.some(({ pointer }) => pointer === found.pointer)) {
        const written = plugin.writeReference?.(object, found);
        if (written !== undefined) {
          return written;
        }
      }
    }
    const { pointer } = found;
    const message = `no plugin writes images into ${showValue(object["kind"])} objects`;
    const report = pluginImageDiagnostics.report("IMAGE_PLACE_UNKNOWN", { message, pointer });
    return { ok: false, diagnostics: [report] };
  };
}
