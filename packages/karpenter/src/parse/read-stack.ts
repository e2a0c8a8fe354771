import {
  type Diagnostic,
  formatPointer,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { isAmiId } from "../check-ami-id.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

/** A reference to an SSM parameter: EC2's own form, and CloudFormation's. */
const parameterForms: readonly RegExp[] = [
  /^resolve:ssm:(?<name>[^{}]+)$/u,
  /^\{\{resolve:ssm:(?<name>[^{}]+)\}\}$/u,
];

/** The images of a CloudFormation stack's launch templates. */
export function readStack(
  template: JsonObject,
  resources: JsonObject,
): Parsed<readonly FoundReference[]> {
  const diagnostics: Diagnostic[] = [];
  const found = Object.entries(resources).flatMap(([id, resource]) => {
    const isTemplate =
      isJsonObject(resource) && ownValue(resource, "Type") === "AWS::EC2::LaunchTemplate";
    const pointer = formatPointer(["Resources", id, "Properties", "LaunchTemplateData", "ImageId"]);
    const value = isTemplate ? valueAt(template, pointer) : undefined;
    if (value === undefined) {
      return [];
    }
    const image = readImageId(template, value, pointer);
    if (image === undefined) {
      const message = "the image depends on what is filled in when the stack is deployed";
      diagnostics.push(
        karpenterDiagnostics.report("KARPENTER_IMAGE_UNRESOLVED", { message, pointer }),
      );
      return [];
    }
    return [image];
  });
  return toParsed(found, diagnostics);
}

function readImageId(
  template: JsonObject,
  value: JsonValue,
  pointer: string,
): FoundReference | undefined {
  if (typeof value === "string") {
    return readText(value, pointer);
  }
  const parameter = isJsonObject(value) ? ownValue(value, "Ref") : undefined;
  return typeof parameter === "string" ? readParameter(template, parameter) : undefined;
}

function readText(text: string, pointer: string): FoundReference | undefined {
  if (isAmiId(text)) {
    return { pointer, reference: { kind: "ami", id: text } };
  }
  const name = parameterForms.map((form) => form.exec(text)?.groups?.["name"]).find(Boolean);
  return name === undefined ? undefined : { pointer, reference: { kind: "ssm-parameter", name } };
}

/** A stack's parameter with a default: an AMI id, or the name of an SSM parameter that holds one. */
function readParameter(template: JsonObject, name: string): FoundReference | undefined {
  const pointer = formatPointer(["Parameters", name, "Default"]);
  const type = valueAt(template, formatPointer(["Parameters", name, "Type"]));
  const value = valueAt(template, pointer);
  if (typeof value !== "string" || value === "") {
    return undefined;
  }
  return type === "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"
    ? { pointer, reference: { kind: "ssm-parameter", name: value } }
    : readText(value, pointer);
}
