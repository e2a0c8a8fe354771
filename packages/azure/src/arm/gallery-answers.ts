import {
  booleanAt,
  isJsonObject,
  type JsonValue,
  mapAt,
  type Parsed,
  textAt,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { objectsAt, texts } from "../json-fields.ts";
import { refuseAnswer } from "./arm-findings.ts";

/** What an answer says of a gallery, private, community or shared directly. */
export interface AzureGalleryFacts {
  readonly name: string;
  readonly location?: string;
  readonly provisioningState?: string;
  /** What a gallery is called when it is shared directly. */
  readonly uniqueName?: string;
  /** Id of a gallery that others share. */
  readonly uniqueId?: string;
  /** Names under which everybody finds a community gallery. */
  readonly publicNames: readonly string[];
}

/** What an answer says of an image definition. */
export interface AzureDefinitionFacts {
  readonly name: string;
  readonly location?: string;
  readonly osType?: string;
  readonly osState?: string;
  readonly hyperVGeneration?: string;
  readonly architecture?: string;
  readonly provisioningState?: string;
  readonly endOfLifeDate?: string;
  /** Features such as `SecurityType`, by name. */
  readonly features: { readonly [name: string]: string };
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
}

/** What somebody has agreed to, or has not. */
export interface MarketplaceTerms {
  readonly publisher: string;
  readonly offer: string;
  readonly plan: string;
  readonly accepted: boolean;
}

/**
 * A gallery, as `galleries`, `communityGalleries` and `sharedGalleries` answer.
 *
 * @example
 * ```ts
 * const read = parseGallery({ name: "G", properties: { identifier: { uniqueName: "s-G" } } });
 * read.ok && read.value; // => { name: "G", uniqueName: "s-G", publicNames: [] }
 * ```
 */
export function parseGallery(body: JsonValue): Parsed<AzureGalleryFacts> {
  const name = textAt(body, "/name");
  if (name === undefined || !isJsonObject(body)) {
    return refuseAnswer("the answer names no gallery", "", body);
  }
  const own = valueAt(body, "/properties/sharingProfile/communityGalleryInfo/publicNames");
  const names: JsonValue = own ?? valueAt(body, "/properties/communityMetadata/publicNames") ?? [];
  const list: readonly JsonValue[] = Array.isArray(names) ? names : [];
  return toParsed({
    name,
    ...texts(body, ["location"]),
    ...texts(mapAt(body, "/properties"), ["provisioningState"]),
    ...texts(mapAt(body, "/properties/identifier"), ["uniqueName"]),
    ...texts(mapAt(body, "/identifier"), ["uniqueId"]),
    publicNames: list.filter((one) => typeof one === "string"),
  });
}

/**
 * An image definition, as `galleryImages` answers.
 *
 * @example
 * ```ts
 * const read = parseGalleryImage({
 *   name: "node",
 *   properties: {
 *     hyperVGeneration: "V2",
 *     features: [{ name: "SecurityType", value: "TrustedLaunchSupported" }],
 *   },
 * });
 * read.ok && read.value.features["SecurityType"]; // => "TrustedLaunchSupported"
 * ```
 */
export function parseGalleryImage(body: JsonValue): Parsed<AzureDefinitionFacts> {
  const name = textAt(body, "/name");
  if (name === undefined || !isJsonObject(body)) {
    return refuseAnswer("the answer names no image definition", "", body);
  }
  const features = objectsAt(body, "/properties/features").map(
    (one) => [textAt(one, "/name") ?? "", textAt(one, "/value") ?? ""] as const,
  );
  return toParsed({
    name,
    ...texts(body, ["location"]),
    ...texts(mapAt(body, "/properties"), [
      "osType",
      "osState",
      "hyperVGeneration",
      "architecture",
      "provisioningState",
      "endOfLifeDate",
    ]),
    features: Object.fromEntries(features),
    ...texts(mapAt(body, "/properties/identifier"), ["publisher", "offer", "sku"]),
  });
}

/**
 * The terms of a marketplace image, as `marketplaceAgreements` answers. Terms are accepted once
 * for a subscription; no machine is made from the image before.
 *
 * @example
 * ```ts
 * const read = parseMarketplaceTerms({
 *   properties: { publisher: "kinvolk", product: "flatcar", plan: "stable", accepted: true },
 * });
 * read.ok && read.value.accepted; // => true
 * ```
 */
export function parseMarketplaceTerms(body: JsonValue): Parsed<MarketplaceTerms> {
  const [publisher, offer, plan] = ["publisher", "product", "plan"].map((name) =>
    textAt(body, `/properties/${name}`),
  );
  const accepted = booleanAt(body, "/properties/accepted");
  return publisher === undefined ||
    offer === undefined ||
    plan === undefined ||
    accepted === undefined
    ? refuseAnswer("the answer holds no terms", "/properties", valueAt(body, "/properties") ?? null)
    : toParsed({ publisher, offer, plan, accepted });
}
