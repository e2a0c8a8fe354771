import {
  type AzureMarketplaceReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  mapAt,
  type Parsed,
  textAt,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { armPlan } from "../convert/arm-plan.ts";
import { parseImageId } from "../image-id.ts";
import { flags, numbers, objectsAt, texts } from "../json-fields.ts";
import type { AzureImageFacts, AzureTargetRegion } from "./arm-facts.ts";
import { doubtfulNames, refuseAnswer } from "./arm-findings.ts";

/** Where a gallery version was asked for; answers of the API do not always repeat it. */
export interface GalleryScope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly gallery: string;
  readonly definition: string;
}

/** Which SKU of the marketplace was listed. */
export interface MarketplaceScope {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
}

/**
 * One version of a gallery image, as `galleryImageVersions` answers.
 *
 * @param scope - what was asked for; needed where the answer has no `id`
 * @example
 * ```ts
 * import { formatImageReference } from "@imagewright/core";
 *
 * const scope = { subscriptionId: "s", resourceGroup: "images", gallery: "G", definition: "D" };
 * const read = parseGalleryImageVersion({ name: "1.34.1", location: "westeurope" }, scope);
 * read.ok && formatImageReference(read.value.reference);
 * // => "azure-gallery:s/images/G/D/1.34.1"
 * ```
 */
export function parseGalleryImageVersion(
  body: JsonValue,
  scope?: GalleryScope,
): Parsed<AzureImageFacts> {
  const id = textAt(body, "/id");
  const name = textAt(body, "/name");
  const parsed =
    id !== undefined
      ? parseImageId(id)
      : scope !== undefined && name !== undefined
        ? toParsed({ kind: "azure-gallery" as const, ...scope, version: name })
        : undefined;
  if (parsed === undefined) {
    return refuseAnswer("the answer names no gallery version", "", body);
  }
  if (!parsed.ok || parsed.value.kind !== "azure-gallery") {
    return refuseAnswer("the id is not that of a gallery version", "/id", id ?? null);
  }
  const profile = mapAt(body, "/properties/publishingProfile");
  return withFacts(parsed.value, body, {
    ...texts(profile, ["publishedDate", "endOfLifeDate"]),
    ...flags(profile, ["excludeFromLatest"]),
    ...texts(mapAt(body, "/properties"), ["provisioningState"]),
    ...replication(body),
    ...(profile !== undefined && { targetRegions: targetRegions(profile) }),
  });
}

function replication(body: JsonValue): { readonly replicationState?: string } {
  const replicationState = textAt(body, "/properties/replicationStatus/aggregatedState");
  return replicationState === undefined ? {} : { replicationState };
}

function targetRegions(profile: JsonObject): readonly AzureTargetRegion[] {
  return objectsAt(profile, "/targetRegions").map((region) => ({
    ...texts(region, ["name"]),
    ...numbers(region, ["regionalReplicaCount"]),
    ...texts(region, ["storageAccountType"]),
    ...flags(region, ["excludeFromLatest"]),
  }));
}

/**
 * One version of an image in a community gallery or in one that is shared directly, by its unique
 * id.
 *
 * @example
 * ```ts
 * const read = parseSharedImageVersion({
 *   identifier: { uniqueId: "/CommunityGalleries/G/Images/node/Versions/1.34.1" },
 *   properties: { endOfLifeDate: "2027-05-21T00:00:00Z" },
 * });
 * read.ok && read.value.endOfLifeDate; // => "2027-05-21T00:00:00Z"
 * ```
 */
export function parseSharedImageVersion(body: JsonValue): Parsed<AzureImageFacts> {
  const id = textAt(body, "/identifier/uniqueId") ?? "";
  const parsed = parseImageId(id);
  const isShared =
    parsed.ok &&
    (parsed.value.kind === "azure-community-gallery" ||
      parsed.value.kind === "azure-shared-gallery");
  if (!isShared) {
    return refuseAnswer(
      "the unique id is not that of a shared version",
      "/identifier/uniqueId",
      id,
    );
  }
  const properties = mapAt(body, "/properties");
  return withFacts(parsed.value, body, {
    ...texts(properties, ["publishedDate", "endOfLifeDate"]),
    ...flags(properties, ["excludeFromLatest"]),
  });
}

