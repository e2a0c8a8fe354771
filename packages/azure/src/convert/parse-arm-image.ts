import {
  type AzurePlan,
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  textAt,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type AzureImageId, parseImageId } from "../image-id.ts";
import type { ArmReference } from "./arm-image.ts";
import { armPlan, armPlanFields } from "./arm-plan.ts";

/** The id each field holds. */
const idFields = {
  id: ["azure-gallery", "azure-managed-image"],
  communityGalleryImageId: ["azure-community-gallery"],
  sharedGalleryImageId: ["azure-shared-gallery"],
} as const;

const urnFields = ["publisher", "offer", "sku", "version"] as const;

/** Fields the API fills in itself. */
const answered: ReadonlySet<string> = new Set(["exactVersion"]);

/**
 * Reads what Azure's API says of a machine's image: `storageProfile.imageReference`, and the
 * `plan` beside the machine's properties.
 *
 * @returns refused where the reference would lose something: two ways at once, a plan of a managed
 *   image or of a gallery that is shared directly, a plan that is not the marketplace image's own,
 *   a promotion code, fields nobody knows
 * @example
 * ```ts
 * import { formatImageReference } from "@imagewright/core";
 *
 * const image = parseArmImage({
 *   imageReference: { communityGalleryImageId: "/CommunityGalleries/G/Images/node/Versions/1.34.1" },
 * });
 * image.ok && formatImageReference(image.value);
 * // => "azure-community-gallery:G/node/1.34.1"
 * ```
 */
export function parseArmImage(image: {
  readonly imageReference: JsonValue;
  readonly plan?: JsonValue;
}): Parsed<ArmReference> {
  const { imageReference, plan } = image;
  if (!isJsonObject(imageReference)) {
    return refused([loss("imageReference is no object", "/imageReference", imageReference)]);
  }
  const read = parsePlan(plan);
  const strangers = checkFields(imageReference);
  const ids = Object.keys(idFields).filter((name) => Object.hasOwn(imageReference, name));
  const hasUrn = urnFields.some((name) => Object.hasOwn(imageReference, name));
  if (ids.length + (hasUrn ? 1 : 0) !== 1) {
    const message = "an image is named by one id, or by publisher, offer, SKU and version";
    return refused([...strangers, loss(message, "/imageReference", imageReference)]);
  }
  const parsed = hasUrn
    ? parseParts(imageReference, read.plan)
    : parseIdField(imageReference, read.plan);
  const diagnostics = [...strangers, ...read.diagnostics, ...parsed.diagnostics];
  return parsed.ok ? toParsed(parsed.value, diagnostics) : refused(diagnostics);
}

function parseIdField(
  imageReference: JsonObject,
  plan: AzurePlan | undefined,
): Parsed<ArmReference> {
  const fields = ["id", "communityGalleryImageId", "sharedGalleryImageId"] as const;
  const field = fields.find((name) => Object.hasOwn(imageReference, name)) ?? "id";
  const pointer = `/imageReference/${field}`;
  const parsed = parseImageId(textAt(imageReference, `/${field}`) ?? "");
  if (!parsed.ok) {
    return refused(parsed.diagnostics.map((found) => ({ ...found, pointer })));
  }
  const reference = parsed.value;
  const kinds: readonly AzureImageId["kind"][] = idFields[field];
  if (!kinds.includes(reference.kind)) {
    const message = `an id of kind ${reference.kind} does not stand in ${field}`;
    return refused([loss(message, pointer, imageReference[field] ?? null)]);
  }
  if (plan === undefined) {
    return toParsed(reference);
  }
  if (reference.kind === "azure-gallery" || reference.kind === "azure-community-gallery") {
    return toParsed({ ...reference, plan });
  }
  const message = `a reference of kind ${reference.kind} has no place for a plan`;
  return refused([loss(message, "/plan", { ...plan })]);
}

function parseParts(imageReference: JsonObject, plan: AzurePlan | undefined): Parsed<ArmReference> {
  const [publisher = "", offer = "", sku = "", version = ""] = urnFields.map((name) =>
    textAt(imageReference, `/${name}`),
  );
  const missing = urnFields.filter((name) => (textAt(imageReference, `/${name}`) ?? "") === "");
  const isOther =
    plan !== undefined &&
    (plan.publisher !== publisher || plan.offer !== offer || plan.sku !== sku);
  const faults = [
    ...missing.map((name) => loss(`${name} is missing`, `/imageReference/${name}`, imageReference)),
    ...(isOther
      ? [
          loss("the plan is not that of the image, and a reference cannot say so", "/plan", {
            ...plan,
          }),
        ]
      : []),
  ];
  const thirdParty = plan !== undefined;
  return faults.length > 0
    ? refused(faults)
    : toParsed({ kind: "azure-marketplace", publisher, offer, sku, version, thirdParty });
}

function parsePlan(plan: JsonValue | undefined): {
  readonly plan?: AzurePlan;
  readonly diagnostics: readonly Diagnostic[];
} {
  const given = plan ?? null;
  if (given === null) {
    return { diagnostics: [] };
  }
  const read = armPlan(given);
  const others = isJsonObject(given)
    ? Object.keys(given).filter((name) => !armPlanFields.includes(name))
    : [];
  if (read === undefined || others.length > 0) {
    const message = "a plan that a reference can carry has publisher, name and product alone";
    return { diagnostics: [loss(message, "/plan", given)] };
  }
  return { plan: read, diagnostics: [] };
}

function checkFields(imageReference: JsonObject): readonly Diagnostic[] {
  const known: ReadonlySet<string> = new Set([...Object.keys(idFields), ...urnFields]);
  return Object.keys(imageReference)
    .filter((name) => !known.has(name) && !answered.has(name))
    .map((name) =>
      loss(
        `${showValue(name)} has no place in a reference`,
        "/imageReference",
        ownValue(imageReference, name) ?? null,
      ),
    );
}

function loss(message: string, pointer: string, value: JsonValue): Diagnostic {
  return azureDiagnostics.report("AZURE_ARM_IMAGE", { message, pointer, found: showValue(value) });
}

function refused(diagnostics: readonly Diagnostic[]): Parsed<ArmReference> {
  return { ok: false, diagnostics };
}
