import { type Parsed, toParsed } from "../diagnostic.ts";
import { bindCatalog } from "../image/bind-catalog.ts";
import type { ImageCatalog } from "../image/image-catalog.ts";
import type { ReadLimits } from "./read-limits.ts";
import { readSingle } from "./read-text.ts";

/** How a catalog is parsed. */
export interface ParseCatalogOptions {
  /** The name to show in positions; `.json` at its end makes it JSON, everything else is YAML. */
  readonly file: string;
  readonly limits?: Partial<ReadLimits>;
}

/**
 * Parses the text of a catalog file: one document, every record checked.
 *
 * @param input - text, or bytes that must be UTF-8
 * @returns every problem at once, each with file, line and column; nothing is thrown
 * @example
 * ```ts
 * const text = `
 * apiVersion: imagewright/v1alpha1
 * kind: ImageCatalog
 * images:
 *   - name: ubuntu-2404-1.34.1-20261103
 *     kubernetesVersion: 1.34.1
 *     os: { distribution: ubuntu, release: "24.04" }
 *     architecture: amd64
 *     references: [ami:eu-west-1/ami-09709369c53539c11]
 *     created: "2026-11-03T10:00:00Z"
 * `;
 * const catalog = parseCatalog(text, { file: "catalog.yaml" });
 * catalog.ok && catalog.value.list({ kubernetesVersion: "1.34.1" }).length; // => 1
 * ```
 */
export function parseCatalog(
  input: string | Uint8Array,
  { file, limits = {} }: ParseCatalogOptions,
): Parsed<ImageCatalog> {
  const read = readSingle(input, { file, limits });
  if (!read.ok) {
    return read;
  }
  const bound = bindCatalog(read.value);
  const diagnostics = [...read.diagnostics, ...bound.diagnostics];
  return bound.ok ? toParsed(bound.value, diagnostics) : { ok: false, diagnostics };
}
