import {
  type JsonObject,
  type KubernetesVersion,
  type ManifestSet,
  objectKind,
  parseKubernetesVersion,
  textAt,
} from "@imagewright/core";

import { classTemplates } from "../cluster-class/class-templates.ts";
import { nameOf, namespaceOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { manifestIndex } from "../reference/manifest-index.ts";
import { referrersOfObject } from "../reference/referrers.ts";
import { versionFields } from "../reference/version-fields.ts";
import { clustersOf } from "./find-referenced.ts";

/**
 * The Kubernetes versions that machines of an object run, as far as the manifests tell: its own, or
 * those of the objects that refer to it, or of the clusters whose class does.
 */
export function kubernetesVersionsOf(
  manifests: ManifestSet,
  object: JsonObject,
): readonly KubernetesVersion[] {
  const own = ownVersion(object);
  const texts = own === undefined ? foreignVersions(manifests, object) : [own];
  const versions = [...new Set(texts)].map((text) => parseKubernetesVersion(text, "either"));
  return versions.filter((version) => version !== undefined);
}

/** The version that an object's own field names. */
export function ownVersion(object: JsonObject): string | undefined {
  return versionFields(object).find(({ role }) => role !== "kubeadm" && role !== "class")?.version;
}

function foreignVersions(manifests: ManifestSet, object: JsonObject): readonly string[] {
  const direct = referrersOfObject(manifests, object)
    .filter(({ field }) => field.role !== "class")
    .flatMap(({ owner }) => ownVersion(owner) ?? []);
  return [...direct, ...classVersions(manifests, object)];
}

function classVersions(manifests: ManifestSet, object: JsonObject): readonly string[] {
  const key = templateKey(objectKind(object)?.kind ?? "", nameOf(object));
  return classesByTemplate(manifests, key, namespaceOf(object))
    .flatMap((clusterClass) => clustersOf(manifests, clusterClass))
    .flatMap((cluster) => textAt(cluster, "/spec/topology/version") ?? []);
}

const classesByTemplate = manifestIndex({
  group: coreGroup,
  kind: "ClusterClass",
  keysOf: (clusterClass) =>
    classTemplates(clusterClass).map(({ kind, name }) => templateKey(kind, name)),
});

function templateKey(kind: string, name: string): string {
  return `${kind}/${name}`;
}
