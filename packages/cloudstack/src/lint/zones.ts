import type { Diagnostic, JsonObject, ManifestRule } from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { FailureDomain } from "../failure-domains.ts";
import { domainsOf } from "../machine-owners.ts";
import { machineRule } from "./machine-rule.ts";

/** The image is found in the zone of every failure domain that machines can be in. */
export const zonesRule: ManifestRule = machineRule(({ object, machine, at, manifests }) => {
  const zones = zonesOf(domainsOf(object, machine, manifests));
  if (zones.length < 2) {
    return [];
  }
  const shown = zones.join(", ");
  const id = capcText(machine, "/template/id");
  return id === "" ? namedInAll(machine, at, shown) : [idInSeveral(at, shown)];
});

/** Names of zones, or ids where they have no name. */
function zonesOf(domains: readonly FailureDomain[]): readonly string[] {
  const zones = domains.map(({ zone }) => capcText(zone, "/name") || capcText(zone, "/id"));
  return [...new Set(zones.filter((zone) => zone !== ""))];
}

function idInSeveral(at: string, zones: string): Diagnostic {
  const message = `a template that an id names is found in one zone alone, and machines go to ${zones}`;
  const pointer = `${at}/template/id`;
  return cloudstackDiagnostics.report("CLOUDSTACK_ID_ZONES", { message, pointer });
}

function namedInAll(machine: JsonObject, at: string, zones: string): readonly Diagnostic[] {
  const name = capcText(machine, "/template/name");
  if (name === "") {
    return [];
  }
  const message = `machines go to ${zones}, and each has to have the template`;
  const pointer = `${at}/template/name`;
  return [cloudstackDiagnostics.report("CLOUDSTACK_ZONES", { message, pointer })];
}
