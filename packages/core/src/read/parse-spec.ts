import type { Diagnostic, Parsed } from "../diagnostic.ts";
import { toParsed } from "../diagnostic.ts";
import type { LoadedPlugin } from "../plugin/load-plugin.ts";
import type { TargetRendering } from "../render/render-spec.ts";
import { locateDiagnostics } from "../source.ts";
import { bindSpec, type Spec } from "../spec/spec.ts";
import type { ReadDocument } from "./read-document.ts";
import type { ReadLimits } from "./read-limits.ts";
import { readSingle } from "./read-text.ts";

/** How a spec is parsed. */
export interface ParseSpecOptions {
  /** The name to show in positions; `.json` at its end makes it JSON, everything else is YAML. */
  readonly file: string;
  /** Every provider the spec may name. */
  readonly plugins: readonly LoadedPlugin[];
  readonly limits?: Partial<ReadLimits>;
}

/** A spec beside the text it was read from. */
export interface ParsedSpec extends Spec {
  readonly document: ReadDocument;
}

/**
 * Parses the text of a spec file: one document, checked whole, its targets read by their providers.
 *
 * @param input - text, or bytes that must be UTF-8
 * @returns every problem at once, each with file, line and column; nothing is thrown
 * @example
 * ```ts
 * import { formatDiagnostic, loadPlugin } from "@imagewright/core";
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const text = `apiVersion: imagewright/v1alpha1
 * kind: ImageSpec
 * images:
 *   - name: ubuntu-2404
 *     kubernets: { version: 1.34.1 }
 *     os: { distribution: ubuntu, release: "24.04" }
 *     architecture: amd64
 * `;
 * const spec = parseSpec(text, { file: "imagewright.yaml", plugins: [loadPlugin(memoryPlugin)] });
 * spec.ok; // => false
 * spec.diagnostics.map(({ code, source, hint }) => `${source?.line}: ${code}: ${hint}`);
 * // => [
 * //      "4: SCHEMA_MISSING_KEY: Rename `kubernets` to `kubernetes`.",
 * //      "5: SCHEMA_UNKNOWN_KEY: Did you mean `kubernetes`?",
 * //    ]
 * ```
 */
export function parseSpec(
  input: string | Uint8Array,
  { file, plugins, limits = {} }: ParseSpecOptions,
): Parsed<ParsedSpec> {
  const read = readSingle(input, { file, limits });
  if (!read.ok) {
    return read;
  }
  const document = read.value;
  const bound = bindSpec(document, plugins);
  const diagnostics = [...read.diagnostics, ...bound.diagnostics];
  return bound.ok
    ? toParsed({ ...bound.value, document }, diagnostics)
    : { ok: false, diagnostics };
}

/**
 * What rendering a target found, located in the spec's text: pointers lead from the root of the
 * document instead of the target.
 *
 * @example
 * ```ts
 * import { loadPlugin, renderSpec } from "@imagewright/core";
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const text = `apiVersion: imagewright/v1alpha1
 * kind: ImageSpec
 * images:
 *   - name: ubuntu-2404
 *     kubernetes: { version: 1.34.1 }
 *     os: { distribution: ubuntu, release: "24.04" }
 *     architecture: amd64
 * targets:
 *   - name: top-shelf
 *     provider: memory
 *     image: ubuntu-2404
 *     shelf: top
 *     machines:
 *       - name: worker
 * `;
 * const spec = parseSpec(text, { file: "imagewright.yaml", plugins: [loadPlugin(memoryPlugin)] });
 * for (const rendering of spec.ok ? renderSpec(spec.value) : []) {
 *   const found = spec.ok ? locateRendering(spec.value, rendering) : [];
 *   found.map(({ code, source }) => `${source?.line}: ${code}`); // => ["14: IMAGE_NOT_FOUND"]
 * }
 * ```
 */
export function locateRendering(
  { targets, document }: ParsedSpec,
  { target, artifacts }: TargetRendering,
): readonly Diagnostic[] {
  const at = `/targets/${targets.findIndex(({ name }) => name === target)}`;
  return locateDiagnostics(
    document,
    artifacts.diagnostics.map((found) => ({ ...found, pointer: `${at}${found.pointer}` })),
  );
}
