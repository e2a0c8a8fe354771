import { defineDiagnostics } from "@imagewright/core";

/** What reading and writing references finds. */
export const clusterApiReferenceDiagnostics = defineDiagnostics({
  CAPI_REFERENCE_INCOMPLETE: {
    severity: "error",
    cause:
      "A reference lacks its kind, its name or its API group. The v1beta1 schema lets that pass; " +
      "the controller cannot find the object.",
    remedy: "Write apiVersion (v1beta1) or apiGroup (v1beta2), kind and name.",
  },
  CAPI_REFERENCE_NAMESPACE_LOST: {
    severity: "error",
    cause: "The v1beta2 forms of a reference always mean the namespace of the object they are in.",
    remedy: "Move the object into the owner's namespace, or leave the namespace out.",
  },
  CAPI_REFERENCE_VERSION_MISSING: {
    severity: "error",
    cause: "The form names an API version, and the reference has none.",
    remedy: "Give the version; `contractVersion` knows the one Cluster API would pick.",
  },
  CAPI_REFERENCE_NAME_REFUSED: {
    severity: "error",
    cause:
      "The v1beta2 schema limits group and name to DNS subdomains, and the kind to 63 letters.",
    remedy: "Rename the object, or correct the reference.",
  },
  CAPI_REFERENCE_PLACE_UNKNOWN: {
    severity: "error",
    cause: "No reference is kept at this place of the object.",
    remedy: "Use a pointer that `objectReferences` found.",
  },
});
