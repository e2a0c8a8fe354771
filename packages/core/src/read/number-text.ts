/** A JSON or YAML decimal number, taken apart. */
const decimal = /^[-+]?(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[-+]?\d+))?$/u;

/**
 * Whether a reader that keeps doubles keeps this decimal number: its digits come back when the
 * double is written in the shortest form that reads back equal, and integers lie within 2^53.
 */
export function isExactNumber(text: string, value: number): boolean {
  if (!Number.isFinite(value)) {
    return false;
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return false;
  }
  const isShort = text.length <= 15 && !/[eE]/u.test(text);
  return isShort || canonical(text) === canonical(String(value));
}

/** Digits without leading and trailing zeros, and the power of ten of the last one. */
function canonical(text: string): string {
  const { whole = "", fraction = "", exponent = "0" } = decimal.exec(text)?.groups ?? {};
  const all = whole + fraction;
  let end = all.length;
  while (end > 0 && all[end - 1] === "0") {
    end -= 1;
  }
  let start = 0;
  while (start < end && all[start] === "0") {
    start += 1;
  }
  return start === end
    ? "0"
    : `${all.slice(start, end)}e${Number(exponent) - fraction.length + all.length - end}`;
}
