import { type Diagnostic, isJsonObject, type JsonObject, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import {
  checkGalleryIds,
  checkVariants,
  imageVariants,
  variantRefusals,
} from "../image-variant-rules.ts";

/** Fields that the webhook wants filled, with the words it has for them. */
const filled = {
  marketplace: {
    type: "AzureMarketplaceImage",
    fields: [
      ["publisher", "Publisher"],
      ["offer", "Offer"],
      ["sku", "SKU"],
      ["version", "Version"],
    ],
  },
  sharedGallery: {
    type: "AzureSharedGalleryImage",
    fields: [
      ["subscriptionID", "SubscriptionID"],
      ["resourceGroup", "ResourceGroup"],
      ["gallery", "Gallery"],
      ["name", "Name"],
      ["version", "Version"],
    ],
  },
} as const;

/**
 * What CAPZ's webhook says of an `image`, in its order.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azureimage_validation.go
 */
export function checkImage(machine: JsonObject, at: string): readonly Diagnostic[] {
  const image = ownValue(machine, "image");
  if (!isJsonObject(image)) {
    return [];
  }
  const pointer = `${at}/image`;
  const given = imageVariants.filter((variant) => isGiven(image, variant));
  return [
    ...checkVariants(given, pointer),
    ...checkFilled(image, "marketplace", pointer),
    ...checkFilled(image, "sharedGallery", pointer),
    ...checkId(image, pointer),
    ...checkIds(image, pointer),
  ];
}

function isGiven(object: JsonObject, name: string): boolean {
  return (ownValue(object, name) ?? null) !== null;
}

function checkFilled(
  image: JsonObject,
  variant: keyof typeof filled,
  at: string,
): readonly Diagnostic[] {
  const object = ownValue(image, variant);
  if (!isJsonObject(object)) {
    return [];
  }
  const { type, fields } = filled[variant];
  return fields
    .filter(([name]) => (ownValue(object, name) ?? "") === "")
    .map(([name, spoken]) =>
      azureDiagnostics.report("AZURE_IMAGE_FIELD", {
        message: `${spoken} cannot be empty when specifying an ${type}`,
        pointer: `${at}/${variant}/${name}`,
      }),
    );
}

function checkId(image: JsonObject, at: string): readonly Diagnostic[] {
  const message = variantRefusals.emptyId;
  return ownValue(image, "id") === ""
    ? [azureDiagnostics.report("AZURE_IMAGE_FIELD", { message, pointer: `${at}/id` })]
    : [];
}

function checkIds(image: JsonObject, at: string): readonly Diagnostic[] {
  const gallery = ownValue(image, "computeGallery");
  return isJsonObject(gallery)
    ? checkGalleryIds(
        {
          subscriptionID: isGiven(gallery, "subscriptionID"),
          resourceGroup: isGiven(gallery, "resourceGroup"),
        },
        `${at}/computeGallery`,
      )
    : [];
}
