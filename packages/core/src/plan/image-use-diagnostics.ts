import { defineDiagnostics } from "../diagnostic.ts";

/** What can be wrong with an image that is in use. */
export const imageUseDiagnostics = defineDiagnostics({
  IMAGE_USE_REVOKED: {
    severity: "error",
    cause: "A group runs an image that was revoked.",
    remedy: "Plan the way of its machines to an image that may be used.",
  },
  IMAGE_USE_EXPIRED: {
    severity: "error",
    cause: "A group runs an image past the moment from which it may not be used.",
    remedy: "Plan the way of its machines to an image that may be used.",
  },
  IMAGE_USE_UNKNOWN: {
    severity: "error",
    cause: "A group runs an image that is not in the catalog, so that nothing is known of it.",
    remedy: "Add its record to the catalog, or move the group to an image that has one.",
  },
  IMAGE_USE_VERSION: {
    severity: "warning",
    cause: "The image holds another Kubernetes version than the group asks for.",
    remedy: "Correct the version or the image: machines run what is on the image.",
  },
  IMAGE_USE_ARCHITECTURE: {
    severity: "warning",
    cause: "The image is made for another architecture than the machines of the group.",
    remedy: "Use the image that was built for the architecture of the machines.",
  },
  IMAGE_USE_UNSEEN: {
    severity: "warning",
    cause: "Nothing among the manifests says which image the machines of a group boot.",
    remedy: "Read the template or class it refers to as well, or name the image there.",
  },
  IMAGE_USE_UNPINNED: {
    severity: "warning",
    cause: "A group looks its image up when machines are made: what it gets depends on the day.",
    remedy: "Name the image itself.",
  },
  IMAGE_USE_DEPRECATED: {
    severity: "warning",
    cause: "A group runs an image that is deprecated: it still works, and is to be replaced.",
    remedy: "Plan the way of its machines to a newer image.",
  },
});

/** A code of {@link imageUseDiagnostics}. */
export type ImageUseCode = keyof typeof imageUseDiagnostics.rules;
