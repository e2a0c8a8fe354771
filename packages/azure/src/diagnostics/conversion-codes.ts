import type { DiagnosticRule } from "@imagewright/core";

/** Codes of references between manifests, Azure's API and its command line. */
export const conversionCodes = {
  AZURE_SHARED_GALLERY_MIGRATED: {
    severity: "info",
    cause:
      "The deprecated `sharedGallery` was written as `computeGallery`: the ARM id is the same, so that no machine of a pool is replaced.",
    remedy: "Give a machine template another name: CAPZ keeps a template as it is.",
  },
  AZURE_WRITE_PLACE: {
    severity: "error",
    cause: "An image can only be replaced where one can be read.",
    remedy:
      "Give the pointer that reading the object finds, and correct an image that cannot be read.",
  },
  AZURE_WRITE_VERSION: {
    severity: "error",
    cause:
      "Versions of CAPZ's API before v1beta1 lack `computeGallery`, and no supported release serves them.",
    remedy: "Write the object as `infrastructure.cluster.x-k8s.io/v1beta1` first.",
  },
  AZURE_REFERENCE_KIND: {
    severity: "error",
    cause: "The reference points at an image of another cloud.",
    remedy: "Give a reference of a gallery, a managed image or the marketplace of Azure.",
  },
  AZURE_VERSION_ENCODING: {
    severity: "error",
    cause:
      "The version of a gallery image is three numbers of 32 bits, and what is asked for does not fit them.",
    remedy: "Change the version or the revision as the message says.",
  },
  AZURE_URN_FORM: {
    severity: "error",
    cause: "The text is not the URN of a marketplace image.",
    remedy: "Write `publisher:offer:sku:version`, as `az vm image list --all` prints it.",
  },
  AZURE_ARM_IMAGE: {
    severity: "error",
    cause: "What Azure's API says of the image is more, or less, than a reference can carry.",
    remedy: "Change the image as the message says, or write it by hand.",
  },
  AZURE_ARM_ANSWER: {
    severity: "error",
    cause: "The answer of Azure's API is not what it is read for.",
    remedy: "Give the body of the call that the function is named for.",
  },
  AZURE_CLI_ARGUMENTS: {
    severity: "error",
    cause: "The arguments of Azure's CLI do not name one image.",
    remedy: "Give `--image` with an id or a URN, and the three arguments of its plan.",
  },
  AZURE_MANAGED_VERSION: {
    severity: "error",
    cause: "Of AKS objects, only an AzureManagedControlPlane says a Kubernetes version.",
    remedy: "Give an AzureManagedControlPlane, and a version such as `1.34.1`.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
