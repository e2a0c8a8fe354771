import { type Diagnostic, isJsonObject, type JsonObject, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import {
  checkGalleryIds,
  checkVariants,
  imageVariants,
  variantRefusals,
} from "../image-variant-rules.ts";

/**
 * What CAPZ's webhook says of an `image`, in its order. It also looks for empty fields of
 * `marketplace` and `sharedGallery`, which the schema refuses before.
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
    ...checkId(image, pointer),
    ...checkIds(image, pointer),
  ];
}

function isGiven(object: JsonObject, name: string): boolean {
  return (ownValue(object, name) ?? null) !== null;
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
