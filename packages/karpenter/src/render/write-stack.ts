import {
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

import { refused } from "./write-findings.ts";

/** A CloudFormation stack whose launch template, or parameter, has another image. */
export function writeStack(object: JsonObject, found: FoundReference): Parsed<JsonObject> {
  const { pointer, reference } = found;
  const segments = parsePointer(pointer);
  const before = valueAt(object, pointer);
  const type = valueAt(object, pointer.replace(/\/Default$/u, "/Type"));
  const isParameter = type === "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>";
  if (reference.kind === "ami" && !isParameter) {
    return toParsed(replaced(object, segments, reference.id));
  }
  if (reference.kind === "ssm-parameter") {
    const text = isParameter ? reference.name : resolveForm(reference.name, before);
    return toParsed(replaced(object, segments, text));
  }
  const message = isParameter
    ? "the stack's parameter is of a type that takes the name of an SSM parameter only"
    : "a launch template takes an AMI id or an SSM parameter";
  return refused("KARPENTER_WRITE_FORM", message, found);
}

/** EC2's own form of an SSM parameter; CloudFormation's where the stack has used it. */
function resolveForm(name: string, before: JsonValue | undefined): string {
  const isCloudFormation = typeof before === "string" && before.startsWith("{{");
  return isCloudFormation ? `{{resolve:ssm:${name}}}` : `resolve:ssm:${name}`;
}

function replaced(object: JsonObject, segments: readonly string[], value: string): JsonObject {
  const [key = "", ...rest] = segments;
  const child = ownValue(object, key);
  return {
    ...object,
    [key]: rest.length === 0 || !isJsonObject(child) ? value : replaced(child, rest, value),
  };
}
