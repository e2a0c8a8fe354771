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
