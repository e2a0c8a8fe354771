import {
  type AzurePlan,
  type AzureSharedGalleryReference,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import type { AzureReference } from "../azure-reference.ts";
import { formatImageId } from "../image-id.ts";
import { referenceFindings } from "../reference-findings.ts";

/** What Azure's API takes for the image of a machine. */
export interface ArmImage {
  /** `storageProfile.imageReference` of a virtual machine or of a scale set's profile. */
  readonly imageReference: ArmImageReference;
  /** `plan`, beside the properties of the machine. */
  readonly plan?: ArmPlan;
}

/** One of the ids, or the four parts of a marketplace image. */
export interface ArmImageReference {
  readonly id?: string;
  readonly communityGalleryImageId?: string;
  readonly sharedGalleryImageId?: string;
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
  readonly version?: string;
}

/** A purchase plan in the API's words: what URNs call an SKU and an offer. */
export interface ArmPlan {
  readonly publisher: string;
  readonly name: string;
  readonly product: string;
}

/** References that Azure's API takes for a machine: CAPZ's, and galleries shared directly. */
export type ArmReference = AzureReference | AzureSharedGalleryReference;

/**
 * What Azure's API takes for an image: for the kinds CAPZ has fields for, exactly what CAPZ sends.
 *
 * @returns refused where a name is one that Azure cannot have
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/azure/converters/image.go
 * @example
 * ```ts
 * const image = toArmImage({
 *   kind: "azure-marketplace",
 *   publisher: "kinvolk",
 *   offer: "flatcar-container-linux-free",
 *   sku: "stable",
 *   version: "4230.2.3",
 *   thirdParty: true,
 * });
 * image.ok && image.value.plan;
 * // => { publisher: "kinvolk", name: "stable", product: "flatcar-container-linux-free" }
 * ```
 */
export function toArmImage(reference: ArmReference): Parsed<ArmImage> {
  const diagnostics =
    reference.kind === "azure-shared-gallery"
      ? []
      : referenceFindings(reference, "AZURE_REFERENCE_FORM", () => "");
  if (diagnostics.length > 0) {
    return { ok: false, diagnostics };
  }
  return toParsed(armImageOf(reference));
}

function armImageOf(reference: ArmReference): ArmImage {
  switch (reference.kind) {
    case "azure-gallery":
      return { imageReference: { id: formatImageId(reference) }, ...planOf(reference.plan) };
    case "azure-managed-image":
      return { imageReference: { id: formatImageId(reference) } };
    case "azure-community-gallery": {
      const communityGalleryImageId = formatImageId(reference);
      return { imageReference: { communityGalleryImageId }, ...planOf(reference.plan) };
    }
    case "azure-shared-gallery":
      return { imageReference: { sharedGalleryImageId: formatImageId(reference) } };
    case "azure-marketplace": {
      const { publisher, offer, sku, version, thirdParty } = reference;
      const imageReference = { publisher, offer, sku, version };
      return { imageReference, ...(thirdParty && planOf({ publisher, offer, sku })) };
    }
  }
}

function planOf(plan: AzurePlan | undefined): { readonly plan?: ArmPlan } {
  return plan === undefined
    ? {}
    : { plan: { publisher: plan.publisher, name: plan.sku, product: plan.offer } };
}
