import {
  type Diagnostic,
  formatPointer,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  parsePointer,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { amiId } from "../../rules/ami-id.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** How an image stands at a place. */
export type ImageTextForm = "id" | "request-ssm" | "stack-ssm";

/** Where the data of a launch template stands in EC2's request. */
const requestPointer = "/LaunchTemplateData/ImageId";

const stackType = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>";

/** Parameters of upstream's template in a file of parameters that is a map. */
const parameterPointers: readonly string[] = [
  "/Parameters/NodeImageId",
  "/Parameters/NodeImageIdSSMParam",
];

/**
 * The images of what launches nodes: a request for a launch template of EC2, a CloudFormation stack
 * with launch templates, or the parameters of upstream's node group stack.
 *
 * @example
 * ```ts
 * const found = launchImages({
 *   LaunchTemplateName: "workers",
 *   LaunchTemplateData: { ImageId: "resolve:ssm:/images/node" },
 * });
 * found.ok && found.value;
 * // => [
 * //      {
 * //        pointer: "/LaunchTemplateData/ImageId",
 * //        reference: { kind: "ssm-parameter", name: "/images/node" },
 * //      },
 * //    ]
 * ```
 */
export function launchImages(object: JsonObject): Parsed<readonly FoundReference[]> {
  const resources = ownValue(object, "Resources");
  if (ownValue(object, "apiVersion") !== undefined) {
    return toParsed([]);
  }
  if (isJsonObject(resources)) {
    return stackImages(object, resources);
  }
  return toParsed(
    [requestPointer, ...parameterPointers].flatMap((pointer) => imageAt(object, pointer)),
  );
}

/** Whether a place takes the name of a parameter and nothing else. */
export function isParameterPlace(object: JsonObject, pointer: string): boolean {
  const [first, name = "", last] = parsePointer(pointer);
  const type = valueAt(object, formatPointer(["Parameters", name, "Type"]));
  return (
    first === "Parameters" &&
    (last === "Default" ? type === stackType : name === "NodeImageIdSSMParam")
  );
}

/** How an image is written; undefined for a text that is none. */
export function formOfImageText(text: string): ImageTextForm | undefined {
  if (amiId.test(text)) {
    return "id";
  }
  if (/^resolve:ssm:[^{}]+$/u.test(text)) {
    return "request-ssm";
  }
  return /^\{\{resolve:ssm:[^{}]+\}\}$/u.test(text) ? "stack-ssm" : undefined;
}

function imageAt(object: JsonObject, pointer: string): readonly FoundReference[] {
  const value = valueAt(object, pointer);
  if (typeof value !== "string" || value === "") {
    return [];
  }
  if (isParameterPlace(object, pointer)) {
    return [{ pointer, reference: { kind: "ssm-parameter", name: value } }];
  }
  const form = formOfImageText(value);
  if (form === "id") {
    return [{ pointer, reference: { kind: "ami", id: value } }];
  }
  const name = value.replace(/^(?:\{\{)?resolve:ssm:/u, "").replace(/\}\}$/u, "");
  return form === undefined ? [] : [{ pointer, reference: { kind: "ssm-parameter", name } }];
}

function stackImages(object: JsonObject, resources: JsonObject): Parsed<readonly FoundReference[]> {
  const diagnostics: Diagnostic[] = [];
  const found = Object.entries(resources).flatMap(([id, resource]) => {
    if (!isJsonObject(resource) || ownValue(resource, "Type") !== "AWS::EC2::LaunchTemplate") {
      return [];
    }
    const path = ["Resources", id, "Properties", "LaunchTemplateData", "ImageId"];
    const pointer = formatPointer(path);
    const value = valueAt(object, pointer);
    const images = value === undefined ? [] : imagesOfValue(object, value, pointer);
    if (value !== undefined && images.length === 0) {
      const message = "the image depends on what is filled in when the stack is deployed";
      diagnostics.push(eksManifestDiagnostics.report("EKS_IMAGE_UNRESOLVED", { message, pointer }));
    }
    return images;
  });
  const places = found.map(({ pointer }) => pointer);
  return toParsed(
    // Two launch templates may share a parameter.
    found.filter(({ pointer }, index) => places.indexOf(pointer) === index),
    diagnostics,
  );
}

function imagesOfValue(
  object: JsonObject,
  value: JsonValue,
  pointer: string,
): readonly FoundReference[] {
  if (typeof value === "string") {
    return imageAt(object, pointer);
  }
  if (!isJsonObject(value)) {
    return [];
  }
  const parameter = ownValue(value, "Ref");
  if (typeof parameter === "string") {
    return imageAt(object, formatPointer(["Parameters", parameter, "Default"]));
  }
  const branches = ownValue(value, "Fn::If");
  const items: readonly JsonValue[] = Array.isArray(branches) ? branches : [];
  return items
    .slice(1)
    .flatMap((branch, index) => imagesOfValue(object, branch, `${pointer}/Fn::If/${index + 1}`));
}
