import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { type ExampleRecord, readExampleResults } from "./conformance/example-record.ts";
import { type ExpectedRefusal, expectedRefusals } from "./conformance/expected-refusals.ts";
import type { LintedExample } from "./conformance/lint-examples.ts";

/** One place where we render something else than an upstream page shows. */
interface Correction {
  readonly id: string;
  readonly system: string;
  readonly upstream: string;
  readonly ours: string;
  readonly judge: string;
}

const workspace = resolve(import.meta.dirname, "..");

/** Writes `docs/conformance.md`. */
export function writeConformancePage(): void {
  const text = conformancePage(join(workspace, "packages"));
  writeFileSync(join(workspace, "docs/conformance.md"), text);
}

/** The page that lists, per system, what upstream documents, what we render and what judges it. */
export function conformancePage(packages: string): string {
  const corrections = readdirSync(packages)
    .toSorted()
    .map((name) => join(packages, name, "conformance.json"))
    .filter((file) => existsSync(file))
    .flatMap((file) => JSON.parse(readFileSync(file, "utf8")) as readonly Correction[]);
  const systems = Map.groupBy(corrections, ({ system }) => system);
  const sections = [...systems].map(([system, rows]) => {
    const lines = rows.map(
      ({ id, upstream, ours, judge }) =>
        `| \`${id}\` | ${cell(upstream)} | ${cell(ours)} | ${cell(judge)} |`,
    );
    return `### ${system}\n\n| id | upstream documents | we render | judged by |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n`;
  });
  const { systems: examples, linted } = readExampleResults();
  return `# Conformance

Imagewright renders what the upstream documentation shows, and where that documentation does not work,
its corrected form. Every correction is listed here with what judges it. \`npm run conformance\` runs
the judges over the example platform and prints the counts for each system; upstream's own data are
looked for in \`IMAGEWRIGHT_UPSTREAM\`, beside the checkout, then in \`.upstream/\`.

The page is made by \`npm run conformance\`, and by \`npm run docs\` from what that has stored: each
package's \`conformance.json\`, the counts of the last run, and the table of expected refusals.

${examplesSection(examples)}
${faultsSection(expectedRefusals())}
${lintSection(linted)}
## Corrections

${sections.join("\n")}`;
}

/** How many of upstream's examples each judge accepts. */
function examplesSection(records: readonly ExampleRecord[]): string {
  const judges = [...new Set(records.flatMap(({ counts }) => counts.map(({ judge }) => judge)))];
  const rows = records.map(
    ({ name, files, counts }) =>
      `| ${name} | ${files} | ${judges
        .map((judge) => countCell(counts.find((one) => one.judge === judge)))
        .join(" | ")} |`,
  );
  return `## Upstream's examples

Every file of upstream's documentation that is stored: how many of those that are a judge's kind it
accepts, of how many; what it refuses is listed below with the reason.

| examples | files | ${judges.join(" | ")} |
| --- | --: | ${judges.map(() => "--:").join(" | ")} |
${rows.join("\n")}
`;
}

function countCell(count: ExampleRecord["counts"][number] | undefined): string {
  if (count === undefined) {
    return "";
  }
  const { accepted, expected, notChecked } = count;
  const open = notChecked === 0 ? "" : `, ${notChecked} in part`;
  return `${accepted} of ${accepted + expected}${open}`;
}

/** What lint finds in each manifest of upstream's documentation. */
function lintSection(linted: readonly LintedExample[]): string {
  const rows = linted.map(({ path, admitted, judged, codes }) => {
    const verdict = judged === 0 ? "not judged" : `${admitted} of ${judged}`;
    const found = codes.map((code) => `\`${code}\``).join(", ");
    return `| \`${path.slice("examples/".length)}\` | ${verdict} | ${found} |`;
  });
  return `### What lint finds in them

Errors and warnings of \`imagewright lint\`, file by file, with variables filled in by their defaults.

| file | admitted | findings |
| --- | --- | --- |
${rows.join("\n")}
`;
}

/** What is wrong with upstream's examples, and which finding says so. */
function faultsSection(refusals: readonly ExpectedRefusal[]): string {
  const rows = refusals.flatMap(({ reason, judge, says, paths }) => {
    const files = paths.filter((path) => path.startsWith("examples/"));
    const codes = says.map(codeSpan).join(", ");
    const names = files.map((path) => `\`${path.slice("examples/".length)}\``).join(", ");
    return files.length === 0
      ? []
      : [`| ${cell(reason)} | ${judge} | ${cell(codes)} | ${cell(names)} |`];
  });
  return `### What is refused, and why

| reason | refused by | finding | files |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** A text as code; with backquotes in it, between two of them. */
function codeSpan(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`).replaceAll(/\s+/gu, " ");
}
