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
  showValue,
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
 * with launch templates, whoever uses them, or the parameters of upstream's node group stack.
 *
 * @returns the images, each at the place that decides it; an image that is filled in at deployment
 * is a note, a text that is none an error
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
  return isJsonObject(resources)
    ? stackImages(object, resources)
    : collect([requestPointer, ...parameterPointers].map((pointer) => imageAt(object, pointer)));
}

/** What a place says: images, each by its own place, or why it says none. */
interface ImagesAtPlace {
  readonly found: readonly FoundReference[];
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: ImagesAtPlace = { found: [], diagnostics: [] };

/** Places in their order; two launch templates may share a parameter. */
function collect(places: readonly ImagesAtPlace[]): Parsed<readonly FoundReference[]> {
  const found = new Map(
    places.flatMap((place) => place.found.map((one) => [one.pointer, one] as const)),
  );
  return toParsed(
    [...found.values()],
    places.flatMap(({ diagnostics }) => diagnostics),
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

function imageAt(object: JsonObject, pointer: string): ImagesAtPlace {
  const value = valueAt(object, pointer);
  if (typeof value !== "string" || value === "") {
    return nothing;
  }
  if (isParameterPlace(object, pointer)) {
    return image({ pointer, reference: { kind: "ssm-parameter", name: value } });
  }
  switch (formOfImageText(value)) {
    case "id":
      return image({ pointer, reference: { kind: "ami", id: value } });
    case "request-ssm":
    case "stack-ssm": {
      const name = value.replace(/^(?:\{\{)?resolve:ssm:/u, "").replace(/\}\}$/u, "");
      return image({ pointer, reference: { kind: "ssm-parameter", name } });
    }
    case undefined: {
      const message = "this is neither an AMI id nor a reference to an SSM parameter";
      const facts = { message, pointer, found: showValue(value) };
      return {
        found: [],
        diagnostics: [eksManifestDiagnostics.report("EKS_LAUNCH_VALUE", facts)],
      };
    }
  }
}

function image(found: FoundReference): ImagesAtPlace {
  return { found: [found], diagnostics: [] };
}

function stackImages(object: JsonObject, resources: JsonObject): Parsed<readonly FoundReference[]> {
  const places = Object.entries(resources).flatMap(([id, resource]) => {
    if (!isJsonObject(resource) || ownValue(resource, "Type") !== "AWS::EC2::LaunchTemplate") {
      return [];
    }
    const path = ["Resources", id, "Properties", "LaunchTemplateData", "ImageId"];
    const pointer = formatPointer(path);
    const value = valueAt(object, pointer);
    if (value === undefined) {
      return [];
    }
    const images = imagesOfValue(object, value, pointer);
    return images.some(({ found, diagnostics }) => found.length + diagnostics.length > 0)
      ? images
      : [unresolved(pointer)];
  });
  return collect(places);
}

function unresolved(pointer: string): ImagesAtPlace {
  const message = "the image depends on what is filled in when the stack is deployed";
  const facts = { message, pointer };
  return {
    found: [],
    diagnostics: [eksManifestDiagnostics.report("EKS_IMAGE_UNRESOLVED", facts)],
  };
}

/** A text, a parameter with a default, or the branches of a condition. */
function imagesOfValue(
  object: JsonObject,
  value: JsonValue,
  pointer: string,
): readonly ImagesAtPlace[] {
  if (typeof value === "string") {
    return [imageAt(object, pointer)];
  }
  if (!isJsonObject(value)) {
    return [];
  }
  const parameter = ownValue(value, "Ref");
  if (typeof parameter === "string") {
    return [imageAt(object, formatPointer(["Parameters", parameter, "Default"]))];
  }
  const branches = ownValue(value, "Fn::If");
  const items: readonly JsonValue[] = Array.isArray(branches) ? branches : [];
  return items
    .slice(1)
    .flatMap((branch, index) => imagesOfValue(object, branch, `${pointer}/Fn::If/${index + 1}`));
}
