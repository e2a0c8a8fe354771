import { type Artifact, isJsonObject, type JsonValue, ownValue, valueAt } from "@imagewright/core";

import { yamlType, yamlValues } from "./yaml-objects.ts";

/** Every MIME archive in an artifact: the artifact itself, or user data inside a manifest. */
export function archivesOf(artifact: Artifact): readonly string[] {
  if (artifact.mediaType === "multipart/mixed") {
    return [artifact.text];
  }
  const read = artifact.mediaType === yamlType ? yamlValues(artifact) : undefined;
  const texts = read?.ok === true ? read.value.flatMap(userDataOf) : [];
  return texts.filter((text) => text.startsWith("MIME-Version:"));
}

function userDataOf(document: JsonValue): readonly string[] {
  const plain = valueAt(document, "/spec/userData");
  const resources = isJsonObject(document) ? ownValue(document, "Resources") : undefined;
  const launched = isJsonObject(resources) ? Object.values(resources).map(launchUserData) : [];
  return [plain, ...launched].filter((value) => typeof value === "string");
}

/** User data of a launch template: base64, or plain text that CloudFormation encodes. */
function launchUserData(resource: JsonValue): string | undefined {
  const value = valueAt(resource, "/Properties/LaunchTemplateData/UserData");
  if (typeof value === "string") {
    return Buffer.from(value, "base64").toString("utf8");
  }
  const text = isJsonObject(value) ? ownValue(value, "Fn::Base64") : undefined;
  return typeof text === "string" ? text : undefined;
}
