import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  badOptions,
  badPaths,
  badTexts,
  type BadManifests,
} from "./__fixtures__/lint/bad-manifests.ts";
import { definition, plugins } from "./__fixtures__/lint/widgets.ts";
import { type CliResult, runCli, snapshotFolder, temporaryFolder } from "./__fixtures__/run-cli.ts";
import type { JsonReport } from "./index.ts";

const tables = { paths: badPaths, texts: badTexts, options: badOptions } as const;

async function runCase(
  { argv, files = {}, stdin = "", arrange }: BadManifests,
  format: "json" | "text",
): Promise<CliResult> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ "crds/widgets.yaml": definition, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  arrange?.(folder);
  const before = snapshotFolder(folder);
  const all = ["lint", ...argv, ...(format === "json" ? ["--format", "json"] : [])];
  const result = await runCli(all, { cwd: folder, stdin, plugins });
  expect(snapshotFolder(folder), "nothing is written").toEqual(before);
  return { ...result, output: result.output.replaceAll(folder, "FOLDER") };
}

test.for(Object.values(tables).flat())("$name", async (one) => {
  const { exitCode, stdout, stderr } = await runCase(one, "json");
  const report: JsonReport = JSON.parse(stdout);
  const findings = report.diagnostics.map(({ code, source }) =>
    source === undefined ? code : `${source.file}:${source.line}:${source.column} ${code}`,
  );
  expect({ findings, exitCode, stderr }).toEqual({
    findings: one.expected,
    exitCode: one.exitCode ?? 1,
    stderr: "",
  });
  expect(report).toMatchObject({ exitCode, ok: exitCode === 0, command: "lint" });
});

test.for(Object.entries(tables))("what people read: %s", async ([subject, cases]) => {
  const pages: string[] = [];
  for (const one of cases) {
    const { output, exitCode } = await runCase(one, "text");
    const line = `$ imagewright lint ${one.argv.join(" ")}`;
    pages.push(`# ${one.name}\n${line}\n${output}exit ${exitCode}\n`);
  }
  const text = pages.join("\n");
  expect(["\u001B", "\u202E"].filter((control) => text.includes(control))).toEqual([]);
  const golden = new URL(`__golden__/lint-bad-input/${subject}/`, import.meta.url);
  await expectGolden(golden, [{ path: "output.txt", text }]);
});
