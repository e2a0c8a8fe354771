import { type Diagnostic, isJsonObject, type JsonObject, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { imageVariants, variantRefusals } from "../image-variant-rules.ts";

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
  return [
    ...checkVariants(image, pointer),
    ...checkFilled(image, "marketplace", pointer),
    ...checkFilled(image, "sharedGallery", pointer),
    ...checkId(image, pointer),
    ...checkGalleryIds(image, pointer),
  ];
}

function isGiven(object: JsonObject, name: string): boolean {
  return (ownValue(object, name) ?? null) !== null;
}

function checkVariants(image: JsonObject, at: string): readonly Diagnostic[] {
  const given = imageVariants.filter((variant) => isGiven(image, variant));
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

function checkGalleryIds(image: JsonObject, at: string): readonly Diagnostic[] {
  const gallery = ownValue(image, "computeGallery");
  if (!isJsonObject(gallery)) {
    return [];
  }
  const hasSubscription = isGiven(gallery, "subscriptionID");
  if (hasSubscription === isGiven(gallery, "resourceGroup")) {
    return [];
  }
  const message = hasSubscription ? variantRefusals.noGroup : variantRefusals.noSubscription;
  const pointer = `${at}/computeGallery`;
  return [azureDiagnostics.report("AZURE_GALLERY_IDS", { message, pointer })];
}
