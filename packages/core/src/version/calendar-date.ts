import { ImagewrightError } from "../error.ts";
import { showValue } from "../show-value.ts";
import { versionDiagnostics } from "./version-diagnostics.ts";

/**
 * Reads a calendar date such as `2026-08-22` (RFC 3339 `full-date`).
 *
 * @returns days since 1970-01-01, or undefined if there is no such date
 */
export function parseCalendarDate(text: string): number | undefined {
  const groups = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/u.exec(text)?.groups;
  const [year, month, day] = [groups?.["year"], groups?.["month"], groups?.["day"]].map(Number);
  if (groups === undefined || year === undefined || month === undefined || day === undefined) {
    return undefined;
  }
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isReal ? daysSinceEpoch(year, month, day) : undefined;
}

/**
 * Reads a calendar date like {@link parseCalendarDate}.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with `VERSION_DATE_INVALID`
 */
export function requireCalendarDate(text: string): number {
  const days = parseCalendarDate(text);
  if (days === undefined) {
    const diagnostic = versionDiagnostics.report("VERSION_DATE_INVALID", {
      message: "this is no calendar date",
      found: showValue(text),
      expected: "a date such as 2026-08-22",
    });
    throw new ImagewrightError("INPUT_INVALID", `${showValue(text)} is no calendar date`, {
      details: { diagnostics: [diagnostic] },
      hint: diagnostic.hint,
    });
  }
  return days;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return isLeapYear(year) ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Counts years from March, so that the leap day is the last day of its year. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
