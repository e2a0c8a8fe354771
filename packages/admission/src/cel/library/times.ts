import { NotEvaluable } from "../cel-error.ts";
import { calendarTime, type CalendarTime, parseOffset } from "../value/calendar.ts";
import type { CelValue, Duration } from "../value/cel-value.ts";
import { asDuration, asText, asTimestamp, type Implementation } from "./arguments.ts";

/** What each function reads from the calendar: months and days of the month are counted from 0. */
const parts: Readonly<Record<string, (time: CalendarTime) => number>> = {
  getFullYear: ({ year }) => year,
  getMonth: ({ month }) => month - 1,
  getDayOfYear: ({ dayOfYear }) => dayOfYear,
  getDayOfMonth: ({ day }) => day - 1,
  getDate: ({ day }) => day,
  getDayOfWeek: ({ weekday }) => weekday,
  getHours: ({ hour }) => hour,
  getMinutes: ({ minute }) => minute,
  getSeconds: ({ second }) => second,
  getMilliseconds: ({ nanosecond }) => Math.floor(nanosecond / 1_000_000),
};

const lengths: Readonly<Record<string, bigint>> = {
  getHours: 3_600_000_000_000n,
  getMinutes: 60_000_000_000n,
  getSeconds: 1_000_000_000n,
  getMilliseconds: 1_000_000n,
};

/**
 * Parts of points in time, and lengths of time in units. A time zone is an offset such as `+02:00`,
 * or UTC; the database of named zones is not there.
 */
export const timeFunctions: Readonly<Record<string, Implementation>> = Object.fromEntries([
  ...Object.entries(parts).flatMap(([name, read]) => [
    [`timestamp.${name}(): int`, partOf(read)] as const,
    [`timestamp.${name}(string): int`, partOf(read)] as const,
  ]),
  ...Object.entries(lengths).map(
    ([name, unit]) =>
      [
        `duration.${name}(): int`,
        ([length]: readonly CelValue[]) => whole(asDuration(length), unit),
      ] as const,
  ),
]);

function partOf(read: (time: CalendarTime) => number): Implementation {
  return ([time, zone]) =>
    BigInt(read(calendarTime(asTimestamp(time), zone === undefined ? 0 : offsetOf(asText(zone)))));
}

function whole({ nanoseconds }: Duration, unit: bigint): bigint {
  return nanoseconds / unit;
}

function offsetOf(zone: string): number {
  const offset = zone === "UTC" || zone === "" ? 0 : parseOffset(zone);
  if (offset === undefined) {
    throw new NotEvaluable(`the time zone ${zone} is not known here`);
  }
  return offset;
}
