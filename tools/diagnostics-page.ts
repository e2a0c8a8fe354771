import type { ExportedSets } from "./diagnostic-sets.ts";

/** The page with every code: its severity, its cause and what to do. */
export function diagnosticsPage(exported: readonly ExportedSets[]): string {
  const seen = new Set<string>();
  const sections = exported.flatMap(({ entry, sets }) => {
    const entries = [...sets.values()].flatMap(({ rules }) =>
      Object.entries(rules)
        .filter(([code]) => !seen.has(code) && seen.add(code))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([code, { severity, cause, remedy }]) =>
            `### ${code}\n\n**${severity}.** ${cause}\n\nWhat to do: ${remedy}\n`,
        ),
    );
    return entries.length === 0 ? [] : [`## \`${entry}\`\n\n${entries.join("\n")}`];
  });
  return `# Diagnostics

Every finding has a code that stays the same from release to release. An **error** refuses the input,
a **warning** lets it pass, an **info** only tells. The page is made from the code by \`npm run docs\`;
\`imagewright diagnostics CODE\` prints an entry in the terminal.

${sections.join("\n")}`;
}
