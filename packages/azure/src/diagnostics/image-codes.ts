import type { DiagnosticRule } from "@imagewright/core";

/** Codes of references to images. */
export const imageCodes = {
  AZURE_IMAGE_REQUIRED: {
    severity: "error",
    cause: "The object has an `image` that says nothing, which CAPZ refuses.",
    remedy: "Name the image by one of `id`, `marketplace` and `computeGallery`.",
  },
  AZURE_IMAGE_VARIANTS: {
    severity: "error",
    cause: "The object names its image in two ways, of which CAPZ accepts one.",
    remedy: "Keep one of `id`, `marketplace` and `computeGallery`.",
  },
  AZURE_IMAGE_FIELD: {
    severity: "error",
    cause: "A field of the image is missing, empty or not a text, which the API server refuses.",
    remedy: "Give the field a text that is not empty.",
  },
  AZURE_IMAGE_FIELD_PRUNED: {
    severity: "warning",
    cause: "The image has a field CAPZ does not know, which the API server drops silently.",
    remedy: "Remove the field, or spell it as CAPZ does.",
  },
  AZURE_GALLERY_IDS: {
    severity: "error",
    cause:
      "A private gallery takes a subscription and a resource group, a community gallery neither.",
    remedy: "Give both `subscriptionID` and `resourceGroup`, or remove both.",
  },
  AZURE_SHARED_GALLERY_DEPRECATED: {
    severity: "warning",
    cause: "CAPZ has deprecated `sharedGallery` in favour of `computeGallery`.",
    remedy:
      "Write the same five fields as `computeGallery`, and `publisher`, `offer` and `sku` as its `plan`, in a template of another name.",
  },
  AZURE_PLAN_PARTIAL: {
    severity: "warning",
    cause:
      "CAPZ ignores the plan of a `sharedGallery` unless publisher, offer and sku are all set.",
    remedy: "Give all three, or remove those that are there.",
  },
  AZURE_IMAGE_ID_FORM: {
    severity: "error",
    cause: "The text is not the id of a managed image or of a gallery image.",
    remedy:
      "Copy the id from Azure, e.g. `/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/images/…`.",
  },
  AZURE_IMAGE_ID_KIND: {
    severity: "error",
    cause:
      "Azure takes the ids of community and directly shared galleries in fields of their own, which CAPZ does not fill from `id`.",
    remedy: "Name an image of a community gallery by `computeGallery`.",
  },
  AZURE_DIRECT_SHARED: {
    severity: "error",
    cause: "CAPZ has no field for an image in a gallery that is shared directly.",
    remedy:
      "Share the gallery with the community, or grant the identity of CAPZ read access and name it as a private gallery.",
  },
  AZURE_REFERENCE_FORM: {
    severity: "error",
    cause: "A name in the reference is one that Azure cannot have.",
    remedy: "Copy the reference from the image, part by part.",
  },
  AZURE_REFERENCE_DOUBTFUL: {
    severity: "warning",
    cause: "The API server admits the name, but Azure has no resource that could bear it.",
    remedy: "Copy the name from the image.",
  },
  AZURE_VERSION_UNPINNED: {
    severity: "warning",
    cause:
      "`latest` is resolved when a machine is created, so that machines of one template differ.",
    remedy: "Pin the version.",
  },
  AZURE_VERSION_KUBERNETES: {
    severity: "warning",
    cause: "The version of the image looks like a Kubernetes version, but like another one.",
    remedy: "Refer to the version of the image that was built for this Kubernetes version.",
  },
  AZURE_MANAGED_IMAGE: {
    severity: "info",
    cause:
      "A managed image serves one region and 20 machines that are created at the same time; it has no replicas.",
    remedy: "Use the gallery version for more than a few machines.",
  },
  AZURE_PLAN_MISSING: {
    severity: "warning",
    cause:
      "Flatcar's images in the marketplace carry a plan, and so does every image made from one: Azure creates no machine from it without the plan.",
    remedy: "Add the plan to the reference.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
