import { createImageCatalog, type ImageCatalog, type Parsed, toParsed } from "@imagewright/core";
import { parseCatalog } from "@imagewright/core/read";

import type { CliIo } from "./io.ts";
import { readSource, sourceTexts } from "./read-source.ts";

/** A catalog, and what it was read from. */
export interface ReadCatalog {
  readonly catalog: Parsed<ImageCatalog>;
  readonly sources: ReadonlyMap<string, string>;
}

/** Reads a catalog; an empty one where none is named. */
export async function readCatalog(io: CliIo, path: string | undefined): Promise<ReadCatalog> {
  if (path === undefined) {
    return { catalog: toParsed(createImageCatalog([])), sources: new Map() };
  }
  const source = await readSource(io, path);
  return {
    catalog: source.ok ? parseCatalog(source.value.bytes, { file: source.value.file }) : source,
    sources: sourceTexts([source]),
  };
}
