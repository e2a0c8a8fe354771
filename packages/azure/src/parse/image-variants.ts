import { type AzurePlan, type Diagnostic, type JsonObject, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureReference } from "../azure-reference.ts";
import { checkGalleryIds } from "../image-variant-rules.ts";
import { fieldReader } from "./image-fields.ts";

/** An image of the marketplace. */
export function parseMarketplace(
  object: JsonObject,
  at: string,
  diagnostics: Diagnostic[],
): AzureReference {
  const read = fieldReader(object, at, diagnostics);
  read.noOthers(["publisher", "offer", "sku", "version", "thirdPartyImage"]);
  return {
    kind: "azure-marketplace",
    publisher: read.text("publisher"),
    offer: read.text("offer"),
    sku: read.text("sku"),
    version: read.text("version"),
    thirdParty: read.optionalFlag("thirdPartyImage") ?? false,
  };
}

/** An image in a private gallery if it has both ids, else in a community gallery. */
export function parseComputeGallery(
  object: JsonObject,
  at: string,
  diagnostics: Diagnostic[],
): AzureReference {
  const read = fieldReader(object, at, diagnostics);
  read.noOthers(["gallery", "name", "version", "subscriptionID", "resourceGroup", "plan"]);
  const subscriptionId = read.optionalText("subscriptionID");
  const resourceGroup = read.optionalText("resourceGroup");
  const plan = parsePlan(read.optionalObject("plan"), `${at}/plan`, diagnostics);
  const inGallery = {
    gallery: read.text("gallery"),
    definition: read.text("name"),
    version: read.text("version"),
    ...(plan !== undefined && { plan }),
  };
  if (subscriptionId !== undefined && resourceGroup !== undefined) {
    return { kind: "azure-gallery", subscriptionId, resourceGroup, ...inGallery };
  }
  diagnostics.push(
    ...checkGalleryIds(
      {
        subscriptionID: Object.hasOwn(object, "subscriptionID"),
        resourceGroup: Object.hasOwn(object, "resourceGroup"),
      },
      at,
    ),
  );
  return { kind: "azure-community-gallery", ...inGallery };
}

function parsePlan(
  object: JsonObject | undefined,
  at: string,
  diagnostics: Diagnostic[],
): AzurePlan | undefined {
  if (object === undefined) {
    return undefined;
  }
  const read = fieldReader(object, at, diagnostics);
  read.noOthers(["publisher", "offer", "sku"]);
  return { publisher: read.text("publisher"), offer: read.text("offer"), sku: read.text("sku") };
}

/** The deprecated form of an image in a private gallery. */
export function parseSharedGallery(
  object: JsonObject,
  at: string,
  diagnostics: Diagnostic[],
): AzureReference {
  const read = fieldReader(object, at, diagnostics);
  const planFields = ["publisher", "offer", "sku"] as const;
  const fields = ["subscriptionID", "resourceGroup", "gallery", "name", "version"] as const;
  read.noOthers([...fields, ...planFields]);
  const message = "`sharedGallery` is deprecated in favour of `computeGallery`";
  diagnostics.push(
    azureDiagnostics.report("AZURE_SHARED_GALLERY_DEPRECATED", { message, pointer: at }),
  );
  // CAPZ reads an empty text as none here: the schema sets no minimum length.
  const [publisher, offer, sku] = planFields.map((name) =>
    ownValue(object, name) === "" ? undefined : read.optionalText(name),
  );
  const isWhole = publisher !== undefined && offer !== undefined && sku !== undefined;
  if (!isWhole && (publisher ?? offer ?? sku) !== undefined) {
    const missing = "the plan is ignored: publisher, offer and sku are not all set";
    diagnostics.push(
      azureDiagnostics.report("AZURE_PLAN_PARTIAL", { message: missing, pointer: at }),
    );
  }
  return {
    kind: "azure-gallery",
    subscriptionId: read.text("subscriptionID"),
    resourceGroup: read.text("resourceGroup"),
    gallery: read.text("gallery"),
    definition: read.text("name"),
    version: read.text("version"),
    ...(isWhole && { plan: { publisher, offer, sku } }),
  };
}
