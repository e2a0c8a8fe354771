import {
  type AzureMarketplaceReference,
  type Parsed,
  showValue,
  toParsed,
  valueRefused,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { referenceFaults } from "../azure-reference.ts";

/**
 * The URN of a marketplace image: `publisher:offer:sku:version`. It does not say whether the
 * image has a plan.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a part that Azure cannot have
 * @example
 * ```ts
 * formatUrn({
 *   kind: "azure-marketplace",
 *   publisher: "kinvolk",
 *   offer: "flatcar-container-linux-free",
 *   sku: "stable",
 *   version: "4230.2.3",
 *   thirdParty: true,
 * });
 * // => "kinvolk:flatcar-container-linux-free:stable:4230.2.3"
 * ```
 */
export function formatUrn(reference: AzureMarketplaceReference): string {
  const [fault] = referenceFaults(reference);
  if (fault !== undefined) {
    throw valueRefused("azure-urn", `/${fault.field}`, `not ${fault.expected}`);
  }
  const { publisher, offer, sku, version } = reference;
  return [publisher, offer, sku, version].join(":");
}

/**
 * Reads the URN of a marketplace image.
 *
 * @param options - `thirdParty`: whether the image has a plan, which no URN says; false where
 *   left out
 * @example
 * ```ts
 * const read = parseUrn("cncf-upstream:capi:ubuntu-2204-gen1:130.3.20240717");
 * read.ok && read.value.sku; // => "ubuntu-2204-gen1"
 * parseUrn("Ubuntu2204").diagnostics.map(({ code }) => code); // => ["AZURE_URN_FORM"]
 * ```
 */
export function parseUrn(
  text: string,
  options: { readonly thirdParty?: boolean } = {},
): Parsed<AzureMarketplaceReference> {
  const parts = text.split(":");
  const [publisher = "", offer = "", sku = "", version = ""] = parts;
  const { thirdParty = false } = options;
  const value = { kind: "azure-marketplace", publisher, offer, sku, version, thirdParty } as const;
  const [fault] = referenceFaults(value);
  if (parts.length === 4 && fault === undefined) {
    return toParsed(value);
  }
  const message =
    parts.length === 4 ? `Azure has no ${fault?.field} of this form` : "a URN has four parts";
  const facts = { message, found: showValue(text), expected: "publisher:offer:sku:version" };
  return { ok: false, diagnostics: [azureDiagnostics.report("AZURE_URN_FORM", facts)] };
}
