/** Nanoseconds of the units of Go's durations. */
const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["\u00B5s", 1000n],
  ["\u03BCs", 1000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const part = /(?<whole>\d*)(?:\.(?<fraction>\d*))?(?<unit>ns|us|\u00B5s|\u03BCs|ms|s|m|h)/uy;

/** Largest duration Go holds. */
const maxNanoseconds = 2n ** 63n - 1n;

/**
 * A duration as Go reads it (`10m`, `1h30m`, `1.5s`) in nanoseconds; undefined for what Go refuses.
 * Fractions below a nanosecond are cut, as Go does.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseGoDuration(text: string): bigint | undefined {
  const sign = /^[-+]/u.exec(text)?.[0] ?? "";
  const rest = text.slice(sign.length);
  const length = rest === "0" ? 0n : sumOf(rest);
  if (length === undefined || length > maxNanoseconds) {
    return undefined;
  }
  return sign === "-" ? -length : length;
}

function sumOf(text: string): bigint | undefined {
  if (text === "" || text.length > 1000) {
    return undefined;
  }
  let sum = 0n;
  for (let at = 0; at < text.length; at = part.lastIndex) {
    part.lastIndex = at;
    const groups = part.exec(text)?.groups;
    const unit = units.get(groups?.["unit"] ?? "");
    const { whole = "", fraction = "" } = groups ?? {};
    if (unit === undefined || (whole === "" && fraction === "")) {
      return undefined;
    }
    sum += BigInt(whole === "" ? "0" : whole) * unit + fractionOf(fraction, unit);
  }
  return sum;
}

function fractionOf(digits: string, unit: bigint): bigint {
  return digits === "" ? 0n : (BigInt(digits) * unit) / 10n ** BigInt(digits.length);
}
