import { templateOwners } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  type ManifestSet,
  showValue,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { FailureDomain } from "../failure-domains.ts";
import { clusterDomains } from "../machine-owners.ts";
import { machineRule } from "./machine-rule.ts";

/** The failure domain a machine names is one of its cluster's. */
export const failureDomainNameRule: ManifestRule = machineRule(
  ({ object, machine, at, manifests }) => {
    const name = capcText(machine, "/failureDomainName");
    const owners = name === "" ? [] : templateOwners(object, manifests);
    const found = owners.flatMap(({ cluster }) =>
      checkName(name, `${at}/failureDomainName`, clusterDomains(cluster, manifests)),
    );
    return found.slice(0, 1);
  },
);

/** So is the one an owner gives its machines; CAPC deletes machines of others. */
export const ownerFailureDomainRule: ManifestRule = {
  group: "cluster.x-k8s.io",
  kinds: ["MachineDeployment", "MachineSet", "Machine"],
  check: ({ object, kind, manifests }) => {
    const pointer =
      kind === "Machine" ? "/spec/failureDomain" : "/spec/template/spec/failureDomain";
    const name = capcText(object, pointer);
    const cluster = name === "" ? undefined : clusterOf(object, manifests);
    return checkName(name, pointer, clusterDomains(cluster, manifests));
  },
};

/** The Cluster that workers name, in their own namespace. */
function clusterOf(object: JsonObject, manifests: ManifestSet): JsonObject | undefined {
  const name = capcText(object, "/spec/clusterName");
  const namespace = capcText(object, "/metadata/namespace") || undefined;
  return manifests.find("cluster.x-k8s.io", "Cluster", name, namespace);
}

/** A zone of v1beta1 that is known by name alone may become a failure domain of any name. */
function checkName(
  name: string,
  pointer: string,
  domains: readonly FailureDomain[],
): readonly Diagnostic[] {
  const known = domains.map((domain) => domain.name);
  if (domains.length === 0 || known.includes(undefined) || known.includes(name)) {
    return [];
  }
  const expected = [...new Set(known)].join(", ");
  const message = "the cluster has no failure domain of this name";
  const facts = { message, pointer, found: showValue(name), expected };
  return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN_UNKNOWN", facts)];
}
