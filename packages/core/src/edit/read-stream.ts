import { parseAllDocuments } from "yaml";

import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import type { JsonValue } from "../json-value.ts";
import { type ReadOptions, resolveLimits } from "../read/read-limits.ts";
import { readYaml } from "../read/read-yaml.ts";
import { toJsonValue } from "../to-json-value.ts";

/** What each document of a stream says, by its position; nothing for one without content. */
export type StreamValues = ReadonlyMap<number, JsonValue>;

/** What is no data, but does not hinder an edit elsewhere. */
const tolerated: ReadonlySet<string> = new Set([
  "READ_ALIAS",
  "READ_ANCHOR",
  "READ_DIRECTIVE",
  "READ_MERGE_KEY",
  "READ_TAG",
]);

/**
 * Reads a stream for editing: scalars that readers take for different values may stand where they
 * are not touched, and so may anchors, aliases, merge keys, tags and directives.
 */
export function readStream(text: string, options: ReadOptions): Parsed<StreamValues> {
  const read = readYaml(text, { ...options, traps: "warning" });
  if (read.ok) {
    return toParsed(new Map(read.value.map(({ index, value }) => [index, value])));
  }
  const errors = read.diagnostics.filter(({ severity }) => severity === "error");
  return errors.every(({ code }) => tolerated.has(code))
    ? readShared(text, errors)
    : { ok: false, diagnostics: errors };
}

const schema = { schema: "core", merge: true, uniqueKeys: false, logLevel: "silent" } as const;

/** Reads what has anchors and the like, which stand for what they say. */
function readShared(text: string, errors: readonly Diagnostic[]): Parsed<StreamValues> {
  const limits = resolveLimits();
  try {
    const values = new Map<number, JsonValue>();
    for (const [index, document] of parseAllDocuments(text, schema).entries()) {
      if (document.errors.length > 0) {
        return { ok: false, diagnostics: errors };
      }
      const value: unknown = document.toJS({ maxAliasCount: limits.depth });
      if (document.contents !== null) {
        values.set(index, toJsonValue(value));
      }
    }
    return toParsed(values);
  } catch {
    // Aliases of aliases without end, or keys that are no names: the findings say where.
    return { ok: false, diagnostics: errors };
  }
}
