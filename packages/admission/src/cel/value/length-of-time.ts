import { CelError } from "../cel-error.ts";
import { Duration } from "./cel-value.ts";
import { fitsInt } from "./numbers.ts";

const hour = 3_600_000_000_000n;

/** Nanoseconds of each unit that Go's durations have. */
const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["µs", 1000n],
  ["μs", 1000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", hour],
]);

/** Units that only fields of the format `duration` have, which may be written as words too. */
const wordUnits: ReadonlyMap<string, bigint> = new Map(
  [
    { words: ["ns", "nano", "nanosecond"], length: 1n },
    { words: ["us", "µs", "micro", "microsecond"], length: 1000n },
    { words: ["ms", "milli", "millisecond"], length: 1_000_000n },
    { words: ["s", "sec", "second"], length: 1_000_000_000n },
    { words: ["m", "min", "minute"], length: 60_000_000_000n },
    { words: ["h", "hr", "hour"], length: hour },
    { words: ["d", "day"], length: 24n * hour },
    { words: ["w", "wk", "week"], length: 168n * hour },
  ].flatMap(({ words, length }) => words.map((word) => [word, length] as const)),
);

/** @throws {CelError} where the length does not fit into 64 bits of nanoseconds */
export function checkedDuration(nanoseconds: bigint): Duration {
  if (!fitsInt(nanoseconds)) {
    throw new CelError("duration overflow");
  }
  return new Duration(nanoseconds);
}

const goForm = /^[+-]?(?:(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:ns|us|µs|μs|ms|s|m|h))+$/u;
const goPart = /(?<whole>\d*)(?:\.(?<fraction>\d*))?(?<unit>[a-zµμ]+)/gu;

/** A length of time as Go writes it: `1h30m`, `-1.5s`, `0`. */
export function parseDuration(text: string): Duration | undefined {
  if (/^[+-]?0$/u.test(text)) {
    return new Duration(0n);
  }
  if (text.length > 200 || !goForm.test(text)) {
    return undefined;
  }
  let total = 0n;
  for (const { groups } of text.matchAll(goPart)) {
    const unit = units.get(groups?.["unit"] ?? "") ?? 0n;
    const fraction = groups?.["fraction"] ?? "";
    total += BigInt(groups?.["whole"] || 0) * unit;
    total += (BigInt(fraction || 0) * unit) / 10n ** BigInt(fraction.length);
  }
  const signed = text.startsWith("-") ? -total : total;
  return fitsInt(signed) ? new Duration(signed) : undefined;
}

/** A length of time as fields of the format `duration` may write it: Go's form, or `3 days`. */
export function parseDurationField(text: string): Duration | undefined {
  const groups = /^\s*(?<count>\d{1,18})\s*(?<unit>[a-zµ]+?)s?\s*$/iu.exec(text)?.groups;
  const unit = groups?.["unit"]?.toLowerCase() ?? "";
  const length = wordUnits.get(unit) ?? wordUnits.get(`${unit}s`);
  return (
    parseDuration(text) ??
    (groups === undefined || length === undefined
      ? undefined
      : checkedDuration(BigInt(groups["count"] ?? 0) * length))
  );
}

/** A length of time in seconds: `90s`, `1.5s`. */
export function formatDuration({ nanoseconds }: Duration): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const fraction = String(size % 1_000_000_000n)
    .padStart(9, "0")
    .replace(/0+$/u, "");
  const sign = nanoseconds < 0n ? "-" : "";
  return `${sign}${size / 1_000_000_000n}${fraction === "" ? "" : `.${fraction}`}s`;
}
