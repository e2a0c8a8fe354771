import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  ownValue,
  showValue,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { type FailureDomain, failureDomainsOf } from "../failure-domains.ts";

/** Failure domains that CAPC can tell apart, in zones and networks it can find. */
export const failureDomainsRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["CloudStackCluster"],
  check: ({ object, version }) => {
    const { domains } = failureDomainsOf(object);
    return [
      ...domains.flatMap((domain, index) => checkTwice(domain, domains.slice(0, index))),
      ...domains.flatMap(checkZone),
      ...domains.flatMap(checkNetwork),
      ...(version === "v1beta1" ? domains.flatMap(checkConversion) : []),
      ...(isOlder(version) ? [] : checkMoved(object)),
    ];
  },
};

/** Versions in which the cluster itself has an account and a domain. */
function isOlder(version: string): boolean {
  return version === "v1beta1" || version.startsWith("v1alpha");
}

/** CAPC names the object of a failure domain by its name and the cluster's. */
function checkTwice(
  { name, namePointer }: FailureDomain,
  before: readonly FailureDomain[],
): readonly Diagnostic[] {
  if (name === undefined || name === "" || before.every((other) => other.name !== name)) {
    return [];
  }
  const facts = { message: "two failure domains have one name", pointer: namePointer };
  const found = showValue(name);
  return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN_TWICE", { ...facts, found })];
}

function checkZone({ zone, zonePointer }: FailureDomain): readonly Diagnostic[] {
  if (capcText(zone, "/name") !== "" || capcText(zone, "/id") !== "") {
    return [];
  }
  const message = "the zone has neither name nor id";
  const facts = { message, pointer: zonePointer };
  return [cloudstackDiagnostics.report("CLOUDSTACK_ZONE_REQUIRED", facts)];
}

/** Values the schema takes any text for. */
const networkValues: readonly (readonly [field: string, values: readonly string[]])[] = [
  ["type", ["Isolated", "Shared"]],
  ["routingMode", ["Dynamic", "Static"]],
];

function checkNetwork({ zone, zonePointer }: FailureDomain): readonly Diagnostic[] {
  return networkValues.flatMap(([field, values]) => {
    const value = capcText(zone, `/network/${field}`);
    if (value === "" || values.includes(value)) {
      return [];
    }
    const facts = {
      message: `CAPC knows no ${field} of this name`,
      pointer: `${zonePointer}/network/${field}`,
      found: showValue(value),
      expected: values.join(", "),
    };
    return [cloudstackDiagnostics.report("CLOUDSTACK_NETWORK_VALUE", facts)];
  });
}

function checkConversion({ name, pointer }: FailureDomain): readonly Diagnostic[] {
  if (name !== undefined) {
    return [];
  }
  const message = "conversion has to ask CloudStack for the zone's id";
  return [cloudstackDiagnostics.report("CLOUDSTACK_ZONE_LOOKUP", { message, pointer })];
}

/** CAPC's book shows fields at the cluster that v1beta2 moved to the failure domains. */
function checkMoved(object: JsonObject): readonly Diagnostic[] {
  const spec = ownValue(object, "spec");
  const moved = ["account", "domain", "project", "zones"];
  return moved
    .filter((name) => isJsonObject(spec) && Object.hasOwn(spec, name))
    .map((name) =>
      cloudstackDiagnostics.report("CLOUDSTACK_FIELD_PRUNED", {
        message: `"${name}" is no field here, and is dropped by the API server`,
        pointer: `/spec/${name}`,
        hint:
          name === "zones"
            ? "Write a failure domain for each zone."
            : `Write \`${name}\` at each failure domain.`,
      }),
    );
}
