import { type Diagnostic, hasErrors, type Parsed, toParsed } from "../diagnostic.ts";
import { imageCatalogSchema } from "../schemas/image-catalog.ts";
import { locateDiagnostics, type SourceDocument } from "../source.ts";
import type { CatalogEntry } from "./catalog-document.ts";
import { checkRecords, createImageCatalog, type ImageCatalog } from "./image-catalog.ts";
import type { ImageRecord } from "./image-record.ts";
import type { ImageReference } from "./image-reference.ts";
import { parseImageReference } from "./parse-image-reference.ts";

/**
 * Checks a catalog document and makes a catalog of it.
 *
 * @returns every problem of the whole document at once, located in its source
 * @example
 * ```ts
 * import { readSingle } from "@imagewright/core/read";
 *
 * const read = readSingle("apiVersion: imagewright/v1alpha1\nkind: ImageCatalog\nimages: []\n", {
 *   file: "catalog.yaml",
 * });
 * const bound = read.ok ? bindCatalog(read.value) : read;
 * bound.ok && bound.value.records; // => []
 * ```
 */
export function bindCatalog(document: SourceDocument): Parsed<ImageCatalog> {
  const parsed = imageCatalogSchema.validate(document.value);
  if (!parsed.ok) {
    return { ok: false, diagnostics: locateDiagnostics(document, parsed.diagnostics) };
  }
  const found: Diagnostic[] = [];
  const records = parsed.value.images.map((entry, index) => toRecord(entry, index, found));
  const diagnostics = locateDiagnostics(document, [...found, ...checkRecords(records)]);
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : toParsed(createImageCatalog(records), diagnostics);
}

function toRecord(entry: CatalogEntry, index: number, found: Diagnostic[]): ImageRecord {
  const references = entry.references.flatMap((text, at): readonly ImageReference[] => {
    const parsed = parseImageReference(text);
    const pointer = `/images/${index}/references/${at}`;
    found.push(...parsed.diagnostics.map((diagnostic) => ({ ...diagnostic, pointer })));
    return parsed.ok ? [parsed.value] : [];
  });
  return {
    name: entry.name,
    kubernetesVersion: entry.kubernetesVersion,
    os: entry.os,
    architecture: entry.architecture,
    references,
    components: entry.components ?? {},
    ...(entry.userDataFormat !== undefined && { userDataFormat: entry.userDataFormat }),
    created: entry.created,
    lifecycle: entry.lifecycle ?? { state: "supported" },
    parents: entry.parents ?? [],
    ...(entry.provenance !== undefined && { provenance: entry.provenance }),
  };
}
