import type { AzurePlan, JsonObject } from "@imagewright/core";

import type { AzureReference } from "../azure-reference.ts";
import { formatImageId } from "../image-id.ts";

/** How an image is written where there are two ways. */
export interface ImageFieldOptions {
  /** Writes a private gallery's version by its ARM id. */
  readonly galleryImageAsId?: boolean;
}

/**
 * The `image` of a machine of CAPZ, keys in the order of CAPZ's documentation.
 *
 * An id has no place for a plan: a gallery image with a plan is always written part by part.
 */
export function imageField(reference: AzureReference, options: ImageFieldOptions = {}): JsonObject {
  switch (reference.kind) {
    case "azure-gallery": {
      const { resourceGroup, definition, subscriptionId, gallery, version, plan } = reference;
      return options.galleryImageAsId === true && plan === undefined
        ? { id: formatImageId(reference) }
        : {
            computeGallery: {
              resourceGroup,
              name: definition,
              subscriptionID: subscriptionId,
              gallery,
              version,
              ...planField(plan),
            },
          };
    }
    case "azure-community-gallery": {
      const { gallery, definition, version, plan } = reference;
      return { computeGallery: { gallery, name: definition, version, ...planField(plan) } };
    }
    case "azure-managed-image":
      return { id: formatImageId(reference) };
    case "azure-marketplace": {
      const { publisher, offer, sku, version, thirdParty } = reference;
      return {
        marketplace: {
          publisher,
          offer,
          sku,
          version,
          ...(thirdParty && { thirdPartyImage: true }),
        },
      };
    }
  }
}

function planField(plan: AzurePlan | undefined): JsonObject {
  if (plan === undefined) {
    return {};
  }
  const { publisher, offer, sku } = plan;
  return { plan: { publisher, offer, sku } };
}
