import {
  type AmiSelectorTerm,
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonValue,
  showValue,
} from "@imagewright/core";

import { checkAmiId } from "./check-ami-id.ts";
import { karpenterDiagnostics } from "./karpenter-diagnostics.ts";

const texts = ["alias", "id", "name", "owner", "ssmParameter"] as const;

/** The terms of a list, as far as they can be read, and everything that cannot be. */
export function readTerms(
  value: JsonValue | undefined,
  pointer: string,
): { readonly terms: readonly AmiSelectorTerm[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  if (list.length === 0) {
    diagnostics.push(malformed(pointer, "amiSelectorTerms is no list of terms", value ?? null));
  }
  const terms = list.map((term, index) => readTerm(term, `${pointer}/${index}`, diagnostics));
  return { terms, diagnostics };
}

/** The finding of a selector that cannot be read. */
export function malformed(pointer: string, message: string, found: JsonValue): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_MANIFEST", {
    message,
    pointer,
    found: showValue(found),
  });
}

function readTerm(term: JsonValue, pointer: string, diagnostics: Diagnostic[]): AmiSelectorTerm {
  if (!isJsonObject(term)) {
    diagnostics.push(malformed(pointer, "a term is a map", term));
    return {};
  }
  const read: { -readonly [Field in keyof AmiSelectorTerm]: AmiSelectorTerm[Field] } = {};
  for (const [key, value] of Object.entries(term)) {
    const field = texts.find((known) => known === key);
    if (field !== undefined && typeof value === "string") {
      read[field] = value;
    } else if (key === "tags" && isTextMap(value)) {
      read.tags = value;
    } else {
      diagnostics.push(
        malformed(
          `${pointer}${formatPointer([key])}`,
          "a term has no such field, or not of this type",
          value,
        ),
      );
    }
  }
  if (Object.keys(term).length === 0) {
    diagnostics.push(malformed(pointer, "the term says nothing", term));
  }
  diagnostics.push(...(read.id === undefined ? [] : checkAmiId(read.id, `${pointer}/id`)));
  return read;
}

function isTextMap(value: JsonValue): value is { readonly [key: string]: string } {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === "string");
}
