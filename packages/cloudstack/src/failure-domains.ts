import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectKind,
  ownValue,
} from "@imagewright/core";

import { capcText } from "./capc-text.ts";
/** A part of a cluster: a zone, and the credentials and account it is used with. */
export interface FailureDomain {
  /** Undefined for a zone of v1beta1 that is known by name alone: the domain is named by its id. */
  readonly name: string | undefined;
  readonly pointer: string;
  readonly namePointer: string;
  readonly zone: JsonObject;
  readonly zonePointer: string;
  /** The Secret with the credentials; undefined in v1beta1, which takes the one named `global`. */
  readonly endpoint: { readonly name: string; readonly namespace: string } | undefined;
  readonly account: string;
  readonly domain: string;
}

/** The failure domains of a CloudStackCluster, of whatever version, and where their list stands. */
export function failureDomainsOf(object: JsonObject): {
  readonly domains: readonly FailureDomain[];
  readonly pointer: string;
} {
  if (objectKind(object)?.version === "v1beta1") {
    const pointer = "/spec/zones";
    const zones = listAt(object, pointer) ?? [];
    return {
      domains: zones.map((zone, index) => ofZone(object, zone, `${pointer}/${index}`)),
      pointer,
    };
  }
  const pointer = "/spec/failureDomains";
  const domains = listAt(object, pointer) ?? [];
  return {
    domains: domains.map((domain, index) => ofDomain(domain, `${pointer}/${index}`)),
    pointer,
  };
}

function ofDomain(domain: JsonValue, pointer: string): FailureDomain {
  const zone = isJsonObject(domain) ? ownValue(domain, "zone") : undefined;
  return {
    name: capcText(domain, "/name"),
    pointer,
    namePointer: `${pointer}/name`,
    zone: isJsonObject(zone) ? zone : {},
    zonePointer: `${pointer}/zone`,
    endpoint: {
      name: capcText(domain, "/acsEndpoint/name"),
      namespace: capcText(domain, "/acsEndpoint/namespace"),
    },
    account: capcText(domain, "/account"),
    domain: capcText(domain, "/domain"),
  };
}

function ofZone(cluster: JsonObject, zone: JsonValue, pointer: string): FailureDomain {
  const id = capcText(zone, "/id");
  return {
    name: id === "" ? undefined : id,
    pointer,
    namePointer: `${pointer}/id`,
    zone: isJsonObject(zone) ? zone : {},
    zonePointer: pointer,
    endpoint: undefined,
    account: capcText(cluster, "/spec/account"),
    domain: capcText(cluster, "/spec/domain"),
  };
}
