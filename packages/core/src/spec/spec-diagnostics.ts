import { defineDiagnostics } from "../diagnostic.ts";

/** Codes of spec files and of what is rendered from them. */
export const specDiagnostics = defineDiagnostics({
  SPEC_PROVIDER_UNKNOWN: {
    severity: "error",
    cause: "No plugin reads targets of this provider.",
    remedy: "Write the id of a provider that is loaded.",
  },
  SPEC_IMAGE_UNKNOWN: {
    severity: "error",
    cause: "The target names an image that the spec does not have.",
    remedy: "Write the name of an image of the same spec.",
  },
  SPEC_NAME_TWICE: {
    severity: "error",
    cause: "Two images, or two targets, bear the same name.",
    remedy: "Give each its own name.",
  },
  SPEC_IMAGE_UNUSED: {
    severity: "warning",
    cause: "No target asks for the image, so nothing is rendered from it.",
    remedy: "Add a target for the image, or remove it.",
  },
  RENDER_PATH_TWICE: {
    severity: "error",
    cause: "Two artifacts would be written to the same file, which is named after kind and name.",
    remedy:
      "Give the objects different names, or move one of them to a target of its own, which has a folder of its own.",
  },
  RENDER_VALUE_REFUSED: {
    severity: "error",
    cause: "The format that is written cannot carry a value exactly, so nothing is written at all.",
    remedy: "Change the value to one the format can carry.",
  },
  RENDER_IMAGE_KIND: {
    severity: "error",
    cause: "The reference that was given is of a kind this manifest cannot carry.",
    remedy: "Give a reference of a kind the manifest can carry.",
  },
});
