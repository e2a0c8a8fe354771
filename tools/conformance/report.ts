import type { SetResult } from "./run-conformance.ts";

const headings = [
  "",
  "artifacts",
  "judged",
  "accepted",
  "expected",
  "refused",
  "not checked",
  "skipped",
];

/** The results as a table for people, refusals and skipped judges below it. */
export function conformanceTable(results: readonly SetResult[], stale: readonly string[]): string {
  const rows = [...results.map(cells), totals(results)];
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join("  ")
      .trimEnd();
  return [line(headings), ...rows.map(line), ...details(results, stale)].join("\n");
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function cells(result: SetResult): readonly string[] {
  const { artifacts, judged, accepted, expected, refused, notChecked, skipped } = result;
  const counts = [artifacts.length, judged, accepted, expected.length, refused.length, notChecked];
  return [result.name, ...counts.map(String), String(skippedArtifacts(skipped))];
}

function totals(results: readonly SetResult[]): readonly string[] {
  const rows = results.map((result) => cells(result).slice(1).map(Number));
  const sums = headings
    .slice(1)
    .map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return ["all", ...sums.map(String)];
}

function skippedArtifacts(skipped: SetResult["skipped"]): number {
  return skipped.reduce((sum, { artifacts }) => sum + artifacts, 0);
}

function details(results: readonly SetResult[], stale: readonly string[]): readonly string[] {
  const refusals = results.flatMap(({ refused }) =>
    refused.flatMap(({ judge, path, reasons }) => [
      `REFUSED by ${judge}: ${path}`,
      ...reasons.map((reason) => `  ${reason.replaceAll("\n", "\n  ")}`),
    ]),
  );
  const holes = results.flatMap(({ unjudged }) => unjudged.map((path) => `NOBODY judges ${path}`));
  const skipped = new Set(
    results.flatMap((result) =>
      result.skipped.map(({ judge, reason, remedy }) => `SKIPPED ${judge}: ${reason} (${remedy})`),
    ),
  );
  const old = stale.map(
    (entry) => `STALE in conformance-exceptions.json, nothing to expect: ${entry}`,
  );
  const lines = [...refusals, ...holes, ...skipped, ...old];
  return lines.length === 0 ? [] : ["", ...lines];
}
