import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { type CelValue, Opaque } from "../value/cel-value.ts";
import { requireIp } from "./addresses.ts";
import { asInstance, asText, type Implementation } from "./arguments.ts";
import { IpAddress, parseIp } from "./ip-address.ts";

/**
 * Functions of networks in CIDR notation.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cidr-library
 */
export const networkFunctions: Readonly<Record<string, Implementation>> = {
  "isCIDR(string): bool": ([text], meter) => readNetwork(text, meter) !== undefined,
  "cidr(string): CIDR": ([text], meter) => requireNetwork(text, meter),
  "CIDR.containsIP(string): bool": ([network, text], meter) =>
    networkOf(network).contains(requireIp(text, meter)),
  "CIDR.containsIP(IP): bool": ([network, address]) =>
    networkOf(network).contains(asInstance(address, IpAddress)),
  "CIDR.containsCIDR(string): bool": ([network, text], meter) =>
    networkOf(network).includes(requireNetwork(text, meter)),
  "CIDR.containsCIDR(CIDR): bool": ([network, other]) =>
    networkOf(network).includes(networkOf(other)),
  "CIDR.ip(): IP": ([network]) => networkOf(network).address,
  "CIDR.masked(): CIDR": ([network]) => networkOf(network).masked(),
  "CIDR.prefixLength(): int": ([network]) => BigInt(networkOf(network).length),
};

/** An address, and how many of its first bits are those of the network. */
class Network extends Opaque {
  override readonly typeName = "net.CIDR";
  readonly address: IpAddress;
  readonly length: number;

  constructor(address: IpAddress, length: number) {
    super();
    this.address = address;
    this.length = length;
  }

  override equals(other: Opaque): boolean {
    return (
      other instanceof Network && other.length === this.length && other.address.equals(this.address)
    );
  }

  override toText(): string {
    return `${this.address.toText()}/${this.length}`;
  }

  contains(address: IpAddress): boolean {
    return (
      address.family === this.address.family && address.startsWith(this.address.bits, this.length)
    );
  }

  includes(other: Network): boolean {
    return other.length >= this.length && this.contains(other.address);
  }

  masked(): Network {
    const { family, width, bits } = this.address;
    const shift = BigInt(width - this.length);
    return new Network(new IpAddress(family, (bits >> shift) << shift), this.length);
  }
}

function readNetwork(operand: CelValue | undefined, meter: Meter): Network | undefined {
  const text = asText(operand);
  meter.spendText(text.length);
  const slash = text.lastIndexOf("/");
  const length = text.slice(slash + 1);
  const address = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  const isLength = /^(?:0|[1-9]\d{0,2})$/u.test(length);
  return address !== undefined && isLength && Number(length) <= address.width
    ? new Network(address, Number(length))
    : undefined;
}

function requireNetwork(operand: CelValue | undefined, meter: Meter): Network {
  const network = readNetwork(operand, meter);
  if (network === undefined) {
    throw new CelError("network address parse error during conversion from string");
  }
  return network;
}

function networkOf(operand: CelValue | undefined): Network {
  return asInstance(operand, Network);
}
