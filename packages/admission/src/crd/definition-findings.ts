import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
} from "@imagewright/core";

import { type AdmissionCode, admissionDiagnostics } from "../admission-diagnostics.ts";

/** Most faults of one definition that are listed. */
const mostFindings = 100;

/** The faults of a definition, within limits. */
export interface DefinitionFindings {
  add(code: AdmissionCode, pointer: string, message: string, found?: JsonValue): void;
  list(): readonly Diagnostic[];
}

export function createDefinitionFindings(): DefinitionFindings {
  const kept: Diagnostic[] = [];
  let count = 0;
  return {
    add(code, pointer, message, found) {
      count += 1;
      if (count <= mostFindings) {
        const shown = found === undefined ? undefined : showValue(found);
        kept.push(admissionDiagnostics.report(code, { message, pointer, found: shown }));
      }
    },
    list() {
      const message = `and ${count - mostFindings} more`;
      return count <= mostFindings
        ? kept
        : [...kept, admissionDiagnostics.report("ADMISSION_MORE_ERRORS", { message })];
    },
  };
}

/** A part of a schema that is a map; undefined where it is absent or anything else. */
export function mapAt(node: JsonObject, key: string): JsonObject | undefined {
  const value = ownValue(node, key);
  return isJsonObject(value) ? value : undefined;
}

/** The schemas in a list; what is no schema is left out. */
export function listAt(node: JsonObject, key: string): readonly JsonObject[] {
  const value = ownValue(node, key);
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return list.filter(isJsonObject);
}
