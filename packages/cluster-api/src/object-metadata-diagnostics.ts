import { defineDiagnostics } from "@imagewright/core";

/** Codes of what names an object of a management cluster. */
export const objectMetadataDiagnostics = defineDiagnostics({
  CAPI_LABEL: {
    severity: "error",
    cause:
      "Kubernetes takes no such label. A key is a name of at most 63 characters, perhaps behind a DNS subdomain and `/`; a value has at most 63. Both hold letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit.",
    remedy: "Write a key and a value of this form, or say it in an annotation.",
  },
  CAPI_ANNOTATION: {
    severity: "error",
    cause:
      "Kubernetes takes no such annotation. A key is a name of at most 63 characters, perhaps behind a DNS subdomain and `/`; all annotations of an object have at most 262144 bytes.",
    remedy: "Write a key of this form, or keep large texts elsewhere.",
  },
});
