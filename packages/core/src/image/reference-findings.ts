import { type Diagnostic, defineDiagnostics } from "../diagnostic.ts";
import { showValue } from "../show-value.ts";
import { nearestName } from "../text/nearest.ts";
import { imageReferenceKinds, type ReferenceForm, referenceForms } from "./reference-forms.ts";

/** Codes of `parseImageReference`. */
export const referenceDiagnostics = defineDiagnostics({
  REFERENCE_KIND_UNKNOWN: {
    severity: "error",
    cause: "The text before the colon names no form of image reference.",
    remedy:
      "Start the reference with one of the known kinds, e.g. `ami:eu-west-1/ami-09709369c53539c11`.",
  },
  REFERENCE_MALFORMED: {
    severity: "error",
    cause: "The text has the wrong number of parts for its kind, or a part cannot be decoded.",
    remedy:
      "Write the reference in the canonical form of its kind, special characters percent-encoded.",
  },
  REFERENCE_FIELD_UNKNOWN: {
    severity: "error",
    cause:
      "A field behind the question mark does not belong to this kind of reference, or stands there twice.",
    remedy: "Remove the field, or write one that the kind has.",
  },
});

/** The text names no kind. */
export function unknownKind(text: string, colon: number): Diagnostic {
  const kind = colon === -1 ? text : text.slice(0, colon);
  const nearest = nearestName(kind.slice(0, 64), imageReferenceKinds);
  return referenceDiagnostics.report("REFERENCE_KIND_UNKNOWN", {
    message: "the text names no kind of image reference",
    found: showValue(kind),
    expected: imageReferenceKinds.join(", "),
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}:\`?` }),
  });
}

/** The text has another layout than its kind. */
export function malformed(
  kind: string,
  message: string,
  found: string,
  facts: { readonly expected?: string } = {},
): Diagnostic {
  const form = new Map<string, ReferenceForm>(Object.entries(referenceForms)).get(kind);
  return referenceDiagnostics.report("REFERENCE_MALFORMED", {
    message,
    found: showValue(found),
    ...(form !== undefined && { expected: shapesOf(kind, form) }),
    ...facts,
  });
}

function shapesOf(kind: string, { path, optionalFirst }: ReferenceForm): string {
  const paths = optionalFirst === true ? [path, path.slice(1)] : [path];
  return paths.map((names) => `${kind}:${names.map((name) => `{${name}}`).join("/")}`).join(", ");
}

/** A field is not the kind's, or stands there twice. */
export function unknownField(kind: string, name: string, known: readonly string[]): Diagnostic {
  const nearest = nearestName(name.slice(0, 64), known);
  return referenceDiagnostics.report("REFERENCE_FIELD_UNKNOWN", {
    message: `${kind} has no second or unknown field ${showValue(name)}`,
    found: showValue(name),
    expected: known.join(", ") || "no field",
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
  });
}
