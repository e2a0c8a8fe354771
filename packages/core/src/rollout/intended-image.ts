import type { CloudStackTemplateReference, ImageReference } from "../image/image-reference.ts";
import type { RolloutIntent } from "./rollout-verdict.ts";

/**
 * The references that mean the intended image: the one that is named, else those of the record.
 *
 * @example
 * ```ts
 * intendedImages({ kubernetesVersion: "1.34.1" }); // => []
 * intendedImages({ image: { kind: "ami", id: "ami-0a1b2c3d" } }).length; // => 1
 * ```
 */
export function intendedImages({ image, record }: RolloutIntent): readonly ImageReference[] {
  return [...(image === undefined ? [] : [image]), ...(record?.references ?? [])];
}

/**
 * What is intended of the image alone, where the version is proven by somebody else.
 *
 * @example
 * ```ts
 * imageIntent({ kubernetesVersion: "1.34.1", image: { kind: "ami", id: "ami-0a1b2c3d" } });
 * // => { image: { kind: "ami", id: "ami-0a1b2c3d" } }
 * ```
 */
export function imageIntent({ image, record }: RolloutIntent): RolloutIntent {
  return { ...(image !== undefined && { image }), ...(record !== undefined && { record }) };
}

/**
 * The intended images as a person reads them.
 *
 * @example
 * ```ts
 * intendedImageText({ image: { kind: "ami", id: "ami-0a1b2c3d", region: "eu-west-1" } });
 * // => "ami id=ami-0a1b2c3d, region=eu-west-1"
 * ```
 */
export function intendedImageText(intended: RolloutIntent): string {
  return [...new Set(intendedImages(intended).map(imageText))].join(" or ");
}

/**
 * An image as a person reads it: its kind, and every field. Of any reference whatever, also of one
 * that names nothing.
 *
 * @example
 * ```ts
 * imageText({ kind: "karpenter-ami-selector", terms: [{ alias: "al2023@latest" }] });
 * // => 'karpenter-ami-selector terms=[{"alias":"al2023@latest"}]'
 * ```
 */
export function imageText({ kind, ...fields }: ImageReference): string {
  const texts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [kind, texts.toSorted().join(", ")].join(" ");
}

/**
 * Whether a machine's image is the intended one. Where both name an image in a way that cannot be
 * compared (a lookup and an id), neither yes nor no is the answer.
 *
 * A region or zone that only one of two names says does not tell them apart.
 *
 * @returns undefined where the reference does not tell, or no image is intended
 * @example
 * ```ts
 * const intended = { image: { kind: "ami", id: "ami-0a1b2c3d", region: "eu-west-1" } } as const;
 * isIntendedImage({ kind: "ami", id: "ami-0a1b2c3d" }, intended); // => true
 * isIntendedImage({ kind: "ami", id: "ami-0f0f0f0f" }, intended); // => false
 * isIntendedImage({ kind: "ami-lookup" }, intended); // => undefined
 * ```
 */
export function isIntendedImage(
  found: ImageReference,
  intended: RolloutIntent,
): boolean | undefined {
  const answers = new Set(intendedImages(intended).map((wanted) => isSameImage(found, wanted)));
  if (answers.has(true)) {
    return true;
  }
  return answers.has(false) ? false : undefined;
}

function isSameImage(a: ImageReference, b: ImageReference): boolean | undefined {
  if (a.kind === "ami" && b.kind === "ami") {
    return a.id === b.id && agree(a.region, b.region) !== false;
  }
  if (a.kind === "cloudstack-template" && b.kind === "cloudstack-template") {
    return isSameTemplate(a, b);
  }
  if (a.kind !== b.kind) {
    return undefined;
  }
  const [left, right] = [exactText(a), exactText(b)];
  return a.kind.startsWith("azure-")
    ? left.toLowerCase() === right.toLowerCase()
    : left === right || undefined;
}

/** The same of two references only if every field is; of one that names nothing too. */
function exactText(reference: ImageReference): string {
  return JSON.stringify(
    Object.entries(reference)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** By id where both have one, else by name. */
function isSameTemplate(
  a: CloudStackTemplateReference,
  b: CloudStackTemplateReference,
): boolean | undefined {
  if (agree(a.zone, b.zone) === false) {
    return undefined;
  }
  return agree(a.id, b.id) ?? agree(a.name, b.name);
}

function agree(a: string | undefined, b: string | undefined): boolean | undefined {
  return a === undefined || b === undefined ? undefined : a === b;
}
