const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Seconds of a duration such as `1h30m`; undefined for any other text. */
export function secondsOf(text: string): number | undefined {
  if (!/^(?:\d+[smh])+$/u.test(text)) {
    return undefined;
  }
  let seconds = 0;
  for (const [, number = "", unit = ""] of text.matchAll(/(\d+)([smh])/gu)) {
    seconds += Number(number) * (units[unit] ?? 0);
  }
  return seconds;
}

const nanoseconds = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["µs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 6e10],
  ["h", 3.6e12],
]);

/** A duration as Go prints it: `90s` is `1m30s`; undefined for a text that is none. */
export function goDuration(text: string): string | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/u.test(text)) {
    return undefined;
  }
  let total = 0;
  for (const [, number = "", unit = ""] of text.matchAll(/([\d.]+)([a-zµ]+)/gu)) {
    total += Number(number) * (nanoseconds.get(unit) ?? 0);
  }
  if (total < 1e9) {
    const unit = total < 1e3 ? "ns" : total < 1e6 ? "µs" : "ms";
    return total === 0 ? "0s" : `${total / (nanoseconds.get(unit) ?? 1)}${unit}`;
  }
  const hours = Math.floor(total / 3.6e12);
  const minutes = Math.floor((total % 3.6e12) / 6e10);
  const seconds = `${(total % 6e10) / 1e9}s`;
  return hours > 0
    ? `${hours}h${minutes}m${seconds}`
    : minutes > 0
      ? `${minutes}m${seconds}`
      : seconds;
}
