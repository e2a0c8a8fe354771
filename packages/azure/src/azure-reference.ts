import type { ImageReference } from "@imagewright/core";

import nameRules from "./data/name-rules.json" with { type: "json" };
import { isImageVersion, latestVersion } from "./image-version.ts";

/** References an Azure manifest can carry. */
export type AzureReference = Extract<
  ImageReference,
  {
    readonly kind:
      | "azure-community-gallery"
      | "azure-gallery"
      | "azure-managed-image"
      | "azure-marketplace";
  }
>;

/** Kinds of {@link AzureReference}, the usual one first. */
export const azureReferenceKinds = [
  "azure-gallery",
  "azure-community-gallery",
  "azure-managed-image",
  "azure-marketplace",
] as const;

export function isAzureReference(reference: ImageReference): reference is AzureReference {
  return azureReferenceKinds.some((kind) => kind === reference.kind);
}

/** One field of a reference that cannot be right. */
export interface ReferenceFault {
  /** As the reference spells it: `definition`, `plan/offer`. */
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

/** Whether a text is the public name of a community gallery. */
export function isPublicGalleryName(text: string): boolean {
  return patterns.get("publicGallery")?.test(text) === true;
}

type NameRule = keyof typeof nameRules.rules;

const patterns = new Map(
  Object.entries(nameRules.rules).map(([name, { pattern }]) => [name, new RegExp(pattern, "u")]),
);

/** Every field that holds a name no resource of Azure can have. */
export function referenceFaults(reference: AzureReference): readonly ReferenceFault[] {
  switch (reference.kind) {
    case "azure-gallery":
      return [
        ...nameFault("subscriptionId", reference.subscriptionId, "subscriptionId"),
        ...nameFault("resourceGroup", reference.resourceGroup, "resourceGroup"),
        ...nameFault("gallery", reference.gallery, "gallery"),
        ...inGallery(reference),
      ];
    case "azure-community-gallery":
      return [...nameFault("gallery", reference.gallery, "publicGallery"), ...inGallery(reference)];
    case "azure-managed-image":
      return [
        ...nameFault("subscriptionId", reference.subscriptionId, "subscriptionId"),
        ...nameFault("resourceGroup", reference.resourceGroup, "resourceGroup"),
        ...nameFault("name", reference.name, "managedImage"),
      ];
    case "azure-marketplace":
      return [
        ...nameFault("publisher", reference.publisher, "publisher"),
        ...nameFault("offer", reference.offer, "offer"),
        ...nameFault("sku", reference.sku, "sku"),
        ...nameFault("version", reference.version, "urnVersion"),
      ];
  }
}

type InGallery = Extract<AzureReference, { readonly definition: string }>;

function inGallery({ definition, version, plan }: InGallery): readonly ReferenceFault[] {
  return [
    ...nameFault("definition", definition, "definition"),
    ...(version === latestVersion || isImageVersion(version)
      ? []
      : [
          {
            field: "version",
            value: version,
            expected: "`Major.Minor.Patch`, each at most 2147483647, or `latest`",
          },
        ]),
    ...(plan === undefined
      ? []
      : [
          ...nameFault("plan/publisher", plan.publisher, "publisher"),
          ...nameFault("plan/offer", plan.offer, "offer"),
          ...nameFault("plan/sku", plan.sku, "sku"),
        ]),
  ];
}

function nameFault(field: string, value: string, rule: NameRule): readonly ReferenceFault[] {
  const isRight = patterns.get(rule)?.test(value) === true;
  return isRight ? [] : [{ field, value, expected: nameRules.rules[rule].expected }];
}
