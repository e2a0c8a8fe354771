import {
  type AmiSelectorTerm,
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { referenceOfTerms } from "../ami-terms.ts";
import { checkAmiId } from "../check-ami-id.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

const at = "/spec/amiSelectorTerms";
const texts = ["alias", "id", "name", "owner", "ssmParameter"] as const;

/** The image of an EC2NodeClass, v1 or v1beta1. */
export function readNodeClass(spec: JsonObject): Parsed<readonly FoundReference[]> {
  const terms = ownValue(spec, "amiSelectorTerms");
  if (terms === undefined) {
    return toParsed([], [impliedImage("amiFamily", ownValue(spec, "amiFamily"))]);
  }
  const diagnostics: Diagnostic[] = [];
  const list: readonly JsonValue[] = Array.isArray(terms) ? terms : [];
  if (list.length === 0) {
    diagnostics.push(malformed(at, "amiSelectorTerms is no list of terms", terms));
  }
  const read = list.map((term, index) => readTerm(term, `${at}/${index}`, diagnostics));
  return toParsed([{ pointer: at, reference: referenceOfTerms(read) }], diagnostics);
}

/** The finding of an object that leaves the choice of an image to Karpenter. */
export function impliedImage(field: string, family: JsonValue | undefined): Diagnostic {
  const name = typeof family === "string" ? family : "the default family";
  return karpenterDiagnostics.report("KARPENTER_IMAGE_IMPLIED", {
    message: `the newest image of ${name} is meant`,
    pointer: `/spec/${field}`,
  });
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
        malformed(`${pointer}/${key}`, "a term has no such field, or not of this type", value),
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
