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

/** A file may use its anchors often: that is no reason to give up. */
const mostFindings = 10_000;

/**
 * Reads a stream for editing: scalars that readers take for different values may stand where they
 * are not touched, and so may anchors, aliases, merge keys, tags and directives.
 */
export function readStream(text: string, options: ReadOptions): Parsed<StreamValues> {
  const findings = Math.max(mostFindings, options.limits?.findings ?? 0);
  const limits = { ...options.limits, findings };
  const read = readYaml(text, { ...options, limits, traps: "warning" });
  if (read.ok) {
    return toParsed(new Map(read.value.map(({ index, value }) => [index, value])));
  }
  const errors = read.diagnostics.filter(({ severity }) => severity === "error");
  const first = errors.slice(0, resolveLimits(options.limits).findings);
  return errors.every(({ code }) => tolerated.has(code))
    ? readShared(text, first)
    : { ok: false, diagnostics: first };
}

const schema = { schema: "core", merge: true, uniqueKeys: false, logLevel: "silent" } as const;

/** How often one anchor may be used, aliases inside of it multiplied. */
const mostAliases = 1000;

/** How many values a document may hold when every alias is written out. */
const mostParts = 1_000_000;

/** Reads what has anchors and the like, which stand for what they say. */
function readShared(text: string, errors: readonly Diagnostic[]): Parsed<StreamValues> {
  try {
    const values = new Map<number, JsonValue>();
    for (const [index, document] of parseAllDocuments(text, schema).entries()) {
      if (document.errors.length > 0) {
        return { ok: false, diagnostics: errors };
      }
      const value: unknown = document.toJS({ maxAliasCount: mostAliases });
      if (sizeOf(value, new Map()) > mostParts) {
        return { ok: false, diagnostics: errors };
      }
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

/** The number of values in a value, those that aliases share counted at each place. */
function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) {
    return 1;
  }
  const found = known.get(value);
  if (found !== undefined) {
    return found;
  }
  // What holds itself has no end.
  known.set(value, Number.POSITIVE_INFINITY);
  const size = Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part, known), 1);
  known.set(value, size);
  return size;
}
