import { givenFields, type ObjectIdentity } from "@imagewright/cluster-api";
import { type Artifact, emitYaml, type JsonObject } from "@imagewright/core";

/** An object of CAPA, in the version that every release serves. */
export function capaObject(
  group: string,
  kind: string,
  { name, namespace, labels, annotations }: ObjectIdentity,
  spec: JsonObject,
): JsonObject {
  return {
    apiVersion: `${group}/v1beta2`,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...givenFields({ labels, annotations }, ["labels", "annotations"]),
    },
    spec,
  };
}

/** An object as a file. */
export function capaArtifact(path: string, object: JsonObject): Artifact {
  return { path, mediaType: "application/yaml", text: emitYaml(object) };
}
