const units: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/**
 * A duration as Go writes it (`10m`, `1h30m`, `1500ms`) in whole seconds, cut towards zero as the
 * conversion to v1beta2 does; undefined for anything else.
 */
export function durationSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 64) {
    return undefined;
  }
  if (text === "0") {
    return 0;
  }
  const parts = [...text.matchAll(/(?<count>\d+(?:\.\d+)?)(?<unit>ms|us|µs|ns|h|m|s)/gu)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) {
    return undefined;
  }
  const seconds = parts.reduce(
    (sum, { groups }) => sum + Number(groups?.["count"]) * (units[groups?.["unit"] ?? ""] ?? 0),
    0,
  );
  return Math.trunc(seconds + 1e-9);
}
