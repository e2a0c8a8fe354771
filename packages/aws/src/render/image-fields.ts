import {
  type AmiLookupReference,
  imageRequirement,
  type ImageReference,
  type ImageRequirement,
  type JsonObject,
  valueRefused,
} from "@imagewright/core";

import type { AwsImageChoice, AwsImageLookup } from "../machine-options.ts";
import { amiId } from "../rules/ami-id.ts";

/** What a machine can point at. A lookup has to be asked for: a catalog finds AMIs. */
export const machineReferenceKinds = ["ami", "ami-lookup"] as const;

/** A lookup as the reference it is. */
export function lookupReference(lookup: AwsImageLookup): AmiLookupReference {
  const { format, org, baseOS, eksLookupType } = lookup;
  return {
    kind: "ami-lookup",
    ...(format !== undefined && { format }),
    ...(org !== undefined && { org }),
    ...(baseOS !== undefined && { baseOs: baseOS }),
    ...(eksLookupType !== undefined && { eksLookupType }),
  };
}

/** What a choice asks of the catalog, in the region of the machines. */
export function requirementOf(
  choice: AwsImageChoice,
  buildRegion: string | undefined,
): ImageRequirement {
  return choice.lookup === undefined
    ? imageRequirement(choice, ["ami"], choice.region ?? buildRegion)
    : { by: "reference", reference: lookupReference(choice.lookup) };
}

/** The fields of a machine or a launch template that say which image it boots. */
export function imageFields(
  reference: ImageReference | undefined,
  kind: string,
  at: string,
): JsonObject {
  switch (reference?.kind) {
    case "ami":
      if (!amiId.test(reference.id)) {
        throw valueRefused(
          kind,
          `${at}/ami/id`,
          "it is no AMI id",
          "Correct the id in the catalog.",
        );
      }
      return { ami: { id: reference.id } };
    case "ami-lookup": {
      const { eksLookupType } = reference;
      return {
        ...(eksLookupType !== undefined && { ami: { eksLookupType } }),
        ...lookupFieldsOf(reference),
      };
    }
    case undefined:
    default:
      throw new Error("the image of a manifest was not checked before it was rendered");
  }
}

/** The fields of a lookup by name. */
export function lookupFieldsOf({ format, org, baseOs }: AmiLookupReference): JsonObject {
  return {
    ...(format !== undefined && { imageLookupFormat: format }),
    ...(org !== undefined && { imageLookupOrg: org }),
    ...(baseOs !== undefined && { imageLookupBaseOS: baseOs }),
  };
}
