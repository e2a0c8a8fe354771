import { defineDiagnostics } from "../diagnostic.ts";

/** Why a text is left as it is instead of being edited. */
export const editDiagnostics = defineDiagnostics({
  EDIT_DOCUMENT: {
    severity: "error",
    cause: "The text has no document at the position that an edit names, or it holds nothing.",
    remedy: "Read the file again, and count its documents from 0, those without content included.",
  },
  EDIT_POINTER: {
    severity: "error",
    cause: "The pointer of an edit leads to no place that such an edit can change.",
    remedy: "Name a field of a map, or an item that its list has.",
  },
  EDIT_STALE: {
    severity: "error",
    cause: "Another value stands at the place of an edit than the one it is meant to replace.",
    remedy: "Read the file again, and plan again.",
  },
  EDIT_NAME_TAKEN: {
    severity: "error",
    cause: "A field is to get a name that another field of its map has.",
    remedy: "Remove the other field, or merge the two by hand.",
  },
  EDIT_SHARED: {
    severity: "error",
    cause: "The value stands for several places: it has an anchor that is used, or is merged.",
    remedy: "Write the value out at each of its places, then edit again.",
  },
  EDIT_TAG: {
    severity: "error",
    cause: "The value carries a tag that would not hold for the new one.",
    remedy: "Remove the tag, then edit again.",
  },
  EDIT_FORM: {
    severity: "error",
    cause: "The value is written in a form that is not edited, such as a pair without braces.",
    remedy: "Write the value as an indented map or list, then edit again.",
  },
  EDIT_VALUE: {
    severity: "error",
    cause: "The new value is none that YAML or JSON readers would all read alike.",
    remedy: "Use texts without NUL, finite numbers within 2^53, plain lists and maps.",
  },
  EDIT_UNSAFE: {
    severity: "error",
    cause: "The edited text was read back, and did not say exactly what the edits ask for.",
    remedy: "Edit the place by hand; its form is too unusual to be edited safely.",
  },
});

/** A code of {@link editDiagnostics}. */
export type EditCode = keyof typeof editDiagnostics.rules;
