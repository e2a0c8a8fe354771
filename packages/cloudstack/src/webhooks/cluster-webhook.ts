import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  isSameJson,
  type JsonObject,
  showValue,
  valueAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { type FailureDomain, failureDomainsOf } from "../failure-domains.ts";
import { servedVersions } from "../parse/manifest.ts";
import { subdomainFaults } from "./subdomain-faults.ts";

/**
 * What CAPC says to clusters. Zones of v1beta1 count as the failure domains that conversion makes
 * of them; where it would ask CloudStack for a zone's id, the finding is that nothing was checked.
 */
export const clusterWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["CloudStackCluster"],
  versions: servedVersions,
  validate: ({ object, oldObject }: WebhookReview) =>
    oldObject === undefined ? checkCreation(object) : checkUpdate(object, oldObject),
};

function checkCreation(object: JsonObject): readonly Diagnostic[] {
  const { domains, pointer } = failureDomainsOf(object);
  if (domains.length === 0) {
    const message = "spec.FailureDomains: Required value: FailureDomains";
    return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN", { message, pointer })];
  }
  return domains.flatMap((domain) => [
    ...checkName(domain),
    ...checkNetwork(domain),
    ...checkEndpoint(domain),
  ]);
}

function checkName({ name, pointer, namePointer }: FailureDomain): readonly Diagnostic[] {
  if (name === undefined) {
    return [unknownName(pointer)];
  }
  return subdomainFaults(name).map((fault) => {
    const message = `spec.failureDomains.name: Invalid value: ${JSON.stringify(name)}: ${fault}`;
    const facts = { message, pointer: namePointer, found: showValue(name) };
    return cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN", facts);
  });
}

function unknownName(pointer: string): Diagnostic {
  const message = "the failure domain made of this zone has the zone's id as its name";
  return cloudstackDiagnostics.report("CLOUDSTACK_ZONE_CONVERSION", { message, pointer });
}

function checkNetwork({ zone, zonePointer }: FailureDomain): readonly Diagnostic[] {
  if (capcText(zone, "/network/name") !== "" || capcText(zone, "/network/id") !== "") {
    return [];
  }
  const message =
    "spec.failureDomains.Zone.Network: Required value: each Zone requires a Network specification";
  const pointer = `${zonePointer}/network`;
  return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN", { message, pointer })];
}

/** Conversion makes the endpoint of a v1beta1 cluster complete. */
function checkEndpoint({ endpoint, pointer }: FailureDomain): readonly Diagnostic[] {
  if (endpoint === undefined || (endpoint.name !== "" && endpoint.namespace !== "")) {
    return [];
  }
  const message =
    "spec.failureDomains.ACSEndpoint: Required value: Name and Namespace are required";
  const facts = { message, pointer: `${pointer}/acsEndpoint` };
  return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN", facts)];
}

function checkUpdate(object: JsonObject, oldObject: JsonObject): readonly Diagnostic[] {
  return [...checkDomains(object, oldObject), ...checkControlPlane(object, oldObject)];
}

function checkDomains(object: JsonObject, oldObject: JsonObject): readonly Diagnostic[] {
  const { domains, pointer } = failureDomainsOf(object);
  const { domains: old } = failureDomainsOf(oldObject);
  const unknown = domains.filter(({ name }) => name === undefined);
  if (unknown.length > 0 || old.some(({ name }) => name === undefined)) {
    const places = unknown.length > 0 ? unknown.map((domain) => domain.pointer) : [pointer];
    return places.map(unknownName);
  }
  const pairs = old.flatMap((before) => {
    const after = domains.findLast(({ name }) => name === before.name);
    return after === undefined ? [] : [{ before, after }];
  });
  if (pairs.length === 0) {
    const message =
      "spec.FailureDomains: Forbidden: At least one FailureDomain must be unchanged on update.";
    return [cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN_FIXED", { message, pointer })];
  }
  return pairs
    .filter(({ before, after }) => !isUnchanged(before, after))
    .map(({ after }) => {
      const message = `spec.FailureDomains: Forbidden: Cannot change FailureDomain ${after.name}`;
      const facts = { message, pointer: after.pointer };
      return cloudstackDiagnostics.report("CLOUDSTACK_FAILURE_DOMAIN_FIXED", facts);
    });
}

/** Zones of v1beta1 name no endpoint: conversion gives them the Secret `global`. */
function isUnchanged(before: FailureDomain, after: FailureDomain): boolean {
  const sameEndpoint =
    before.endpoint === undefined ||
    after.endpoint === undefined ||
    isSameJson(before.endpoint, after.endpoint);
  return sameEndpoint && comparedTexts(before) === comparedTexts(after);
}

/** What the webhook compares; project and the newer fields of a network are not among it. */
function comparedTexts({ account, domain, zone }: FailureDomain): string {
  const fields = ["/name", "/id", "/network/name", "/network/id", "/network/type"];
  return JSON.stringify([account, domain, ...fields.map((pointer) => capcText(zone, pointer))]);
}

function checkControlPlane(object: JsonObject, oldObject: JsonObject): readonly Diagnostic[] {
  const at = "/spec/controlPlaneEndpoint";
  if (capcText(oldObject, `${at}/host`) === "") {
    return [];
  }
  return ["host", "port"]
    .filter((name) => valueAt(object, `${at}/${name}`) !== valueAt(oldObject, `${at}/${name}`))
    .map((name) => {
      const path = `controlplaneendpoint.${name}`;
      const message = `spec.${path}: Forbidden: ${path}`;
      const facts = { message, pointer: `${at}/${name}` };
      return cloudstackDiagnostics.report("CLOUDSTACK_ENDPOINT_FIXED", facts);
    });
}
