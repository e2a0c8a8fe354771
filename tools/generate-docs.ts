/**
 * Writes the pages that are made from code and data: `docs/diagnostics.md` from every package's
 * diagnostic codes, `docs/conformance.md` from every package's `conformance.json`.
 *
 *     node --conditions=@imagewright/source tools/generate-docs.ts [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { conformancePage } from "./conformance-page.ts";
import { loadDiagnosticSets } from "./diagnostic-sets.ts";
import { diagnosticsPage } from "./diagnostics-page.ts";

const workspace = resolve(import.meta.dirname, "..");
const check = process.argv.includes("--check");
const pages: Readonly<Record<string, string>> = {
  "docs/diagnostics.md": diagnosticsPage(await loadDiagnosticSets()),
  "docs/conformance.md": conformancePage(join(workspace, "packages")),
};

for (const [path, text] of Object.entries(pages)) {
  const file = join(workspace, path);
  if (!check) {
    writeFileSync(file, text);
  } else if (readText(file) !== text) {
    console.error(`${path} is stale: run \`npm run docs\` and read the change`);
    process.exitCode = 1;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
