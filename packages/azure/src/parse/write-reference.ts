import {
  type Diagnostic,
  type FoundReference,
  formatImageReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  type Parsed,
  replaceAt,
  showValue,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type AzureReference, isAzureReference, referenceFaults } from "../azure-reference.ts";
import { imageVariants } from "../image-variant-rules.ts";
import { imageField } from "../render/image.ts";
import { capzVersion, parseManifest, poolImageFaults } from "./manifest.ts";

/**
 * An AzureMachineTemplate, AzureMachine or AzureMachinePool with another image at the place
 * `readManifest` found. What is no part of the image stays as it is, fields that nobody knows
 * included, and so does the form: a gallery image that stands in `id` stays there unless it has a
 * plan. The deprecated `sharedGallery` becomes `computeGallery`, and a finding says so.
 *
 * @returns refusals for references CAPZ has no field for, for names Azure cannot have, for places
 *   that hold no image, and for a change of an object whose API version lacks `computeGallery`
 * @example
 * ```ts
 * import { parseImageReference, valueAt } from "@imagewright/core";
 *
 * const pool = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
 *   kind: "AzureMachinePool",
 *   metadata: { name: "prod-mp-0" },
 *   spec: {
 *     location: "westeurope",
 *     template: {
 *       vmSize: "Standard_D2s_v5",
 *       image: {
 *         computeGallery: {
 *           gallery: "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019",
 *           name: "capi-ubun2-2404",
 *           version: "1.33.2",
 *         },
 *       },
 *     },
 *   },
 * };
 * const found = parseImageReference(
 *   "azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.34.1",
 * );
 * const reference = found.ok && found.value;
 * const written =
 *   reference && writeAzureReference(pool, { pointer: "/spec/template/image", reference });
 * written && written.ok && valueAt(written.value, "/spec/template/image/computeGallery/version");
 * // => "1.34.1"
 * ```
 */
export function writeAzureReference(
  object: JsonObject,
  { pointer, reference }: FoundReference,
): Parsed<JsonObject> {
  const [found] = foundAt(object, pointer);
  const image = valueAt(object, pointer);
  if (found === undefined || !isJsonObject(image)) {
    const message = "there is no image that can be read at this place";
    return refused(azureDiagnostics.report("AZURE_WRITE_PLACE", { message, pointer }));
  }
  if (!isAzureReference(reference)) {
    return refused(unwritable(reference.kind, pointer));
  }
  const isShared = Object.hasOwn(image, "sharedGallery");
  const isEqual = formatImageReference(found.reference) === formatImageReference(reference);
  const isCurrent = objectKind(object)?.version === capzVersion;
  if (isEqual && !(isShared && isCurrent)) {
    return toParsed(object);
  }
  const diagnostics = [
    ...(isCurrent ? [] : [oldVersion(object)]),
    ...formFaults(reference, pointer),
    ...(isShared ? [migrated(pointer)] : []),
    ...(objectKind(object)?.kind === "AzureMachinePool"
      ? poolImageFaults(reference, false, pointer)
      : []),
  ];
  const written = replaceAt(object, pointer, withReference(image, reference));
  return toParsed(written ?? object, diagnostics);
}

function foundAt(object: JsonObject, pointer: string): readonly FoundReference[] {
  const read = parseManifest(object);
  return read.ok ? read.value.filter((one) => one.pointer === pointer) : [];
}

/** The image in its new form, in the place of the old; what is no form of an image stays. */
function withReference(image: JsonObject, reference: AzureReference): JsonObject {
  const variant = imageVariants.find((name) => Object.hasOwn(image, name)) ?? "id";
  const written = imageField(reference, { galleryImageAsId: variant === "id" });
  const [[name, value] = ["id", ""]] = Object.entries(written);
  const old = ownValue(image, variant);
  const merged = name === variant ? mergeVariant(old, value) : value;
  return Object.fromEntries(
    Object.entries(image).map(([key, child]) => (key === variant ? [name, merged] : [key, child])),
  );
}

/** Fields that belong to a reference; others are left as they are. */
const referenceFields: ReadonlySet<string> = new Set([
  "gallery",
  "name",
  "offer",
  "plan",
  "publisher",
  "resourceGroup",
  "sku",
  "subscriptionID",
  "thirdPartyImage",
  "version",
]);

/** New values in the order of the old ones, with what nobody knows, and a flag that was spelled out. */
function mergeVariant(old: JsonValue | undefined, written: JsonValue): JsonValue {
  if (!isJsonObject(old) || !isJsonObject(written)) {
    return written;
  }
  const usual: JsonObject = { thirdPartyImage: false };
  const kept = Object.entries(old).flatMap(([key, value]): readonly [string, JsonValue][] => {
    const now = ownValue(written, key) ?? ownValue(usual, key);
    if (!referenceFields.has(key)) {
      return [[key, value]];
    }
    return now === undefined ? [] : [[key, mergeVariant(value, now)]];
  });
  const added = Object.entries(written).filter(([key]) => !Object.hasOwn(old, key));
  return Object.fromEntries([...kept, ...added]);
}

function formFaults(reference: AzureReference, pointer: string): readonly Diagnostic[] {
  return referenceFaults(reference).map(({ field, value, expected }) =>
    azureDiagnostics.report("AZURE_REFERENCE_FORM", {
      message: `Azure has no ${field} of this form`,
      pointer,
      found: showValue(value),
      expected,
    }),
  );
}

function unwritable(kind: string, pointer: string): Diagnostic {
  if (kind === "azure-shared-gallery") {
    const message = "CAPZ has no field for a gallery that is shared directly";
    return azureDiagnostics.report("AZURE_DIRECT_SHARED", { message, pointer, found: kind });
  }
  const message = `a reference of kind ${kind} is none of Azure's`;
  return azureDiagnostics.report("AZURE_REFERENCE_KIND", { message, pointer, found: kind });
}

function migrated(pointer: string): Diagnostic {
  const message = "`sharedGallery` is written as `computeGallery`";
  return azureDiagnostics.report("AZURE_SHARED_GALLERY_MIGRATED", { message, pointer });
}

function oldVersion(object: JsonObject): Diagnostic {
  const message = "an object of this API version is not given another image";
  const found = showValue(ownValue(object, "apiVersion"));
  const facts = { message, pointer: "/apiVersion", found, expected: capzVersion };
  return azureDiagnostics.report("AZURE_WRITE_VERSION", facts);
}

function refused(diagnostic: Diagnostic): Parsed<JsonObject> {
  return { ok: false, diagnostics: [diagnostic] };
}
