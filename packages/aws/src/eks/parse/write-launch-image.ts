import {
  type FoundReference,
  formatImageReference,
  type ImageReference,
  type JsonObject,
  type Parsed,
  replaceAt,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { formOfImageText, isParameterPlace, launchImages } from "./launch-images.ts";

/**
 * The document with another image at a place that `launchImages` found, in the form of the place:
 * an AMI id, or the name of an SSM parameter.
 *
 * @example
 * ```ts
 * const request = { LaunchTemplateData: { ImageId: "ami-09709369c53539c11", KeyName: "ops" } };
 * const written = writeLaunchImage(request, {
 *   pointer: "/LaunchTemplateData/ImageId",
 *   reference: { kind: "ssm-parameter", name: "/images/node" },
 * });
 * written.ok && written.value;
 * // => { LaunchTemplateData: { ImageId: "resolve:ssm:/images/node", KeyName: "ops" } }
 * ```
 */
export function writeLaunchImage(
  object: JsonObject,
  { pointer, reference }: FoundReference,
): Parsed<JsonObject> {
  const read = launchImages(object);
  const isFound = read.ok && read.value.some((one) => one.pointer === pointer);
  const before = valueAt(object, pointer);
  if (!isFound || typeof before !== "string") {
    return refused("EKS_REFERENCE_PLACE", "no image was found at this place", pointer);
  }
  const text = textOf(object, pointer, before, reference);
  if (text === undefined) {
    const message = `${formatImageReference(reference)} cannot be written here`;
    return refused("EKS_REFERENCE_KIND", message, pointer);
  }
  const written = replaceAt(object, pointer, text);
  return written === undefined
    ? refused("EKS_REFERENCE_PLACE", "the place cannot be reached", pointer)
    : toParsed(written);
}

function textOf(
  object: JsonObject,
  pointer: string,
  before: string,
  reference: ImageReference,
): string | undefined {
  const takesName = isParameterPlace(object, pointer);
  if (reference.kind === "ami") {
    return takesName ? undefined : reference.id;
  }
  if (reference.kind !== "ssm-parameter" || /[{}]/u.test(reference.name)) {
    return undefined;
  }
  if (takesName) {
    return reference.name;
  }
  if (pointer.startsWith("/Parameters/")) {
    // A value of a stack's parameter is no place for a reference that CloudFormation resolves.
    return formOfImageText(before) === "id" ? undefined : dialect(before, reference.name);
  }
  return dialect(before, reference.name, pointer.startsWith("/Resources/"));
}

function dialect(before: string, name: string, isStack = false): string {
  const form = formOfImageText(before);
  return form === "stack-ssm" || (form === "id" && isStack)
    ? `{{resolve:ssm:${name}}}`
    : `resolve:ssm:${name}`;
}

function refused(
  code: "EKS_REFERENCE_KIND" | "EKS_REFERENCE_PLACE",
  message: string,
  pointer: string,
): Parsed<never> {
  return { ok: false, diagnostics: [eksManifestDiagnostics.report(code, { message, pointer })] };
}
