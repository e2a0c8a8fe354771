import { type TemplateOwner, templateOwners } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonValue,
  listAt,
  type ManifestRule,
  showValue,
  valueAt,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { FailureDomain } from "../failure-domains.ts";
import { domainsOf } from "../machine-owners.ts";
import { machineRule } from "./machine-rule.ts";

/** The first network is the zone's, none stands there twice, and an address is for one machine. */
export const networksRule: ManifestRule = machineRule(({ object, machine, at, manifests }) => {
  const networks = listAt(machine, "/networks") ?? [];
  const domains = domainsOf(object, machine, manifests);
  const isForSeveral = templateOwners(object, manifests).some((owner) => replicasOf(owner) > 1);
  return [
    ...networks.flatMap((network, index) =>
      checkTwice(network, networks.slice(0, index), `${at}/networks/${index}`),
    ),
    ...networks
      .slice(0, 1)
      .flatMap((network) =>
        domains.flatMap((domain) => checkFirst(network, domain, `${at}/networks/0`)),
      ),
    ...(isForSeveral
      ? networks.flatMap((network, index) => checkAddress(network, `${at}/networks/${index}`))
      : []),
  ];
});

/** How many machines an owner makes: one where it does not say, as its webhook fills in. */
function replicasOf({ object }: TemplateOwner): number {
  const replicas = valueAt(object, "/spec/replicas");
  return typeof replicas === "number" ? replicas : 1;
}

function checkTwice(
  network: JsonValue,
  before: readonly JsonValue[],
  pointer: string,
): readonly Diagnostic[] {
  const first = before.findIndex((other) => isSameNetwork(network, other));
  if (first < 0) {
    return [];
  }
  const message = `the network is that of entry ${first}`;
  return [cloudstackDiagnostics.report("CLOUDSTACK_NETWORK_TWICE", { message, pointer })];
}

/** An id wins over a name; names of two networks may be alike where ids tell them apart. */
function isSameNetwork(a: JsonValue, b: JsonValue): boolean {
  const ids = [a, b].map((network) => capcText(network, "/id").toLowerCase());
  return ids.includes("")
    ? capcText(a, "/name") === capcText(b, "/name") && capcText(a, "/name") !== ""
    : ids[0] === ids[1];
}

/** CAPC compares ids where both have one, and names likewise. */
function checkFirst(
  network: JsonValue,
  { name, zone }: FailureDomain,
  pointer: string,
): readonly Diagnostic[] {
  return ["id", "name"].flatMap((field) => {
    const wanted = capcText(zone, `/network/${field}`);
    const given = capcText(network, `/${field}`);
    if (wanted === "" || given === "" || wanted === given) {
      return [];
    }
    const facts = {
      message: `the first network is not that of the failure domain ${name ?? ""}`.trimEnd(),
      pointer: `${pointer}/${field}`,
      found: showValue(given),
      expected: showValue(wanted),
    };
    return [cloudstackDiagnostics.report("CLOUDSTACK_NETWORK_FIRST", facts)];
  });
}

function checkAddress(network: JsonValue, pointer: string): readonly Diagnostic[] {
  const ip = capcText(network, "/ip");
  if (ip === "") {
    return [];
  }
  const message = "several machines are made from the template, and all ask for this address";
  const facts = { message, pointer: `${pointer}/ip`, found: showValue(ip) };
  return [cloudstackDiagnostics.report("CLOUDSTACK_NETWORK_ADDRESS", facts)];
}
