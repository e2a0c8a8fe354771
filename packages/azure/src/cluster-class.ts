import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import { type ImagePlace, type JsonObject, valueRefused } from "@imagewright/core";

import { type AzureReference, referenceFaults } from "./azure-reference.ts";
import { imageField } from "./render/image.ts";

const text: JsonObject = { type: "string", minLength: 1 };
const planSchema: JsonObject = {
  type: "object",
  required: ["publisher", "offer", "sku"],
  properties: { publisher: text, offer: text, sku: text },
};

/**
 * Where a ClusterClass puts an image of Azure: the whole `image` of an AzureMachineTemplate, so
 * that a variable can change from one form to another. CAPZ has no template of machine pools.
 */
export const azureImagePlace: ImagePlace = {
  apiVersion: `${infrastructureGroup}/v1beta1`,
  kind: "AzureMachineTemplate",
  path: `${machinePointer}/image`,
  schema: {
    type: "object",
    properties: {
      id: text,
      computeGallery: {
        type: "object",
        required: ["gallery", "name", "version"],
        properties: {
          subscriptionID: text,
          resourceGroup: text,
          gallery: text,
          name: text,
          version: text,
          plan: planSchema,
        },
      },
      marketplace: {
        type: "object",
        required: ["publisher", "offer", "sku", "version"],
        properties: {
          publisher: text,
          offer: text,
          sku: text,
          version: text,
          thirdPartyImage: { type: "boolean" },
        },
      },
    },
  },
};

/**
 * What stands at {@link azureImagePlace} for a reference: an image as a variable of a ClusterClass
 * carries it.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a name that Azure cannot have
 * @example
 * ```ts
 * azureImageValue({
 *   kind: "azure-community-gallery",
 *   gallery: "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019",
 *   definition: "capi-ubun2-2404",
 *   version: "1.34.1",
 * });
 * // => {
 * //      computeGallery: {
 * //        gallery: "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019",
 * //        name: "capi-ubun2-2404",
 * //        version: "1.34.1",
 * //      },
 * //    }
 * ```
 */
export function azureImageValue(reference: AzureReference): JsonObject {
  const [fault] = referenceFaults(reference);
  if (fault !== undefined) {
    throw valueRefused("ClusterClass", `/image/${fault.field}`, `not ${fault.expected}`);
  }
  return imageField(reference);
}
