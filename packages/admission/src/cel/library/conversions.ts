import { CelError, noSuchOverload } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { decodeUtf8, encodeUtf8 } from "../value/bytes.ts";
import {
  checkedTimestamp,
  formatTimestamp,
  floorDivide,
  parseTimestamp,
} from "../value/calendar.ts";
import {
  CelTypeName,
  type CelValue,
  Duration,
  Opaque,
  Timestamp,
  typeNameOf,
  Uint,
} from "../value/cel-value.ts";
import { formatDuration, parseDuration } from "../value/length-of-time.ts";
import { checkedInt, checkedUint, doubleToText, numberOf } from "../value/numbers.ts";
import { asInt, asText, type Implementation } from "./arguments.ts";

/** From one type to another, and what type a value is of. */
export const conversionFunctions: Readonly<Record<string, Implementation>> = {
  "type(dyn): type": ([value]) => new CelTypeName(typeNameOf(value ?? null)),
  "dyn(T): dyn": ([value]) => value ?? null,
  "bool(bool): bool": identity,
  "bool(string): bool": ([text]) => toBool(asText(text)),
  "bytes(bytes): bytes": identity,
  "bytes(string): bytes": ([text], meter) => toBytes(asText(text), meter),
  "double(double): double": identity,
  "double(int): double": ([number]) => Number(numberOf(number ?? null)),
  "double(uint): double": ([number]) => Number(numberOf(number ?? null)),
  "double(string): double": ([text]) => toDouble(asText(text)),
  "int(int): int": identity,
  "int(uint): int": ([number]) => checkedInt(toWhole(number)),
  "int(double): int": ([number]) => checkedInt(toWhole(number)),
  "int(string): int": ([text]) => checkedInt(parseWhole(asText(text), "int")),
  "int(timestamp): int": ([time]) => floorDivide(nanosecondsOf(time), 1_000_000_000n),
  "int(duration): int": ([length]) => nanosecondsOf(length),
  "uint(uint): uint": identity,
  "uint(int): uint": ([number]) => checkedUint(toWhole(number)),
  "uint(double): uint": ([number]) => checkedUint(toWhole(number)),
  "uint(string): uint": ([text]) => checkedUint(parseWhole(asText(text), "uint")),
  "string(string): string": identity,
  "string(bool): string": toText,
  "string(int): string": toText,
  "string(uint): string": toText,
  "string(double): string": toText,
  "string(bytes): string": toText,
  "string(timestamp): string": toText,
  "string(duration): string": toText,
  "string(IP): string": toText,
  "string(CIDR): string": toText,
  "timestamp(timestamp): timestamp": identity,
  "timestamp(int): timestamp": ([seconds]) => checkedTimestamp(asInt(seconds) * 1_000_000_000n),
  "timestamp(string): timestamp": ([text]) => toTimestamp(asText(text)),
  "duration(duration): duration": identity,
  "duration(int): duration": ([nanoseconds]) => new Duration(asInt(nanoseconds)),
  "duration(string): duration": ([text]) => toDuration(asText(text)),
};

function identity([value]: readonly CelValue[]): CelValue {
  return value ?? null;
}

function conversionError(from: string, to: string): CelError {
  return new CelError(`type conversion error from '${from}' to '${to}'`);
}

function toBool(text: string): boolean {
  if (["true", "TRUE", "True", "t", "1"].includes(text)) {
    return true;
  }
  if (["false", "FALSE", "False", "f", "0"].includes(text)) {
    return false;
  }
  throw conversionError("string", "bool");
}

function toBytes(text: string, meter: Meter): Uint8Array {
  meter.spend(text.length);
  return encodeUtf8(text);
}

function toDouble(text: string): number {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) {
      return value;
    }
  }
  const word = /^(?<sign>[+-]?)(?:inf|infinity)$/iu.exec(text)?.groups;
  if (word !== undefined) {
    return word["sign"] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (/^nan$/iu.test(text)) {
    return Number.NaN;
  }
  throw conversionError("string", "double");
}

function toWhole(value: CelValue | undefined): bigint {
  const number = numberOf(value ?? null) ?? Number.NaN;
  if (typeof number === "bigint") {
    return number;
  }
  if (!Number.isFinite(number)) {
    throw new CelError("integer overflow");
  }
  return BigInt(Math.trunc(number));
}

function parseWhole(text: string, type: "int" | "uint"): bigint {
  const form = type === "int" ? /^[+-]?\d{1,30}$/u : /^\d{1,30}$/u;
  if (!form.test(text)) {
    throw conversionError("string", type);
  }
  return BigInt(text.replace(/^\+/u, ""));
}

function nanosecondsOf(value: CelValue | undefined): bigint {
  if (value instanceof Timestamp || value instanceof Duration) {
    return value.nanoseconds;
  }
  throw noSuchOverload();
}

function toTimestamp(text: string): Timestamp {
  const time = text.includes("T") || text.includes("t") ? parseTimestamp(text) : undefined;
  if (time === undefined) {
    throw conversionError("string", "google.protobuf.Timestamp");
  }
  return checkedTimestamp(time.nanoseconds);
}

function toDuration(text: string): Duration {
  const length = parseDuration(text);
  if (length === undefined) {
    throw conversionError("string", "google.protobuf.Duration");
  }
  return length;
}

function toText([value]: readonly CelValue[], meter: Meter): string {
  const text = textOf(value ?? null, meter);
  if (text === undefined) {
    throw noSuchOverload();
  }
  return text;
}

/** A value as `string(x)` gives it; undefined where its type has no such conversion. */
export function textOf(value: CelValue, meter: Meter): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "bigint":
    case "boolean":
      return String(value);
    case "number":
      return doubleToText(value);
    default:
      return value === null ? undefined : textOfObject(value, meter);
  }
}

function textOfObject(value: CelValue & object, meter: Meter): string | undefined {
  if (value instanceof Uint) {
    return String(value.value);
  }
  if (value instanceof Timestamp) {
    return formatTimestamp(value);
  }
  if (value instanceof Duration) {
    return formatDuration(value);
  }
  if (value instanceof Uint8Array) {
    return bytesToText(value, meter);
  }
  if (value instanceof CelTypeName) {
    return value.name;
  }
  return value instanceof Opaque ? value.toText() : undefined;
}

function bytesToText(bytes: Uint8Array, meter: Meter): string {
  meter.spend(bytes.length);
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    throw new CelError("invalid UTF-8 in bytes, cannot convert to string");
  }
  return text;
}
