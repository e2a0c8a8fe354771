/** The ways to name an image, in the order CAPZ checks them. */
export const imageVariants = ["id", "marketplace", "sharedGallery", "computeGallery"] as const;

export type ImageVariant = (typeof imageVariants)[number];

/**
 * What CAPZ's webhook says of an image that is named in no way, in two, or by half.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azureimage_validation.go
 */
export const variantRefusals: Readonly<
  Record<ImageVariant | "emptyId" | "noGroup" | "noSubscription" | "none", string>
> = {
  none: "You must supply an ID, Marketplace or ComputeGallery image details",
  id: "",
  marketplace: "Marketplace cannot be used as an image ID has been specified",
  sharedGallery:
    "SharedGallery cannot be used as an image ID. Marketplace or ComputeGallery images has been specified",
  computeGallery:
    "ComputeGallery cannot be used as an image ID. Marketplace or SharedGallery images has been specified",
  emptyId: "ID cannot be empty when specifying an AzureImageByID",
  noGroup: "ResourceGroup cannot be empty when SubscriptionID is specified",
  noSubscription: "SubscriptionID cannot be empty when ResourceGroup is specified",
};
