import { CelError } from "../cel-error.ts";
import { Timestamp } from "./cel-value.ts";

const nanosecondsPerSecond = 1_000_000_000n;
const secondsPerDay = 86_400n;

/** A point in time as a calendar shows it. */
export interface CalendarTime {
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  /** From 1 to 31. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** From 0, a Sunday, to 6. */
  readonly weekday: number;
  /** From 0 to 365. */
  readonly dayOfYear: number;
}

/** Days since 1970 of a date of the Gregorian calendar. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day counted from 1970. */
function dateOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** How many days a month has. */
function daysInMonth(year: number, month: number): number {
  return daysOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - daysOf(year, month, 1);
}

/**
 * A point in time on the calendar of a zone.
 *
 * @param offsetMinutes - how far the zone is ahead of UTC
 */
export function calendarTime(time: Timestamp, offsetMinutes = 0): CalendarTime {
  const nanoseconds = time.nanoseconds + BigInt(offsetMinutes) * 60n * nanosecondsPerSecond;
  const seconds = floorDivide(nanoseconds, nanosecondsPerSecond);
  const days = Number(floorDivide(seconds, secondsPerDay));
  const ofDay = Number(seconds) - days * 86_400;
  const date = dateOf(days);
  return {
    ...date,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
    nanosecond: Number(nanoseconds - seconds * nanosecondsPerSecond),
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysOf(date.year, 1, 1),
  };
}

/** Division that rounds down, also below zero. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

const earliest = BigInt(daysOf(1, 1, 1)) * secondsPerDay * nanosecondsPerSecond;
const latest = BigInt(daysOf(10_000, 1, 1)) * secondsPerDay * nanosecondsPerSecond - 1n;

/** @throws {CelError} outside the years 1 to 9999 */
export function checkedTimestamp(nanoseconds: bigint): Timestamp {
  if (nanoseconds < earliest || nanoseconds > latest) {
    throw new CelError("timestamp overflow");
  }
  return new Timestamp(nanoseconds);
}

const rfc3339 =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[Tt](?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:[.,](?<fraction>\d{1,30}))?(?<zone>[Zz]|[+-]\d{2}:\d{2}))?$/u;

/** A point in time as RFC 3339 writes it, or a date alone; undefined where the text is neither. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const groups = rfc3339.exec(text)?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const number = (name: string): number => Number(groups[name] ?? 0);
  const [year, month, day] = [number("year"), number("month"), number("day")];
  const [hour, minute, second] = [number("hour"), number("minute"), number("second")];
  const zone = parseOffset(groups["zone"] ?? "Z");
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 59 || zone === undefined) {
    return undefined;
  }
  const minutes = daysOf(year, month, day) * 1440 + hour * 60 + minute - zone;
  const fraction = BigInt((groups["fraction"] ?? "").padEnd(9, "0").slice(0, 9));
  return new Timestamp(BigInt(minutes * 60 + second) * nanosecondsPerSecond + fraction);
}

/** How many minutes an offset such as `+02:00` is ahead of UTC. */
export function parseOffset(text: string): number | undefined {
  if (text === "Z" || text === "z") {
    return 0;
  }
  const groups = /^(?<sign>[+-]?)(?<hours>\d{2}):(?<minutes>\d{2})$/u.exec(text)?.groups;
  const hours = Number(groups?.["hours"]);
  const minutes = Number(groups?.["minutes"]);
  const isOffset = groups !== undefined && hours <= 23 && minutes <= 59;
  return isOffset ? (groups["sign"] === "-" ? -1 : 1) * (hours * 60 + minutes) : undefined;
}

/** A point in time as RFC 3339 writes it, in UTC, with as many digits as it needs. */
export function formatTimestamp(time: Timestamp): string {
  const { year, month, day, hour, minute, second, nanosecond } = calendarTime(time);
  const fraction = pad(nanosecond, 9).replace(/0+$/u, "");
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${
    fraction === "" ? "" : `.${fraction}`
  }Z`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}
