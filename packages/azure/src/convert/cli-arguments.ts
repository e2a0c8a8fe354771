import { type JsonObject, type Parsed, showValue, toParsed } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { parseImageId } from "../image-id.ts";
import { type ArmReference, toArmImage } from "./arm-image.ts";
import { parseArmImage } from "./parse-arm-image.ts";
import { formatUrn, parseUrn } from "./urn.ts";

/**
 * The arguments of `az vm create` and `az vmss create` that name an image: the id or the URN, and
 * the plan where there is one.
 *
 * @returns refused where a name is one that Azure cannot have
 * @example
 * ```ts
 * const words = toCliArguments({
 *   kind: "azure-community-gallery",
 *   gallery: "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019",
 *   definition: "capi-ubun2-2404",
 *   version: "1.34.1",
 * });
 * words.ok && words.value;
 * // => [
 * //      "--image",
 * //      "/CommunityGalleries/ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/Images/capi-ubun2-2404/Versions/1.34.1",
 * //    ]
 * ```
 */
export function toCliArguments(reference: ArmReference): Parsed<readonly string[]> {
  const image = toArmImage(reference);
  if (!image.ok) {
    return image;
  }
  const { imageReference, plan } = image.value;
  const { id, communityGalleryImageId, sharedGalleryImageId } = imageReference;
  const text =
    reference.kind === "azure-marketplace"
      ? formatUrn(reference)
      : (id ?? communityGalleryImageId ?? sharedGalleryImageId ?? "");
  return toParsed([
    "--image",
    text,
    ...(plan === undefined
      ? []
      : [
          "--plan-publisher",
          plan.publisher,
          "--plan-product",
          plan.product,
          "--plan-name",
          plan.name,
        ]),
  ]);
}

/** Arguments that are read, by what they say. */
const known: ReadonlyMap<string, string> = new Map([
  ["--image", "image"],
  ["--plan-publisher", "publisher"],
  ["--plan-product", "product"],
  ["--plan-name", "name"],
]);

/**
 * Reads the arguments of `az vm create` that name an image, as `--image VALUE` or `--image=VALUE`.
 *
 * @returns refused for aliases such as `Ubuntu2204`, which Azure's CLI looks up, for arguments that
 *   stand there twice, and for others, a promotion code for example
 * @example
 * ```ts
 * import { formatImageReference } from "@imagewright/core";
 *
 * const read = parseCliArguments(["--image", "cncf-upstream:capi:ubuntu-2204-gen1:130.3.20240717"]);
 * read.ok && formatImageReference(read.value);
 * // => "azure-marketplace:cncf-upstream/capi/ubuntu-2204-gen1/130.3.20240717"
 * ```
 */
export function parseCliArguments(words: readonly string[]): Parsed<ArmReference> {
  const values = new Map<string, string>();
  const rest = words.flatMap((word) => {
    const equals = word.startsWith("--") ? word.indexOf("=") : -1;
    return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
  });
  for (let index = 0; index < rest.length; index += 2) {
    const [option = "", value] = rest.slice(index, index + 2);
    const name = known.get(option);
    if (name === undefined || value === undefined || values.has(name)) {
      return refuse("an argument is not known, not complete, or there twice", option);
    }
    values.set(name, value);
  }
  const image = values.get("image");
  if (image === undefined) {
    return refuse("--image is missing", words.join(" "));
  }
  const { image: _, ...plan } = Object.fromEntries(values);
  const hasPlan = Object.keys(plan).length > 0;
  const imageReference = imageReferenceOf(image);
  return imageReference === undefined
    ? refuse("this is no id and no URN of an image", image)
    : parseArmImage({ imageReference, ...(hasPlan && { plan }) });
}

function imageReferenceOf(image: string): JsonObject | undefined {
  const urn = parseUrn(image);
  if (urn.ok) {
    const { publisher, offer, sku, version } = urn.value;
    return { publisher, offer, sku, version };
  }
  const id = parseImageId(image);
  if (!id.ok) {
    return undefined;
  }
  switch (id.value.kind) {
    case "azure-community-gallery":
      return { communityGalleryImageId: image };
    case "azure-shared-gallery":
      return { sharedGalleryImageId: image };
    case "azure-gallery":
    case "azure-managed-image":
      return { id: image };
  }
}

function refuse(message: string, found: string): Parsed<ArmReference> {
  const facts = { message, found: showValue(found) };
  return { ok: false, diagnostics: [azureDiagnostics.report("AZURE_CLI_ARGUMENTS", facts)] };
}
