import {
  type AzureCommunityGalleryReference,
  type AzureGalleryReference,
  type AzureManagedImageReference,
  type AzureSharedGalleryReference,
  type Parsed,
  showValue,
  toParsed,
  valueRefused,
} from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import { latestVersion } from "./image-version.ts";

/** What Azure has an id for. Plans are no part of an id. */
export type AzureImageId =
  | AzureGalleryReference
  | AzureCommunityGalleryReference
  | AzureSharedGalleryReference
  | AzureManagedImageReference;

/** The segments of each id; what stands in braces is a name. */
const forms = {
  "azure-gallery":
    "subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/galleries/{gallery}/images/{definition}/versions/{version}",
  "azure-managed-image":
    "subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/images/{name}",
  "azure-community-gallery": "CommunityGalleries/{gallery}/Images/{definition}/Versions/{version}",
  "azure-shared-gallery": "SharedGalleries/{gallery}/Images/{definition}/Versions/{version}",
} as const;

const kinds = [
  "azure-gallery",
  "azure-managed-image",
  "azure-community-gallery",
  "azure-shared-gallery",
] as const;

/**
 * The id Azure knows an image by.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a name that is empty or holds a slash
 * @example
 * ```ts
 * const subscriptionId = "01234567-89ab-cdef-0123-4567890abcde";
 * formatImageId({
 *   kind: "azure-managed-image",
 *   subscriptionId,
 *   resourceGroup: "images",
 *   name: "node",
 * });
 * // => `/subscriptions/${subscriptionId}/resourceGroups/images` +
 * //    "/providers/Microsoft.Compute/images/node"
 * ```
 */
export function formatImageId(reference: AzureImageId): string {
  const names = [...namesOf(reference)];
  const bad = names.find((name) => name === "" || name.includes("/"));
  if (bad !== undefined) {
    throw valueRefused("azure-image-id", "", `${showValue(bad)} cannot be a segment`);
  }
  const words = forms[reference.kind]
    .split("/")
    .map((word) => (isPlace(word) ? names.shift() : word));
  return `/${words.join("/")}`;
}

/**
 * Reads the id of a managed image or of an image in any gallery. Names keep their case; the words
 * between them are compared without it, as Azure does. An id without a version means `latest`.
 *
 * @example
 * ```ts
 * const parsed = parseImageId(
 *   "/subscriptions/0123/resourceGroups/images/providers/Microsoft.Compute/images/node",
 * );
 * parsed.ok && parsed.value;
 * // => {
 * //      kind: "azure-managed-image",
 * //      subscriptionId: "0123",
 * //      resourceGroup: "images",
 * //      name: "node",
 * //    }
 * ```
 */
export function parseImageId(text: string): Parsed<AzureImageId> {
  for (const kind of kinds) {
    const names = matchForm(forms[kind], text);
    if (names !== undefined) {
      return toParsed(idOf(kind, names));
    }
  }
  return {
    ok: false,
    diagnostics: [
      azureDiagnostics.report("AZURE_IMAGE_ID_FORM", {
        message: "the text is no id of an image",
        found: showValue(text),
        expected: `/${forms["azure-managed-image"]}`,
      }),
    ],
  };
}

/** The names in the places of a form, the version perhaps left out; undefined for another form. */
function matchForm(form: string, text: string): readonly string[] | undefined {
  const words = form.split("/");
  const segments = text.split("/");
  const missing = words.length + 1 - segments.length;
  const mayLackVersion = form.endsWith("/{version}");
  if (segments[0] !== "" || !(missing === 0 || (missing === 2 && mayLackVersion))) {
    return undefined;
  }
  const names: string[] = [];
  for (const [index, segment] of segments.slice(1).entries()) {
    const word = words[index] ?? "";
    if (isPlace(word) && segment !== "") {
      names.push(segment);
    } else if (word.toLowerCase() !== segment.toLowerCase()) {
      return undefined;
    }
  }
  return names;
}

function idOf(kind: AzureImageId["kind"], names: readonly string[]): AzureImageId {
  const [a = "", b = "", c = "", d = "", e = latestVersion] = names;
  switch (kind) {
    case "azure-gallery":
      return { kind, subscriptionId: a, resourceGroup: b, gallery: c, definition: d, version: e };
    case "azure-managed-image":
      return { kind, subscriptionId: a, resourceGroup: b, name: c };
    case "azure-community-gallery":
    case "azure-shared-gallery":
      return { kind, gallery: a, definition: b, version: c === "" ? latestVersion : c };
  }
}

function namesOf(reference: AzureImageId): readonly string[] {
  switch (reference.kind) {
    case "azure-gallery": {
      const { subscriptionId, resourceGroup, gallery, definition, version } = reference;
      return [subscriptionId, resourceGroup, gallery, definition, version];
    }
    case "azure-managed-image":
      return [reference.subscriptionId, reference.resourceGroup, reference.name];
    case "azure-community-gallery":
    case "azure-shared-gallery":
      return [reference.gallery, reference.definition, reference.version];
  }
}

function isPlace(word: string): boolean {
  return word.startsWith("{");
}
