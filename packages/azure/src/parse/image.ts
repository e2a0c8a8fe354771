import {
  type AzurePlan,
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { parseImageId } from "../image-id.ts";
import { latestVersion } from "../image-version.ts";
import { type AzureReference, referenceFaults } from "../lint/reference-form.ts";
import { fieldReader } from "./image-fields.ts";

/** The four ways to name an image, in the order CAPZ checks them. */
const variants = ["id", "marketplace", "sharedGallery", "computeGallery"] as const;
type Variant = (typeof variants)[number];

/**
 * Reads the `image` of a machine of CAPZ: what its schema and its webhook refuse is an error, what
 * they let pass but Azure does not is a warning.
 *
 * @param at - JSON Pointer of the image in its object
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azureimage_validation.go
 */
export function parseImage(image: JsonValue, at: string): Parsed<AzureReference> {
  if (!isJsonObject(image)) {
    const facts = { message: "`image` is no object", pointer: at, found: showValue(image) };
    return { ok: false, diagnostics: [azureDiagnostics.report("AZURE_IMAGE_FIELD", facts)] };
  }
  const diagnostics: Diagnostic[] = [...checkVariants(image, at)];
  fieldReader(image, at, diagnostics).noOthers(variants);
  const references = variants
    .filter((variant) => Object.hasOwn(image, variant))
    .map((variant) =>
      parseVariant(variant, ownValue(image, variant), `${at}/${variant}`, diagnostics),
    );
  const [reference] = references;
  if (reference === undefined) {
    return { ok: false, diagnostics };
  }
  return toParsed(reference, [...diagnostics, ...doubts(reference, image, at)]);
}

/** CAPZ's rule that exactly one variant is set, in its own words. */
function checkVariants(image: JsonObject, at: string): readonly Diagnostic[] {
  const present = variants.filter((variant) => Object.hasOwn(image, variant));
  if (present.length === 0) {
    const message = "You must supply an ID, Marketplace or ComputeGallery image details";
    return [azureDiagnostics.report("AZURE_IMAGE_REQUIRED", { message, pointer: at })];
  }
  return present.slice(1).map((variant) =>
    azureDiagnostics.report("AZURE_IMAGE_VARIANTS", {
      message: forbidden[variant],
      pointer: `${at}/${variant}`,
      found: present.join(", "),
    }),
  );
}

const forbidden: Readonly<Record<Variant, string>> = {
  id: "",
  marketplace: "Marketplace cannot be used as an image ID has been specified",
  sharedGallery:
    "SharedGallery cannot be used as an image ID. Marketplace or ComputeGallery images has been specified",
  computeGallery:
    "ComputeGallery cannot be used as an image ID. Marketplace or SharedGallery images has been specified",
};

function parseVariant(
  variant: Variant,
  value: JsonValue | undefined,
  at: string,
  diagnostics: Diagnostic[],
): AzureReference | undefined {
  if (variant === "id") {
    return parseId(value, at, diagnostics);
  }
  if (!isJsonObject(value)) {
    const facts = { message: `${variant} is no object`, pointer: at, found: showValue(value) };
    diagnostics.push(azureDiagnostics.report("AZURE_IMAGE_FIELD", facts));
    return undefined;
  }
  switch (variant) {
    case "marketplace":
      return parseMarketplace(value, at, diagnostics);
    case "sharedGallery":
      return parseSharedGallery(value, at, diagnostics);
    case "computeGallery":
      return parseComputeGallery(value, at, diagnostics);
  }
}

function parseId(
  value: JsonValue | undefined,
  at: string,
  diagnostics: Diagnostic[],
): AzureReference | undefined {
  if (typeof value !== "string" || value === "") {
    const message = "ID cannot be empty when specifying an AzureImageByID";
    const facts = { message, pointer: at, found: showValue(value), expected: "an ARM id" };
    diagnostics.push(azureDiagnostics.report("AZURE_IMAGE_FIELD", facts));
    return undefined;
  }
  const parsed = parseImageId(value);
  diagnostics.push(...parsed.diagnostics.map((found) => ({ ...found, pointer: at })));
  if (!parsed.ok) {
    return undefined;
  }
  const reference = parsed.value;
  if (reference.kind === "azure-gallery" || reference.kind === "azure-managed-image") {
    return reference;
  }
  const message = "this id is of a gallery that Azure does not read in `id`";
  const facts = { message, pointer: at, found: showValue(value) };
  diagnostics.push(azureDiagnostics.report("AZURE_IMAGE_ID_KIND", facts));
  return undefined;
}

function parseMarketplace(
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

function parseComputeGallery(
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
  diagnostics.push(...checkIds(object, at));
  return { kind: "azure-community-gallery", ...inGallery };
}

/** CAPZ's rule that a private gallery has both ids, in its own words. */
function checkIds(object: JsonObject, at: string): readonly Diagnostic[] {
  const has = (name: string): boolean => Object.hasOwn(object, name);
  if (has("subscriptionID") === has("resourceGroup")) {
    return [];
  }
  const message = has("subscriptionID")
    ? "ResourceGroup cannot be empty when SubscriptionID is specified"
    : "SubscriptionID cannot be empty when ResourceGroup is specified";
  return [azureDiagnostics.report("AZURE_GALLERY_IDS", { message, pointer: at })];
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

function parseSharedGallery(
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

/** What the API server admits, but Azure does not know, or does not keep. */
function doubts(reference: AzureReference, image: JsonObject, at: string): readonly Diagnostic[] {
  const variant = variants.find((name) => Object.hasOwn(image, name)) ?? "id";
  const place = (field: string): string => {
    const spelled = manifestFields.get(field) ?? field;
    return variant === "id" ? `${at}/id` : `${at}/${variant}/${spelled}`;
  };
  const faults = referenceFaults(reference)
    .filter(({ value }) => value !== "")
    .map(({ field, value, expected }) =>
      azureDiagnostics.report("AZURE_REFERENCE_DOUBTFUL", {
        message: `Azure has no ${field} of this form`,
        pointer: place(field),
        found: showValue(value),
        expected,
      }),
    );
  return [...faults, ...usageHints(reference, place)];
}

/** Fields a manifest spells differently. */
const manifestFields: ReadonlyMap<string, string> = new Map([
  ["subscriptionId", "subscriptionID"],
  ["definition", "name"],
]);

/** What holds for a reference wherever it stands. */
export function usageHints(
  reference: AzureReference,
  place: (field: string) => string,
): readonly Diagnostic[] {
  if (reference.kind === "azure-managed-image") {
    const message = "a managed image serves one region, and 20 machines at a time";
    return [azureDiagnostics.report("AZURE_MANAGED_IMAGE", { message, pointer: place("name") })];
  }
  if (reference.version !== latestVersion) {
    return [];
  }
  const message = "`latest` is resolved anew for every machine";
  return [
    azureDiagnostics.report("AZURE_VERSION_UNPINNED", { message, pointer: place("version") }),
  ];
}
