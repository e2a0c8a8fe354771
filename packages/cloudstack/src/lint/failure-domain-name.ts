import { type Diagnostic, type JsonObject, type ManifestRule, showValue } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { failureDomainsOf } from "../failure-domains.ts";
import { cloudStackClusterOf, ownersOf } from "../machine-owners.ts";
import { textAt } from "../spec-fields.ts";
import { machineRule } from "./machine-rule.ts";

/** The failure domain a machine names is one of its cluster's. */
export const failureDomainNameRule: ManifestRule = machineRule(
  ({ object, machine, at, manifests }) => {
    const clusters = ownersOf(object, manifests).map(({ cluster }) => cluster);
    const name = textAt(machine, "/failureDomainName");
    return checkName(name, `${at}/failureDomainName`, clusters);
  },
);

/** So is the one an owner gives its machines; CAPC deletes machines of others. */
export const ownerFailureDomainRule: ManifestRule = {
  group: "cluster.x-k8s.io",
  kinds: ["MachineDeployment", "MachineSet", "Machine"],
  check: ({ object, kind, manifests }) => {
    const pointer =
      kind === "Machine" ? "/spec/failureDomain" : "/spec/template/spec/failureDomain";
    const cluster = cloudStackClusterOf(object, manifests);
    return checkName(textAt(object, pointer), pointer, [cluster]);
  },
};

function checkName(
  name: string,
  pointer: string,
  clusters: readonly (JsonObject | undefined)[],
): readonly Diagnostic[] {
  const known = clusters.map((cluster) => failureDomainsOf(cluster ?? {}).domains);
  const wrong = known.filter(
    (domains) =>
      domains.length > 0 &&
      domains.every((domain) => domain.name !== undefined && domain.name !== name),
  );
  if (name === "" || wrong.length === 0) {
    return [];
  }
  const expected = [...new Set(wrong.flat().map((domain) => domain.name))].join(", ");
  const message = "the cluster has no failure domain of this name";
  const facts = { message, pointer, found: showValue(name), expected };
  return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN_UNKNOWN", facts)];
}
