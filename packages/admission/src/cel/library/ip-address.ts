import { Opaque } from "../value/cel-value.ts";

/** An internet address of version 4 or 6. */
export class IpAddress extends Opaque {
  override readonly typeName = "net.IP";
  readonly family: 4 | 6;
  /** The address as a number of 32 or 128 bits. */
  readonly bits: bigint;

  constructor(family: 4 | 6, bits: bigint) {
    super();
    this.family = family;
    this.bits = bits;
  }

  /** How many bits addresses of the family have. */
  get width(): 32 | 128 {
    return this.family === 4 ? 32 : 128;
  }

  override equals(other: Opaque): boolean {
    return other instanceof IpAddress && other.family === this.family && other.bits === this.bits;
  }

  override toText(): string {
    return this.family === 4 ? showVersion4(this.bits) : showVersion6(this.bits);
  }

  /** Whether the address begins with so many bits of another one. */
  startsWith(prefix: bigint, length: number): boolean {
    const shift = BigInt(this.width - length);
    return this.bits >> shift === prefix >> shift;
  }
}

function showVersion4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join(".");
}

/** The longest run of zeros, if there are two at least, is left out. */
function showVersion6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const runs = groups.map((_, start) => groups.slice(start).findIndex((group) => group !== "0"));
  const lengths = runs.map((length, start) => (length < 0 ? 8 - start : length));
  const longest = Math.max(...lengths);
  if (longest < 2) {
    return groups.join(":");
  }
  const start = lengths.indexOf(longest);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + longest).join(":")}`;
}

/**
 * Reads an address. Addresses of version 4 in those of version 6, and zones, are none.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library
 */
export function parseIp(text: string): IpAddress | undefined {
  if (!text.includes(":")) {
    const bits = parseVersion4(text);
    return bits === undefined ? undefined : new IpAddress(4, bits);
  }
  const bits = parseVersion6(text);
  return bits === undefined || bits >> 32n === 0xffffn ? undefined : new IpAddress(6, bits);
}

function parseVersion4(text: string): bigint | undefined {
  const octets = text.split(".");
  const isWhole = octets.length === 4 && octets.every((one) => /^(?:0|[1-9]\d{0,2})$/u.test(one));
  return isWhole && octets.every((one) => Number(one) <= 255)
    ? octets.reduce((bits, one) => (bits << 8n) | BigInt(one), 0n)
    : undefined;
}

function parseVersion6(text: string): bigint | undefined {
  if (text.length > 45) {
    return undefined;
  }
  const [head = "", tail, ...rest] = text.split("::");
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  if (rest.length > 0 || before === undefined || after === undefined) {
    return undefined;
  }
  const missing = 8 - before.length - after.length;
  const isWhole = tail === undefined ? missing === 0 : missing >= 1;
  const groups = [...before, ...Array.from({ length: Math.max(missing, 0) }, () => 0n), ...after];
  return isWhole ? groups.reduce((bits, group) => (bits << 16n) | group, 0n) : undefined;
}

/** Groups of 16 bits; the last two may be written as an address of version 4. */
function groupsOf(text: string): bigint[] | undefined {
  if (text === "") {
    return [];
  }
  const parts = text.split(":");
  const last = parts.at(-1) ?? "";
  const embedded = last.includes(".") ? parseVersion4(last) : undefined;
  const plain = embedded === undefined ? parts : parts.slice(0, -1);
  if (!plain.every((part) => /^[0-9A-Fa-f]{1,4}$/u.test(part))) {
    return undefined;
  }
  const groups = plain.map((part) => BigInt(`0x${part}`));
  return embedded === undefined ? groups : [...groups, embedded >> 16n, embedded & 0xffffn];
}
