const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const weekdays = "sun mon tue wed thu fri sat".split(" ");

interface Field {
  readonly minimum: number;
  readonly maximum: number;
  readonly names: readonly string[];
}

/** Minute, hour, day, month, weekday. */
const fields: readonly Field[] = [
  { minimum: 0, maximum: 59, names: [] },
  { minimum: 0, maximum: 23, names: [] },
  { minimum: 1, maximum: 31, names: [] },
  { minimum: 1, maximum: 12, names: months },
  { minimum: 0, maximum: 6, names: weekdays },
];

const nicknames = /^@(?:annually|yearly|monthly|weekly|daily|midnight|hourly)$/u;

/**
 * Whether Karpenter's scheduler reads a text: five cron fields in UTC, or a nickname. Ranges
 * ascend, and Sunday is 0 only.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3
 */
export function isCronSchedule(text: string): boolean {
  if (nicknames.test(text)) {
    return true;
  }
  const parts = text.split(/[ \t]+/u).filter((part) => part !== "");
  return (
    parts.length === fields.length &&
    fields.every((field, index) =>
      (parts[index] ?? "").split(",").every((item) => isItem(item, field)),
    )
  );
}

function isItem(item: string, field: Field): boolean {
  const [range = "", step, ...rest] = item.split("/");
  if (rest.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/u.test(step))) {
    return false;
  }
  const [first = "", last, ...more] = range.split("-");
  if (first === "*" || first === "?") {
    return last === undefined;
  }
  const start = numberOf(first, field);
  const end = last === undefined ? start : numberOf(last, field);
  return more.length === 0 && start !== undefined && end !== undefined && start <= end;
}

function numberOf(text: string, { minimum, maximum, names }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const number = named === -1 ? Number(/^\d+$/u.test(text) ? text : "NaN") : named + minimum;
  return number >= minimum && number <= maximum ? number : undefined;
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether no day of any year fits a schedule that is read, such as 30 February. Karpenter's
 * budget is then active at all times. A restricted weekday always comes.
 */
export function cronNeverFires(text: string): boolean {
  const [, , day = "*", month = "*", weekday = "*"] = text.split(/[ \t]+/u).filter(Boolean);
  if (text.startsWith("@") || isOpen(day) || !isOpen(weekday)) {
    return false;
  }
  const days = day.split(",").map((item) => firstOf(item, fields[2]));
  return longest.every(
    (length, index) =>
      !month.split(",").some((item) => isWithin(index + 1, item, fields[3])) ||
      days.every((first) => first > length),
  );
}

/** Whether a field takes every value. */
function isOpen(part: string): boolean {
  return part.split(",").some((item) => /^[*?]$/u.test(item));
}

/** The first value an item stands for. */
function firstOf(item: string, field: Field | undefined): number {
  const [start = ""] = item.split(/[-/]/u);
  return field === undefined || /^[*?]$/u.test(start)
    ? (field?.minimum ?? 0)
    : (numberOf(start, field) ?? field.minimum);
}

function isWithin(value: number, item: string, field: Field | undefined): boolean {
  if (field === undefined) {
    return true;
  }
  const [range = "", step = "1"] = item.split("/");
  const [start = "", end] = range.split("-");
  const first = firstOf(start, field);
  const isWhole = /^[*?]$/u.test(start) || item.includes("/");
  const last = end === undefined ? (isWhole ? field.maximum : first) : firstOf(end, field);
  return value >= first && value <= last && (value - first) % Number(step) === 0;
}
