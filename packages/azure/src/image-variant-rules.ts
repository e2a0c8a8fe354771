import type { Diagnostic } from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";

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

/** CAPZ's rule that exactly one variant is given, in its own words. */
export function checkVariants(given: readonly ImageVariant[], at: string): readonly Diagnostic[] {
  if (given.length === 0) {
    const message = variantRefusals.none;
    return [azureDiagnostics.report("AZURE_IMAGE_REQUIRED", { message, pointer: at })];
  }
  return given.slice(1).map((variant) =>
    azureDiagnostics.report("AZURE_IMAGE_VARIANTS", {
      message: variantRefusals[variant],
      pointer: `${at}/${variant}`,
      found: given.join(", "),
    }),
  );
}

/** CAPZ's rule that a private gallery has both ids, in its own words. */
export function checkGalleryIds(
  given: { readonly subscriptionID: boolean; readonly resourceGroup: boolean },
  at: string,
): readonly Diagnostic[] {
  if (given.subscriptionID === given.resourceGroup) {
    return [];
  }
  const message = given.subscriptionID ? variantRefusals.noGroup : variantRefusals.noSubscription;
  return [azureDiagnostics.report("AZURE_GALLERY_IDS", { message, pointer: at })];
}
