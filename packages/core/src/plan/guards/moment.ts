import { parseCalendarDate } from "../../version/calendar-date.ts";

/** The day of an RFC 3339 moment, as its date; undefined for what is none. */
export function dateOf(moment: string | undefined): string | undefined {
  const date = moment?.slice(0, 10);
  return date === undefined || parseCalendarDate(date) === undefined ? undefined : date;
}

/** Whole days between two moments; negative where the second comes first. */
export function daysBetween(from: string, to: string): number | undefined {
  const [first, second] = [from, to].map((moment) => parseCalendarDate(moment.slice(0, 10)));
  return first === undefined || second === undefined ? undefined : second - first;
}
