import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { encodeUtf8 } from "../value/bytes.ts";
import {
  CelList,
  CelMap,
  type CelValue,
  Duration,
  Timestamp,
  typeNameOf,
  Uint,
} from "../value/cel-value.ts";
import { compareText } from "../value/compare.ts";
import { toFixedText, toScientific } from "../value/decimal-text.ts";
import { textOf } from "./conversions.ts";
import { quoteText } from "./quote-text.ts";

const defaultPrecision = 6;

/**
 * A text with the values in place of its clauses.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Strings
 * @throws {CelError} where a clause does not fit its value, or there are more clauses than values
 */
export function formatText(format: string, values: CelList, meter: Meter): string {
  meter.spendText(4 * format.length);
  let used = 0;
  const text = format.replace(
    /%(?:(?<percent>%)|(?:\.(?<precision>\d*))?(?<clause>[a-zA-Z]?))/gu,
    (whole, percent: string | undefined, precision: string | undefined, clause: string) => {
      if (percent !== undefined) {
        return "%";
      }
      if (used >= values.size) {
        throw new CelError(`index ${used} out of range`);
      }
      const shown = formatClause(clause, precision, values.at(used), meter, whole);
      used += 1;
      meter.spendText(shown.length);
      return shown;
    },
  );
  return text;
}

function formatClause(
  clause: string,
  precision: string | undefined,
  value: CelValue,
  meter: Meter,
  whole: string,
): string {
  const digits = precision === undefined ? defaultPrecision : Number(precision);
  if (digits > 100) {
    throw new CelError(`precision of ${whole} is too large`);
  }
  switch (clause) {
    case "s":
      return showValue(value, meter);
    case "d":
      return String(wholeNumber(value, "decimal clause can only be used on integers"));
    case "f":
      return fixed(double(value, "fixed-point"), digits);
    case "e":
      return scientific(double(value, "scientific"), digits);
    case "b":
      return typeof value === "boolean" ? String(Number(value)) : inBase(value, 2);
    case "o":
      return inBase(value, 8);
    case "x":
      return hexadecimal(value, meter);
    case "X":
      return hexadecimal(value, meter).toUpperCase();
    default:
      throw new CelError(`unrecognized formatting clause "${clause}"`);
  }
}

function wholeNumber(value: CelValue, complaint: string): bigint {
  if (typeof value === "bigint") {
    return value;
  }
  if (value instanceof Uint) {
    return value.value;
  }
  throw new CelError(`${complaint}, was given ${typeNameOf(value)}`);
}

function inBase(value: CelValue, base: 2 | 8 | 16): string {
  return wholeNumber(value, "the clause can only be used on integers").toString(base);
}

function hexadecimal(value: CelValue, meter: Meter): string {
  const bytes = typeof value === "string" ? encodeUtf8(value) : value;
  if (!(bytes instanceof Uint8Array)) {
    return inBase(bytes, 16);
  }
  meter.spend(bytes.length);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function double(value: CelValue, clause: string): number {
  if (typeof value === "number") {
    return value;
  }
  const special = ["NaN", "Infinity", "-Infinity"].find((word) => word === value);
  if (special === undefined) {
    const complaint = `${clause} clause can only be used on doubles`;
    throw new CelError(`${complaint}, was given ${typeNameOf(value)}`);
  }
  return Number(special);
}

/** With commas between thousands, as upstream writes them in its default locale. */
function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) {
    return specialDouble(value);
  }
  const [whole = "", fraction] = toFixedText(value, digits).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function specialDouble(value: number): string {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  return value > 0 ? "∞" : "-∞";
}

const superscripts = Array.from("⁰¹²³⁴⁵⁶⁷⁸⁹");

function scientific(value: number, digits: number): string {
  if (!Number.isFinite(value)) {
    return specialDouble(value);
  }
  const { mantissa, exponent } = toScientific(value, digits);
  const power = String(Math.abs(exponent)).padStart(2, "0");
  const raised = Array.from(power, (digit) => superscripts[Number(digit)]).join("");
  return `${mantissa}\u202F×\u202F10${exponent < 0 ? "⁻" : ""}${raised}`;
}

/** A value as `%s` shows it. */
function showValue(value: CelValue, meter: Meter): string {
  meter.spend(1);
  if (value === null) {
    return "null";
  }
  if (value instanceof CelList) {
    return `[${Array.from(value, (item) => showInner(item, meter)).join(", ")}]`;
  }
  if (value instanceof CelMap) {
    return showMap(value, meter);
  }
  const text = value instanceof Object && !isPlain(value) ? undefined : textOf(value, meter);
  if (text === undefined) {
    const complaint =
      "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps";
    throw new CelError(`${complaint}, was given ${typeNameOf(value)}`);
  }
  return text;
}

const plainTypes: ReadonlySet<string> = new Set([
  "uint",
  "bytes",
  "type",
  "google.protobuf.Timestamp",
  "google.protobuf.Duration",
]);

function isPlain(value: CelValue): boolean {
  return plainTypes.has(typeNameOf(value));
}

/** Inside lists and maps texts are quoted, and other values written as literals. */
function showInner(value: CelValue, meter: Meter): string {
  if (typeof value === "number") {
    return Number.isFinite(value)
      ? toFixedText(value, defaultPrecision)
      : quoteText(specialInner(value));
  }
  const shown = showValue(value, meter);
  meter.spendText(shown.length);
  if (typeof value === "string") {
    return quoteText(shown);
  }
  if (value instanceof Timestamp) {
    return `timestamp("${shown}")`;
  }
  if (value instanceof Duration) {
    return `duration("${shown}")`;
  }
  return value instanceof Uint8Array ? `b${quoteText(shown)}` : shown;
}

function specialInner(value: number): string {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  return value > 0 ? "+Inf" : "-Inf";
}

function showMap(map: CelMap, meter: Meter): string {
  const entries = map.keys().map((key) => {
    const value = showInner(map.get(key) ?? null, meter);
    return [showInner(key, meter), value] as const;
  });
  const sorted = entries.toSorted(([left], [right]) => compareText(left, right));
  return `{${sorted.map(([key, value]) => `${key}:${value}`).join(", ")}}`;
}
