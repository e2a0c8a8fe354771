import {
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
import type { AzureReference } from "../azure-reference.ts";
import { parseImageId } from "../image-id.ts";
import {
  checkVariants,
  type ImageVariant,
  imageVariants as variants,
  variantRefusals,
} from "../image-variant-rules.ts";
import { referenceFindings } from "../reference-findings.ts";
import { usageHints } from "../usage-hints.ts";
import { fieldReader } from "./image-fields.ts";
import { parseComputeGallery, parseMarketplace, parseSharedGallery } from "./image-variants.ts";

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
  const given = variants.filter((variant) => Object.hasOwn(image, variant));
  const diagnostics: Diagnostic[] = [...checkVariants(given, at)];
  fieldReader(image, at, diagnostics).noOthers(variants);
  const references = given.map((variant) =>
    parseVariant(variant, ownValue(image, variant), `${at}/${variant}`, diagnostics),
  );
  const [reference] = references;
  if (reference === undefined) {
    return { ok: false, diagnostics };
  }
  return toParsed(reference, [...diagnostics, ...doubts(reference, image, at)]);
}

function parseVariant(
  variant: ImageVariant,
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
    const message = variantRefusals.emptyId;
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

/** How an empty text is shown: reading it has found it already. */
const emptyText = showValue("");

/** What the API server admits, but Azure does not know, or does not keep. */
function doubts(reference: AzureReference, image: JsonObject, at: string): readonly Diagnostic[] {
  const variant = variants.find((name) => Object.hasOwn(image, name)) ?? "id";
  const place = (field: string): string => {
    const spelled = manifestFields.get(field) ?? field;
    return variant === "id" ? `${at}/id` : `${at}/${variant}/${spelled}`;
  };
  const faults = referenceFindings(reference, "AZURE_REFERENCE_DOUBTFUL", place).filter(
    ({ found }) => found !== emptyText,
  );
  return [...faults, ...usageHints(reference, place)];
}

/** Fields a manifest spells differently. */
const manifestFields: ReadonlyMap<string, string> = new Map([
  ["subscriptionId", "subscriptionID"],
  ["definition", "name"],
]);