/**
 * One managed image, as `images` answers.
 *
 * @example
 * ```ts
 * const read = parseManagedImage({
 *   id: "/subscriptions/s/resourceGroups/images/providers/Microsoft.Compute/images/node",
 *   properties: { hyperVGeneration: "V2", storageProfile: { osDisk: { osType: "Linux" } } },
 * });
 * read.ok && `${read.value.osType} ${read.value.hyperVGeneration}`; // => "Linux V2"
 * ```
 */
export function parseManagedImage(body: JsonValue): Parsed<AzureImageFacts> {
  const id = textAt(body, "/id") ?? "";
  const parsed = parseImageId(id);
  if (!parsed.ok || parsed.value.kind !== "azure-managed-image") {
    return refuseAnswer("the id is not that of a managed image", "/id", id);
  }
  return withFacts(parsed.value, body, {
    ...texts(mapAt(body, "/properties"), ["provisioningState", "hyperVGeneration"]),
    ...texts(mapAt(body, "/properties/storageProfile/osDisk"), ["osType", "osState"]),
  });
}

/**
 * One version of a marketplace image, as `virtualMachineImages` lists or shows it. Only an answer
 * with properties says whether the image has a plan: without them it counts as one that has none.
 *
 * @example
 * ```ts
 * import { formatImageReference } from "@imagewright/core";
 *
 * const sku = { publisher: "kinvolk", offer: "flatcar-container-linux-free", sku: "stable" };
 * const plan = { publisher: "kinvolk", name: "stable", product: "flatcar-container-linux-free" };
 * const read = parseMarketplaceImage({ name: "4230.2.3", properties: { plan } }, sku);
 * read.ok && formatImageReference(read.value.reference);
 * // => "azure-marketplace:kinvolk/flatcar-container-linux-free/stable/4230.2.3?thirdParty=true"
 * ```
 */
export function parseMarketplaceImage(
  body: JsonValue,
  scope: MarketplaceScope,
): Parsed<AzureImageFacts> {
  const version = textAt(body, "/name");
  if (version === undefined) {
    return refuseAnswer("the answer names no version", "", body);
  }
  const properties = mapAt(body, "/properties");
  const given = valueAt(body, "/properties/plan") ?? null;
  const plan = given === null ? undefined : armPlan(given);
  if (given !== null && plan === undefined) {
    const message = "the plan of the image lacks its publisher, name or product";
    return refuseAnswer(message, "/properties/plan", given);
  }
  const { publisher, offer, sku } = scope;
  const reference: AzureMarketplaceReference = {
    kind: "azure-marketplace",
    publisher,
    offer,
    sku,
    version,
    thirdParty: plan !== undefined,
  };
  return withFacts(reference, body, {
    ...texts(properties, ["hyperVGeneration", "architecture"]),
    ...osTypeFact(body),
    ...(plan !== undefined && { plan }),
    ...texts(mapAt(body, "/properties/imageDeprecationStatus"), [
      "imageState",
      "scheduledDeprecationTime",
    ]),
  });
}

function osTypeFact(body: JsonValue): { readonly osType?: string } {
  const osType = textAt(body, "/properties/osDiskImage/operatingSystem");
  return osType === undefined ? {} : { osType };
}

function withFacts(
  reference: AzureImageFacts["reference"],
  body: JsonValue,
  facts: Omit<AzureImageFacts, "reference">,
): Parsed<AzureImageFacts> {
  const place = isJsonObject(body) ? texts(body, ["location"]) : {};
  return toParsed({ reference, ...place, ...facts }, doubtfulNames(reference));
}
