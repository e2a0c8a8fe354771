import { readFileSync } from "node:fs";

import { type Diagnostic, formatDiagnostic, ImagewrightError } from "@imagewright/core";
import { readText } from "@imagewright/core/read";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { CustomResource } from "../crd/custom-resource.ts";
import { customResourcesOf } from "../crd/custom-resources-of.ts";

/** A dump of every definition of a cluster has tens of megabytes. */
const limits = { bytes: 64 * 1024 * 1024, documents: 10_000, depth: 250, lexemes: 20_000_000 };

/**
 * The definitions in a file.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with everything that is wrong with it
 */
export function readDefinitionFile(path: string): readonly CustomResource[] {
  const read = readText(decode(readFileText(path)), { file: path, limits });
  const parsed = read.ok ? customResourcesOf(read.value) : read;
  if (!parsed.ok) {
    throw refusal(path, parsed.diagnostics);
  }
  return parsed.value;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text, or the bytes where they are no UTF-8: the reader says where. */
function decode(bytes: Uint8Array): string | Uint8Array {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}

/** @throws {ImagewrightError} `INPUT_INVALID` if there is no such file, or none that can be read */
export function readFileText(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const source = { file: path, line: 1, column: 1 };
    throw refusal(path, [
      admissionDiagnostics.report("ADMISSION_CRD_MISSING", { message, source }),
    ]);
  }
}

function refusal(path: string, diagnostics: readonly Diagnostic[]): ImagewrightError {
  const [first] = diagnostics;
  const message = `${path} holds no definitions that can be read: ${first === undefined ? "" : formatDiagnostic(first)}`;
  return new ImagewrightError("INPUT_INVALID", message, { details: { diagnostics } });
}
