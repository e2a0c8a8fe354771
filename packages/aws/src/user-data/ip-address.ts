const octet = /^(?:0|[1-9]\d{0,2})$/u;

/** The kind of an address: 4, 6, or undefined for anything else. */
export function ipFamily(text: string): 4 | 6 | undefined {
  if (text.includes(":")) {
    return isIpv6(text) ? 6 : undefined;
  }
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => octet.test(part) && Number(part) <= 255)
    ? 4
    : undefined;
}

/** The kind of an address range such as `10.100.0.0/16`. */
export function cidrFamily(text: string): 4 | 6 | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const family = ipFamily(address);
  if (family === undefined || bits === undefined || rest.length > 0 || !octet.test(bits)) {
    return undefined;
  }
  return Number(bits) <= (family === 4 ? 32 : 128) ? family : undefined;
}

/** The address that EKS gives to the DNS service of a cluster with this service range. */
export function dnsAddressOf(cidr: string): string {
  const [address = ""] = cidr.split("/");
  return cidrFamily(cidr) === 6 ? `${address}a` : address.replace(/\.\d+$/u, ".10");
}

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) {
    return false;
  }
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const isFull = halves.length === 1 ? groups.length === 8 : groups.length <= 7;
  return isFull && groups.every((group) => /^[0-9a-fA-F]{1,4}$/u.test(group));
}
