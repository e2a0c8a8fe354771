import { decodeBase64, type Diagnostic } from "@imagewright/core";

import { cidrFamily, ipFamily } from "../user-data/ip-address.ts";
import { childFields, type Fields, itemsOf, refusal } from "./fields.ts";

const code = "AWS_BOOTSTRAP_REFUSED";
const schemes = new Set(["http", "https", "tftp", "s3", "arn", "gs"]);
const subdomain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/u;

/** Where Ignition fetches certificates, and what it fetches without its proxy. */
export function checkIgnitionSources(machine: Fields): readonly Diagnostic[] {
  const ignition = childFields(machine, "ignition");
  return [
    ...checkList(childFields(ignition, "proxy"), "noProxy", noProxyFault),
    ...checkList(childFields(ignition, "tls"), "certificateAuthorities", sourceFault),
  ];
}

function checkList(
  fields: Fields,
  key: string,
  faultOf: (text: string) => string | undefined,
): readonly Diagnostic[] {
  return itemsOf(fields.data, key).flatMap((item, index) => {
    const fault = typeof item === "string" ? faultOf(item) : undefined;
    const list: Fields = { at: `${fields.at}/${key}`, data: { [String(index)]: item } };
    return fault === undefined ? [] : [refusal(code, list, String(index), fault)];
  });
}

function sourceFault(source: string): string | undefined {
  const [, scheme = "", rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/su.exec(source) ?? [];
  if (scheme.toLowerCase() === "data") {
    const comma = rest.indexOf(",");
    if (comma === -1) {
      return "invalid data URL";
    }
    return decodeBase64(rest.slice(comma + 1)) === undefined
      ? "invalid base64 encoding for data url"
      : undefined;
  }
  return schemes.has(scheme.toLowerCase()) ? undefined : "unsupported URL scheme";
}

/** A star, an address, a block of addresses, a host with its port, or a domain. */
function noProxyFault(text: string): string | undefined {
  const isPort = /^(?:[^:]*|\[[^\]]*\]):[^:]*$/u.test(text);
  const domain = text.replace(/^\./u, "");
  return text === "*" ||
    ipFamily(text) !== undefined ||
    cidrFamily(text) !== undefined ||
    isPort ||
    (domain.length <= 253 && subdomain.test(domain))
    ? undefined
    : "invalid noProxy value, please refer to the field documentation";
}
