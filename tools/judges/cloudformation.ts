import {
  type Artifact,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "@imagewright/core";

import { accept, type Judge, refuse } from "./judge.ts";
import { yamlType, yamlValues } from "./yaml-objects.ts";

const name = "CloudFormation references";

/** Do all references of a stack lead to something it defines? */
export const cloudFormationJudge: Judge = {
  name,
  meaning: "every Ref, GetAtt and Sub of the stack resolves",
  remedy: "nothing to install",
  available: () => true,
  concerns: (artifact) => stackOf(artifact) !== undefined,
  judge: (artifacts) =>
    Promise.resolve(
      artifacts.map((artifact) => {
        const reasons = unresolved(stackOf(artifact) ?? {});
        return reasons.length === 0
          ? accept(name, artifact.path)
          : refuse(name, artifact.path, reasons);
      }),
    ),
};

function stackOf(artifact: Artifact): JsonObject | undefined {
  const read = artifact.mediaType === yamlType ? yamlValues(artifact) : undefined;
  const [document] = read?.ok === true ? read.value : [];
  return isJsonObject(document) && isJsonObject(ownValue(document, "Resources"))
    ? document
    : undefined;
}

/** Every reference of a stack that leads nowhere. */
function unresolved(stack: JsonObject): readonly string[] {
  const defined = new Set(
    ["Resources", "Parameters"].flatMap((section) => {
      const entries = ownValue(stack, section);
      return isJsonObject(entries) ? Object.keys(entries) : [];
    }),
  );
  return [...new Set(referencesOf(stack))]
    .filter((target) => !target.startsWith("AWS::") && !defined.has(target))
    .map((target) => `${target} is not defined in the stack`);
}

function referencesOf(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.flatMap(referencesOf);
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => [
    ...targetsOf(key, inner),
    ...referencesOf(inner),
  ]);
}

function targetsOf(key: string, value: JsonValue): readonly string[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const [first, second] = items;
  if (typeof first !== "string") {
    return [];
  }
  switch (key) {
    case "Ref":
      return [first];
    case "Fn::GetAtt":
      return [first.split(".")[0] ?? first];
    case "Fn::Sub": {
      const own = isJsonObject(second) ? Object.keys(second) : [];
      return [...first.matchAll(/\$\{(?!!)(?<target>[^}]+)\}/gu)]
        .map(({ groups }) => (groups?.["target"] ?? "").split(".")[0] ?? "")
        .filter((target) => !own.includes(target));
    }
    default:
      return [];
  }
}
