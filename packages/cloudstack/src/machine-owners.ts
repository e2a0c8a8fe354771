import {
  kubeadmSpecPointer,
  referencedObject,
  type TemplateOwner,
  templateOwners,
} from "@imagewright/cluster-api";
import {
  isJsonObject,
  type JsonObject,
  type ManifestSet,
  objectKind,
  valueAt,
} from "@imagewright/core";

import { capcText } from "./capc-text.ts";
import { type FailureDomain, failureDomainsOf } from "./failure-domains.ts";

/** The failure domains that machines of an object can be in; none where no cluster is at hand. */
export function domainsOf(
  object: JsonObject,
  machine: JsonObject,
  manifests: ManifestSet,
): readonly FailureDomain[] {
  const pinned = capcText(machine, "/failureDomainName");
  const domains = templateOwners(object, manifests).flatMap((owner) => {
    const all = clusterDomains(owner.cluster, manifests);
    const name = pinned === "" ? capcText(owner.object, failureDomainPointer(owner)) : pinned;
    return name === "" ? all : all.filter((domain) => domain.name === name);
  });
  return [...new Map(domains.map((domain) => [domain.name ?? domain.pointer, domain])).values()];
}

/** Where an owner says which failure domain its machines go to. */
function failureDomainPointer({ pointer }: TemplateOwner): string {
  return `${pointer}/failureDomain`;
}

/** The failure domains of a Cluster, as far as its CloudStackCluster is at hand. */
export function clusterDomains(
  cluster: JsonObject | undefined,
  manifests: ManifestSet,
): readonly FailureDomain[] {
  const found = cloudStackClusterOf(cluster, manifests);
  return found === undefined ? [] : failureDomainsOf(found).domains;
}

/** The CloudStackCluster of a Cluster, where both are at hand. */
export function cloudStackClusterOf(
  cluster: JsonObject | undefined,
  manifests: ManifestSet,
): JsonObject | undefined {
  const found = cluster && referencedObject(cluster, "infrastructure", manifests);
  return found && objectKind(found)?.kind === "CloudStackCluster" ? found : undefined;
}

/** The kubeadm configuration of an owner's machines: a control plane holds it, others refer to it. */
export function bootstrapOf(
  { object }: TemplateOwner,
  manifests: ManifestSet,
): JsonObject | undefined {
  const holder =
    kubeadmSpecPointer(object) === undefined
      ? referencedObject(object, "bootstrap", manifests)
      : object;
  const pointer = holder && kubeadmSpecPointer(holder);
  const spec = pointer === undefined ? undefined : valueAt(holder, pointer);
  return isJsonObject(spec) ? spec : undefined;
}
