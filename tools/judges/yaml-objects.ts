import {
  type Artifact,
  formatDiagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

export const yamlType = "application/yaml";

/** Every document of a YAML artifact, as our own reader reads it. */
export function yamlValues({ path, text }: Artifact): Parsed<readonly JsonValue[]> {
  const isStack = /^AWSTemplateFormatVersion:/mu.test(text);
  const read = readYaml(text, { file: path, ...(isStack && { tags: "cloudformation" }) });
  return read.ok ? toParsed(read.value.map(({ value }) => value)) : read;
}

/** Reasons of a text that cannot be read, or undefined if it can. */
export function unreadable(artifact: Artifact): readonly string[] | undefined {
  const read = yamlValues(artifact);
  return read.ok ? undefined : read.diagnostics.map((one) => formatDiagnostic(one));
}

/** The documents that are objects of Kubernetes: they say their version and kind. */
export function kubernetesObjects(artifact: Artifact): readonly JsonObject[] {
  const read = artifact.mediaType === yamlType ? yamlValues(artifact) : undefined;
  return read?.ok === true ? read.value.filter(isJsonObject).filter(isKubernetesObject) : [];
}

function isKubernetesObject(value: JsonObject): boolean {
  return typeof value["apiVersion"] === "string" && typeof value["kind"] === "string";
}

/**
 * Whether a text is meant as an object of Kubernetes, by its look: a judge must not overlook a
 * manifest because we cannot read it. A NodeConfig is a file of nodeadm's, no such object.
 */
export function isManifest({ mediaType, text }: Artifact): boolean {
  return (
    mediaType === yamlType && /^apiVersion:/mu.test(text) && /^kind: (?!NodeConfig)/mu.test(text)
  );
}

/** Whether an artifact is a fragment, as upstream's pages show them: no API server takes it. */
export function isSnippet({ path }: Artifact): boolean {
  return /(?:^|[/-])snippet\//u.test(path);
}

/** `Kind name` of an object, for messages. */
export function objectName(object: JsonObject): string {
  const metadata = ownValue(object, "metadata");
  const name = isJsonObject(metadata) ? ownValue(metadata, "name") : undefined;
  return [ownValue(object, "kind"), name].filter((part) => typeof part === "string").join(" ");
}
