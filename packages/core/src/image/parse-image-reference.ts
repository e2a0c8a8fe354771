import { type Diagnostic, type Parsed } from "../diagnostic.ts";
import { buildImageReference } from "./build-image-reference.ts";
import type { ImageReference } from "./image-reference.ts";
import { parseTerms } from "./parse-selector-terms.ts";
import { decodeInto, splitQuery } from "./reference-fields.ts";
import { malformed, unknownField, unknownKind } from "./reference-findings.ts";
import {
  imageReferenceKinds,
  type PlainReferenceKind,
  type ReferenceForm,
  referenceForms,
} from "./reference-forms.ts";

/** Longest text that is read as a reference, in UTF-16 units. */
const maximumLength = 4096;

/**
 * Reads the canonical text of a reference.
 *
 * @returns every problem of the text at once; ids and names are taken as they are
 * @example
 * ```ts
 * const parsed = parseImageReference("ami:eu-west-1/ami-09709369c53539c11");
 * parsed.ok && parsed.value;
 * // => { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }
 * parseImageReference("amy:eu-west-1/ami-0").diagnostics.map(({ hint }) => hint);
 * // => ["Did you mean `ami:`?"]
 * ```
 */
export function parseImageReference(text: string): Parsed<ImageReference> {
  if (text.length > maximumLength) {
    const message = `the text is longer than ${maximumLength} characters`;
    return { ok: false, diagnostics: [malformed("", message, text)] };
  }
  const colon = text.indexOf(":");
  const kind = imageReferenceKinds.find((known) => known === text.slice(0, Math.max(colon, 0)));
  if (kind === undefined) {
    return { ok: false, diagnostics: [unknownKind(text, colon)] };
  }
  const rest = text.slice(colon + 1);
  return kind === "karpenter-ami-selector"
    ? parseTerms(rest)
    : parseForm(kind, referenceForms[kind], rest);
}

function parseForm(
  kind: PlainReferenceKind,
  form: ReferenceForm,
  rest: string,
): Parsed<ImageReference> {
  const mark = rest.indexOf("?");
  const path = mark === -1 ? rest : rest.slice(0, mark);
  const diagnostics: Diagnostic[] = [];
  const fields = new Map<string, string>();
  const parts =
    form.path.length === 1 ? [path] : path === "" && form.path.length === 0 ? [] : path.split("/");
  const missing = form.path.length - parts.length;
  if (missing === 0 || (missing === 1 && form.optionalFirst === true)) {
    for (const [index, name] of form.path.slice(missing).entries()) {
      const part = parts[index] ?? "";
      if (part === "") {
        diagnostics.push(malformed(kind, `${name} is empty`, rest));
      }
      decodeInto(fields, name, part, diagnostics);
    }
  } else {
    diagnostics.push(
      malformed(kind, `${kind} takes ${form.path.length} parts, not ${parts.length}`, path),
    );
  }
  for (const [name, value] of splitQuery(mark === -1 ? "" : rest.slice(mark + 1))) {
    if (!form.query.includes(name) || fields.has(name)) {
      diagnostics.push(unknownField(kind, name, form.query));
    } else {
      decodeInto(fields, name, value, diagnostics);
    }
  }
  if (form.oneOf !== undefined && !form.oneOf.some((name) => fields.has(name))) {
    diagnostics.push(malformed(kind, `${kind} needs ${form.oneOf.join(" or ")}`, rest));
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : buildImageReference(kind, fields);
}
