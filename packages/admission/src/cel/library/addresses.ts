import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import type { CelValue } from "../value/cel-value.ts";
import { asInstance, asText, type Implementation } from "./arguments.ts";
import { IpAddress, parseIp } from "./ip-address.ts";

/**
 * Functions of internet addresses.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library
 */
export const addressFunctions: Readonly<Record<string, Implementation>> = {
  "isIP(string): bool": ([text], meter) => readIp(text, meter) !== undefined,
  "ip(string): IP": ([text], meter) => requireIp(text, meter),
  "ip.isCanonical(string): bool": ([text], meter) => requireIp(text, meter).toText() === text,
  "IP.family(): int": ([address]) => BigInt(ipOf(address).family),
  "IP.isUnspecified(): bool": ([address]) => ipOf(address).bits === 0n,
  "IP.isLoopback(): bool": ([address]) => isLoopback(ipOf(address)),
  "IP.isLinkLocalMulticast(): bool": ([address]) => isLinkLocalMulticast(ipOf(address)),
  "IP.isLinkLocalUnicast(): bool": ([address]) => isLinkLocalUnicast(ipOf(address)),
  "IP.isGlobalUnicast(): bool": ([address]) => isGlobalUnicast(ipOf(address)),
};

function readIp(operand: CelValue | undefined, meter: Meter): IpAddress | undefined {
  const text = asText(operand);
  meter.spendText(text.length);
  return parseIp(text);
}

/** @throws {CelError} where the text is no address */
export function requireIp(operand: CelValue | undefined, meter: Meter): IpAddress {
  const address = readIp(operand, meter);
  if (address === undefined) {
    throw new CelError(`IP Address "${asText(operand)}" parse error during conversion from string`);
  }
  return address;
}

function ipOf(operand: CelValue | undefined): IpAddress {
  return asInstance(operand, IpAddress);
}

function isLoopback(address: IpAddress): boolean {
  return address.family === 4 ? address.startsWith(127n << 24n, 8) : address.bits === 1n;
}

function isLinkLocalMulticast(address: IpAddress): boolean {
  return address.family === 4
    ? address.startsWith(0xe0_00_00_00n, 24)
    : ((address.bits >> 112n) & 0xff0fn) === 0xff02n;
}

function isLinkLocalUnicast(address: IpAddress): boolean {
  return address.family === 4
    ? address.startsWith(0xa9_fe_00_00n, 16)
    : address.startsWith(0xfe80n << 112n, 10);
}

function isMulticast(address: IpAddress): boolean {
  return address.family === 4
    ? address.startsWith(0xe0_00_00_00n, 4)
    : address.startsWith(0xff00n << 112n, 8);
}

function isGlobalUnicast(address: IpAddress): boolean {
  const isBroadcast = address.family === 4 && address.bits === 0xff_ff_ff_ffn;
  const isSpecial = isLoopback(address) || isMulticast(address) || isLinkLocalUnicast(address);
  return !isBroadcast && address.bits !== 0n && !isSpecial;
}
