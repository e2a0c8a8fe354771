import { type Parsed, toParsed } from "../diagnostic.ts";
import { showValue } from "../show-value.ts";
import type {
  AzureCommunityGalleryReference,
  AzureGalleryReference,
  AzurePlan,
  ImageReference,
} from "./image-reference.ts";
import { decode, pick } from "./reference-fields.ts";
import { malformed } from "./reference-findings.ts";
import { lookupTypes, type PlainReferenceKind } from "./reference-forms.ts";

/** The reference its decoded fields make; the form has checked that they are there. */
export function buildImageReference(
  kind: PlainReferenceKind,
  fields: ReadonlyMap<string, string>,
): Parsed<ImageReference> {
  const get = (name: string): string => fields.get(name) ?? "";
  switch (kind) {
    case "ami":
      return toParsed({ kind, ...pick(fields, "region"), id: get("id") });
    case "ami-lookup":
      return buildLookup(fields);
    case "ssm-parameter":
      return toParsed({ kind, name: get("name") });
    case "azure-gallery":
      return withPlan(fields, {
        kind,
        subscriptionId: get("subscriptionId"),
        resourceGroup: get("resourceGroup"),
        gallery: get("gallery"),
        definition: get("definition"),
        version: get("version"),
      });
    case "azure-community-gallery":
      return withPlan(fields, {
        kind,
        gallery: get("gallery"),
        definition: get("definition"),
        version: get("version"),
      });
    case "azure-shared-gallery":
      return toParsed({
        kind,
        gallery: get("gallery"),
        definition: get("definition"),
        version: get("version"),
      });
    case "azure-marketplace":
      return buildMarketplace(fields);
    case "azure-managed-image":
      return toParsed({
        kind,
        subscriptionId: get("subscriptionId"),
        resourceGroup: get("resourceGroup"),
        name: get("name"),
      });
    case "cloudstack-template":
      return toParsed({
        kind,
        ...pick(fields, "zone"),
        ...pick(fields, "id"),
        ...pick(fields, "name"),
      });
  }
}

function buildLookup(fields: ReadonlyMap<string, string>): Parsed<ImageReference> {
  const type = fields.get("eksLookupType");
  const eksLookupType = lookupTypes.find((known) => known === type);
  if (type !== undefined && eksLookupType === undefined) {
    const facts = { found: showValue(type), expected: lookupTypes.join(", ") };
    return {
      ok: false,
      diagnostics: [malformed("ami-lookup", "no such eksLookupType", type, facts)],
    };
  }
  return toParsed({
    kind: "ami-lookup",
    ...pick(fields, "format"),
    ...pick(fields, "org"),
    ...pick(fields, "baseOs"),
    ...(eksLookupType !== undefined && { eksLookupType }),
  });
}

function buildMarketplace(fields: ReadonlyMap<string, string>): Parsed<ImageReference> {
  const thirdParty = fields.get("thirdParty");
  if (thirdParty !== undefined && thirdParty !== "true") {
    return {
      ok: false,
      diagnostics: [malformed("azure-marketplace", "thirdParty is `true` or left out", thirdParty)],
    };
  }
  return toParsed({
    kind: "azure-marketplace",
    publisher: fields.get("publisher") ?? "",
    offer: fields.get("offer") ?? "",
    sku: fields.get("sku") ?? "",
    version: fields.get("version") ?? "",
    thirdParty: thirdParty === "true",
  });
}

function withPlan(
  fields: ReadonlyMap<string, string>,
  reference: AzureGalleryReference | AzureCommunityGalleryReference,
): Parsed<ImageReference> {
  const text = fields.get("plan");
  if (text === undefined) {
    return toParsed(reference);
  }
  const parts = text.split("/").map(decode);
  const [publisher, offer, sku] = parts;
  if (publisher === undefined || offer === undefined || sku === undefined || parts.length > 3) {
    return {
      ok: false,
      diagnostics: [malformed(reference.kind, "a plan is publisher/offer/sku", text)],
    };
  }
  const value: AzurePlan = { publisher, offer, sku };
  return toParsed({ ...reference, plan: value });
}
