import { type Artifact, isJsonObject, type JsonValue, ownValue, valueAt } from "@imagewright/core";

import { yamlType, yamlValues } from "./yaml-objects.ts";

/** Every MIME archive in an artifact: the artifact itself, or user data inside a manifest. */
export function archivesOf(artifact: Artifact): readonly string[] {
  return userDataIn(artifact).filter(isArchive);
}

/** The scripts and settings inside of user data, as artifacts below the one that holds them. */
export function userDataParts(artifact: Artifact): readonly Artifact[] {
  const parts = userDataIn(artifact).flatMap((text) => (isArchive(text) ? split(text) : [text]));
  return parts
    .filter((text) => text !== artifact.text)
    .flatMap((text, index) => {
      const form = forms.find(({ start }) => start.test(text));
      const path = `${artifact.path}/part-${index + 1}`;
      return form === undefined ? [] : [{ path, mediaType: form.mediaType, text }];
    });
}

/** How each form of user data begins. */
const forms = [
  { start: /^#!/u, mediaType: "text/x-shellscript" },
  { start: /^apiVersion: "?node\.eks\.aws/u, mediaType: yamlType },
  { start: /^\[settings/u, mediaType: "application/toml" },
] as const;

function isArchive(text: string): boolean {
  return text.startsWith("MIME-Version:");
}

/** The bodies of an archive's parts that are not encoded. */
function split(archive: string): readonly string[] {
  const boundary = /boundary="(?<text>[^"]+)"/u.exec(archive)?.groups?.["text"] ?? "";
  return archive
    .split(`\n--${boundary}`)
    .slice(1, -1)
    .map((part) => part.slice(part.indexOf("\n\n") + 2));
}

function userDataIn(artifact: Artifact): readonly string[] {
  if (artifact.mediaType === "multipart/mixed") {
    return [artifact.text];
  }
  const read = artifact.mediaType === yamlType ? yamlValues(artifact) : undefined;
  return read?.ok === true ? read.value.flatMap(userDataOf) : [];
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
