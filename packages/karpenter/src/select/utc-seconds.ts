const form =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.\d+)?Z$/u;

/** Days before each month of a year that is no leap year. */
const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Whole seconds since 1970 of a time in UTC, written as RFC 3339; negative infinity for no time. */
export function secondsOfTime(text: string): number {
  const groups = form.exec(text)?.groups;
  if (groups === undefined) {
    return -Infinity;
  }
  const [year = 0, month = 0, day = 0] = ["year", "month", "day"].map((key) => Number(groups[key]));
  const [hour = 0, minute = 0, second = 0] = ["hour", "minute", "second"].map((key) =>
    Number(groups[key]),
  );
  const last = month > 2 ? year : year - 1;
  const leaps = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400) - 477;
  const days = (year - 1970) * 365 + leaps + (before[month - 1] ?? 0) + day - 1;
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}
