import {
  type Artifact,
  type ImageCatalog,
  type ImageRecord,
  type ImageReference,
  type JsonObject,
  type LoadedPlugin,
  valueAt,
} from "@imagewright/core";

import { archivesOf } from "../judges/user-data.ts";
import { kubernetesObjects } from "../judges/yaml-objects.ts";

/** What an artifact is for, in one line. */
export function describeArtifact(
  artifact: Artifact,
  plugin: LoadedPlugin,
  catalog: ImageCatalog,
): string {
  const [object] = kubernetesObjects(artifact);
  if (object !== undefined) {
    return describeObject(object, artifact, plugin, catalog);
  }
  switch (artifact.path.split("/").at(-1)) {
    case "packer-vars.json":
      return "variables for image-builder";
    case "variables.json":
      return "variables for amazon-eks-ami";
    default:
      return describeScript(artifact.text) ?? artifact.mediaType;
  }
}

/** The first sentence of a script's comment: `# Makes … with ….` */
function describeScript(text: string): string | undefined {
  const sentence = /^# (?<sentence>Makes .+)\.$/mu.exec(text)?.groups?.["sentence"];
  return sentence?.replace(/^Makes/u, "makes").replace(/, .* with ([a-z-]+)$/u, " with $1");
}

function describeObject(
  object: JsonObject,
  artifact: Artifact,
  plugin: LoadedPlugin,
  catalog: ImageCatalog,
): string {
  const nodeClass = valueAt(object, "/spec/template/spec/nodeClassRef/name");
  if (typeof nodeClass === "string") {
    return `launches nodes of class ${nodeClass}`;
  }
  const found = plugin.readManifest(object);
  const records = found.ok
    ? found.value.flatMap(({ reference }) => recordOf(reference, catalog)?.name ?? [])
    : [];
  const userData = archivesOf(artifact).length > 0 ? ", with its own user data" : "";
  return `boots ${records.join(", ") || "an image that is not in the catalog"}${userData}`;
}

/** The record a manifest points at; a manifest does not know its region or zone. */
function recordOf(reference: ImageReference, catalog: ImageCatalog): ImageRecord | undefined {
  const wanted = anywhere(reference);
  return catalog.records.find(({ references }) =>
    references.some((candidate) => anywhere(candidate) === wanted),
  );
}

function anywhere(reference: ImageReference): string {
  const entries = Object.entries({ ...reference, region: undefined, zone: undefined });
  const fields = entries.filter(([, value]) => value !== undefined);
  return JSON.stringify(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
