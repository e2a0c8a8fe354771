import { matchPattern } from "./match-pattern.ts";
import { isCidr, isIpAddress, isMacAddress } from "./network-formats.ts";
import type { ServerFeatures } from "./server-features.ts";

/**
 * Formats of texts that an API server checks, by their names without hyphens. Any other format says
 * nothing. Built after kube-openapi's `strfmt` and the `net` package of Go.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/1aa2717a552ee6ca1e2a18f1f8ffccde981db923/pkg/apiserver/validation/formats.go
 */
const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["bsonobjectid", (text) => /^[0-9a-fA-F]{24}$/u.test(text)],
  ["byte", isBase64],
  ["cidr", isCidr],
  ["creditcard", isCreditCard],
  ["date", isDate],
  ["datetime", isDateTime],
  ["duration", isDuration],
  ["email", isEmail],
  ["hexcolor", (text) => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/u.test(text)],
  ["hostname", isHostname],
  ["ipv4", (text) => text.includes(".") && isIpAddress(text)],
  ["ipv6", (text) => text.includes(":") && isIpAddress(text)],
  ["isbn", (text) => isIsbn10(text) || isIsbn13(text)],
  ["isbn10", isIsbn10],
  ["isbn13", isIsbn13],
  ["k8slongname", isLongName],
  ["k8sshortname", (text) => text.length <= 63 && isLabel(text)],
  ["mac", isMacAddress],
  ["password", () => true],
  ["rgbcolor", isRgbColor],
  ["ssn", (text) => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/u.test(text) && text.length === 11],
  ["uri", isRequestUri],
  ["uuid", (text) => isUuid(text, "[0-9a-f]", "[0-9a-f]")],
  ["uuid3", (text) => isUuid(text, "3", "[0-9a-f]")],
  ["uuid4", (text) => isUuid(text, "4", "[89ab]")],
  ["uuid5", (text) => isUuid(text, "5", "[89ab]")],
]);

/** Longest text whose form is looked at: nothing that has one of the other formats is longer. */
const longest = 65_536;

/** Formats that texts of any length may have. */
const unbounded: ReadonlySet<string> = new Set(["byte", "password", "uri"]);

/** Formats that API servers have not always checked. */
const nameFormats: ReadonlySet<string> = new Set(["k8slongname", "k8sshortname"]);

/**
 * Whether a text has a format, as far as an API server checks it.
 *
 * @returns undefined where the format is not one it checks
 */
export function hasFormat(
  text: string,
  format: string,
  features: ServerFeatures,
): boolean | undefined {
  const name = format.replaceAll("-", "");
  if (!features.nameFormats && nameFormats.has(name)) {
    return undefined;
  }
  if (text.length > longest && !unbounded.has(name)) {
    return formats.has(name) ? false : undefined;
  }
  return formats.get(name)?.(text);
}

function isBase64(text: string): boolean {
  return text !== "" && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(text);
}

function isUuid(text: string, version: string, variant: string): boolean {
  const blocks = `^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`;
  return new RegExp(blocks, "iu").test(text);
}

function isDate(text: string): boolean {
  const found = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/u.exec(text);
  const [year = 0, month = 0, day = 0] = (found ?? []).slice(1).map(Number);
  return found !== null && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isDateTime(text: string): boolean {
  const [date = "", time = ""] = text.toLowerCase().split("t");
  const found = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/u.exec(time);
  const [hours = 99, minutes = 99, seconds = 99] = (found ?? []).slice(1).map(Number);
  return isDate(date) && hours <= 23 && minutes <= 59 && seconds <= 59;
}

/** Go's durations, and anything that holds a number with a unit, as Scala writes them. */
function isDuration(text: string): boolean {
  const go = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/u;
  const scala =
    /(?<!\d)\d+\s*(?:(?:ns|us|µs|ms|s|m|h|hr|d|w|wk)(?![A-Za-zµ])|nano|micro|milli|sec|min|hour|day|week)/iu;
  return text === "0" || text === "+0" || text === "-0" || go.test(text) || scala.test(text);
}

/** An address as RFC 5322 writes it, with or without a name before it; comments are not taken. */
function isEmail(text: string): boolean {
  const named = /^(?:"(?:[^"\\]|\\.)*"|[^<>@,;:"]*)\s*<(?<address>[^<>]*)>$/u.exec(text);
  const address = named?.groups?.["address"] ?? text.trim();
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const atom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\u{10ffff}-]+$/u;
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/u.test(local);
  const isDomain = (domain: string): boolean =>
    /^\[[^[\]\\]*\]$/u.test(domain) || domain.split(".").every((part) => atom.test(part));
  return (
    at > 0 &&
    (isQuoted || local.split(".").every((part) => atom.test(part))) &&
    isDomain(address.slice(at + 1))
  );
}

const hostname = String.raw`^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$`;

function isHostname(text: string): boolean {
  return (
    text.length <= 255 &&
    text.split(".").every((label) => label.length <= 63) &&
    matchPattern(hostname, text) === true
  );
}

function isLabel(text: string): boolean {
  return /^[a-z0-9-]+$/u.test(text) && !text.startsWith("-") && !text.endsWith("-");
}

function isLongName(text: string): boolean {
  return text.length <= 253 && text.split(".").every(isLabel);
}

/** An absolute path, or a URI with a scheme, without blanks and controls. */
function isRequestUri(text: string): boolean {
  const isClean = !/\p{Cc}(?<![\u{80}-\u{9f}])|%(?![0-9a-fA-F]{2})/u.test(text);
  const found = /^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?<rest>.*)$/su.exec(text);
  const { scheme, rest = "" } = found?.groups ?? {};
  const isAbsolute = rest.startsWith("/") || scheme !== undefined;
  const host = rest.startsWith("//") ? (rest.slice(2).split(/[/?]/u)[0] ?? "") : "";
  const isHost = /^(?:[^\s@[\]<>"]*@)?(?:\[[0-9a-fA-F:.%]+\]|[^\s[\]<>":]*)(?::\d*)?$/u.test(host);
  return text === "*" || (isClean && isAbsolute && isHost);
}

function isRgbColor(text: string): boolean {
  const found = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/u.exec(text);
  return (found ?? []).slice(1).length === 3 && (found ?? []).slice(1).every(isByte);
}

function isByte(digits: string): boolean {
  return String(Number(digits)) === digits && Number(digits) <= 255;
}

const cards =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/u;

function isCreditCard(text: string): boolean {
  const digits = text.replaceAll(/\D+/gu, "");
  const sum = Array.from(digits, Number)
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)))
    .reduce((total, digit) => total + digit, 0);
  return cards.test(digits) && sum % 10 === 0;
}

function isIsbn10(text: string): boolean {
  const digits = text.replaceAll(/[\s-]+/gu, "");
  const sum = Array.from(
    digits,
    (digit, index) => (index + 1) * (digit === "X" ? 10 : Number(digit)),
  );
  return /^\d{9}[\dX]$/u.test(digits) && sum.reduce((a, b) => a + b, 0) % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replaceAll(/[\s-]+/gu, "");
  const sum = Array.from(digits, (digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 3));
  return /^\d{13}$/u.test(digits) && sum.reduce((a, b) => a + b, 0) % 10 === 0;
}
