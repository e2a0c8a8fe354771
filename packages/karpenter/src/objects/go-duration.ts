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
