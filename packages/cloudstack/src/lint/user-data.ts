import { templateOwners } from "@imagewright/cluster-api";
import { type ManifestRule, valueAt } from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { bootstrapOf } from "../machine-owners.ts";
import { machineRule } from "./machine-rule.ts";

/** Ignition gets its user data as it is. */
export const ignitionRule: ManifestRule = machineRule(({ object, machine, at, manifests }) => {
  if (valueAt(machine, "/uncompressedUserData") === true) {
    return [];
  }
  const owner = templateOwners(object, manifests).find(
    (one) => capcText(bootstrapOf(one, manifests) ?? {}, "/format") === "ignition",
  );
  const isFlatcar = /^flatcar(?![a-z])/iu.test(capcText(machine, "/template/name"));
  if (owner === undefined && !isFlatcar) {
    return [];
  }
  const message =
    owner === undefined
      ? "the template's name tells of Flatcar, which gets compressed user data"
      : `the machines of ${owner.kind} ${owner.name} read Ignition, and get it compressed`;
  const facts = { message, pointer: `${at}/uncompressedUserData` };
  const code = owner === undefined ? "CLOUDSTACK_USER_DATA_LIKELY" : "CLOUDSTACK_USER_DATA";
  return [cloudstackDiagnostics.report(code, facts)];
});
