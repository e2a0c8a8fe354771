import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One place where we render something else than an upstream page shows. */
interface Correction {
  readonly id: string;
  readonly system: string;
  readonly upstream: string;
  readonly ours: string;
  readonly judge: string;
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
    return `## ${system}\n\n| id | upstream documents | we render | judged by |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n`;
  });
  return `# Conformance

Imagewright renders what the upstream documentation shows, and where that documentation does not work,
its corrected form. Every correction is listed here with what judges it. \`npm run conformance\` runs
the judges over the example platform and prints the counts for each system; upstream's own data are
looked for in \`IMAGEWRIGHT_UPSTREAM\`, beside the checkout, then in \`.upstream/\`.

The page is made from each package's \`conformance.json\` by \`npm run docs\`.

${sections.join("\n")}`;
}

function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`).replaceAll(/\s+/gu, " ");
}
