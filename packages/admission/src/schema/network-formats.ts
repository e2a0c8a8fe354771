/** An address of IPv4 or IPv6; zeros may lead the parts of the first, as API servers allow. */
export function isIpAddress(text: string): boolean {
  return text.includes(":") ? isIpv6(text) : isIpv4(text);
}

/** An address, a slash, and how many bits the network has. */
export function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  const most = address.includes(":") ? 128 : 32;
  return (
    rest.length === 0 && isIpAddress(address) && /^\d{1,9}$/u.test(bits) && Number(bits) <= most
  );
}

/** 6, 8 or 20 bytes in hexadecimal, parted by colons or hyphens, or by dots after every second. */
export function isMacAddress(text: string): boolean {
  const pairs =
    /^[0-9a-f]{2}(?:(?<sign>[:-])[0-9a-f]{2})(?:\k<sign>[0-9a-f]{2}){4}(?:(?:\k<sign>[0-9a-f]{2}){2}|(?:\k<sign>[0-9a-f]{2}){14})?$/iu;
  const quads = /^[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}(?:\.[0-9a-f]{4}|(?:\.[0-9a-f]{4}){7})?$/iu;
  return pairs.test(text) || quads.test(text);
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d+$/u.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const hasTail = last.includes(".") && isIpv4(last) && !text.endsWith("::");
  const plain = hasTail ? groups.slice(0, -1) : groups;
  const count = plain.length + (hasTail ? 2 : 0);
  return (
    halves.length <= 2 &&
    plain.every((group) => /^[0-9a-f]{1,4}$/iu.test(group)) &&
    (halves.length === 2 ? count <= 7 : count === 8)
  );
}
