import {
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  type Parsed,
  replaceAt,
  showValue,
  toJsonValue,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type AzureReference, isAzureReference } from "../azure-reference.ts";
import { type ImageVariant, imageVariants } from "../image-variant-rules.ts";
import { isSame } from "../json-fields.ts";
import { poolImageFaults } from "../pool-image.ts";
import { directShared, referenceFindings } from "../reference-findings.ts";
import { imageField } from "../render/image.ts";
import { parseManifest, servedVersion } from "./manifest.ts";

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
  const read = parseManifest(object);
  const found = read.ok ? read.value.find((one) => one.pointer === pointer) : undefined;
  const image = valueAt(object, pointer);
  if (found === undefined || !isJsonObject(image)) {
    const message = "there is no image that can be read at this place";
    return refused(azureDiagnostics.report("AZURE_WRITE_PLACE", { message, pointer }));
  }
  if (!isAzureReference(reference)) {
    return refused(unwritable(reference.kind, pointer));
  }
  const isShared = Object.hasOwn(image, "sharedGallery");
  const isCurrent = objectKind(object)?.version === servedVersion;
  if (isSame(toJsonValue(found.reference), toJsonValue(reference)) && !(isShared && isCurrent)) {
    return toParsed(object);
  }
  const diagnostics = [
    ...(isCurrent ? [] : [oldVersion(object)]),
    ...referenceFindings(reference, "AZURE_REFERENCE_FORM", () => pointer),
    ...(isShared ? [migrated(pointer)] : []),
    ...read.diagnostics.filter(({ code }) => code === "AZURE_PLAN_PARTIAL"),
    ...(objectKind(object)?.kind === "AzureMachinePool"
      ? poolImageFaults({ reference, isShared: false }, pointer)
      : []),
  ];
  const written = replaceAt(object, pointer, withReference(image, reference));
  if (written === undefined) {
    throw new Error("an image that was read has a place");
  }
  return toParsed(written, diagnostics);
}

/** The image in its new form, in the place of the old; what is no form of an image stays. */
function withReference(image: JsonObject, reference: AzureReference): JsonObject {
  const variant = imageVariants.find((name) => Object.hasOwn(image, name)) ?? "id";
  const written = imageField(reference, { galleryImageAsId: variant === "id" });
  return Object.fromEntries(
    Object.entries(image).flatMap(([key, old]) =>
      key === variant
        ? Object.entries(written).map(([name, now]): readonly [string, JsonValue] => [
            name,
            isSameForm(variant, name) ? mergeVariant(old, now) : now,
          ])
        : [[key, old]],
    ),
  );
}

/** `computeGallery` has the fields of `sharedGallery`, so that what nobody knows moves along. */
function isSameForm(before: ImageVariant, after: string): boolean {
  return before === after || (before === "sharedGallery" && after === "computeGallery");
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

function unwritable(kind: string, pointer: string): Diagnostic {
  if (kind === "azure-shared-gallery") {
    return directShared(pointer, kind);
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
  const facts = { message, pointer: "/apiVersion", found, expected: servedVersion };
  return azureDiagnostics.report("AZURE_WRITE_VERSION", facts);
}

function refused(diagnostic: Diagnostic): Parsed<JsonObject> {
  return { ok: false, diagnostics: [diagnostic] };
}
