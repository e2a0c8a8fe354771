import { defineDiagnostics } from "@imagewright/core";

/** What making and reading image variables of cluster classes finds. */
export const clusterClassDiagnostics = defineDiagnostics({
  CAPI_IMAGE_VARIABLE_NAME: {
    severity: "error",
    cause: "Templates reach a variable by its name only if that is a plain word.",
    remedy: "Use letters, digits and underscores, a letter first, and not builtin.",
  },
  CAPI_IMAGE_VARIABLE_VERSION: {
    severity: "error",
    cause: "The images of the variable are kept by Kubernetes version, and a key is none.",
    remedy: "Write three numbers, such as v1.34.1, and each version once.",
  },
  CAPI_IMAGE_VARIABLE_TAKEN: {
    severity: "error",
    cause: "The class has a variable or a patch of this name that says something else.",
    remedy: "Choose another name, or remove the old one first.",
  },
  CAPI_IMAGE_PATH: {
    severity: "error",
    cause: "Patches of a class reach what is below /spec, and no items of lists.",
    remedy: "Give the place of the image as a JSON Pointer that begins with /spec.",
  },
  CAPI_IMAGE_TARGET: {
    severity: "error",
    cause: "The class refers to no template of this kind and version for the part that is named.",
    remedy: "Name worker classes the class has, and the apiVersion its references use.",
  },
});
