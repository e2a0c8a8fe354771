import { defineDiagnostics } from "@imagewright/core";

/** Codes of what an API server would refuse, drop or change. */
export const admissionDiagnostics = defineDiagnostics({
  ADMISSION_CRD_INVALID: {
    severity: "error",
    cause: "The object is no CustomResourceDefinition whose schema can be read.",
    remedy: "Pass a definition of apiextensions.k8s.io/v1 with a structural schema.",
  },
  ADMISSION_KIND_UNKNOWN: {
    severity: "error",
    cause: "No definition that is loaded has this kind in this group.",
    remedy: "Load the definition of the kind, or correct apiVersion and kind.",
  },
  ADMISSION_VERSION_UNKNOWN: {
    severity: "error",
    cause: "The kind exists, but not in this version.",
    remedy: "Write a version that is served.",
  },
  ADMISSION_VERSION_NOT_SERVED: {
    severity: "error",
    cause: "The version is still in the definition, for conversion, but the API server refuses it.",
    remedy: "Write a version that is served.",
  },
  ADMISSION_VERSION_DEPRECATED: {
    severity: "warning",
    cause: "The version is served, but its owner has announced its end.",
    remedy: "Write the newest version that is served.",
  },
  ADMISSION_METADATA: {
    severity: "error",
    cause: "The metadata of the object is not what an API server takes.",
    remedy: "Give the object a name that is a DNS subdomain, and only keys that ObjectMeta has.",
  },
  ADMISSION_UNKNOWN_FIELD: {
    severity: "error",
    cause:
      "The schema has no such field: the API server would drop it, or refuse it in strict mode.",
    remedy: "Correct the spelling, or remove the field.",
  },
  ADMISSION_NULL_DROPPED: {
    severity: "warning",
    cause:
      "The field is null, which its schema does not allow: the API server leaves it out, and fills in its default if it has one.",
    remedy: "Remove the field, or give it a value.",
  },
  ADMISSION_REQUIRED: {
    severity: "error",
    cause: "A field the schema requires is absent.",
    remedy: "Add the field.",
  },
  ADMISSION_TYPE: {
    severity: "error",
    cause: "The value is of another type than the schema says.",
    remedy: "Write a value of the expected type; quote text that looks like a number.",
  },
  ADMISSION_VALUE: {
    severity: "error",
    cause:
      "The value is outside what the schema allows: enumeration, pattern, range, length or format.",
    remedy: "Write a value the schema allows.",
  },
  ADMISSION_DUPLICATE: {
    severity: "error",
    cause: "Two items of a set, or of a map-like list, are the same or have the same key.",
    remedy: "Remove one of them, or give it another key.",
  },
  ADMISSION_COMBINATION: {
    severity: "error",
    cause: "The value fits none, or too many, of the alternatives the schema combines.",
    remedy: "Write a value that fits the alternatives.",
  },
  ADMISSION_TOO_DEEP: {
    severity: "error",
    cause: "The object is nested deeper than any real one.",
    remedy: "Check what produced the object.",
  },
  ADMISSION_NOT_CHECKED: {
    severity: "info",
    cause: "The schema has rules in the Common Expression Language, which are not evaluated.",
    remedy: "Apply the object to an API server with `--dry-run=server` to have them judged.",
  },
});
