import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  badFiles,
  badGoals,
  badOthers,
  badOutputs,
  badStatus,
  type BadClusters,
  esc,
} from "./__fixtures__/clusters/bad-clusters.ts";
import { images, intent, orders } from "./__fixtures__/clusters/orders.ts";
import { type CliResult, runCli, snapshotFolder, temporaryFolder } from "./__fixtures__/run-cli.ts";
import type { JsonReport } from "./index.ts";

const tables = {
  goals: badGoals,
  files: badFiles,
  outputs: badOutputs,
  status: badStatus,
  others: badOthers,
} as const;

const good = { "m/orders.yaml": orders, "catalog.yaml": images, "intent.yaml": intent };

async function runCase(
  { argv, files = {}, stdin = "", arrange }: BadClusters,
  format: "json" | "text",
): Promise<CliResult> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ ...good, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  arrange?.(folder);
  const before = snapshotFolder(folder);
  const all = [...argv, ...(format === "json" ? ["--format", "json"] : [])];
  const result = await runCli(all, { cwd: folder, stdin });
  expect(snapshotFolder(folder), "nothing is written").toEqual(before);
  return {
    ...result,
    stdout: result.stdout.replaceAll(folder, "FOLDER"),
    output: result.output.replaceAll(folder, "FOLDER"),
  };
}

test.for(Object.values(tables).flat())("$name", async (one) => {
  const { exitCode, stdout, stderr } = await runCase(one, "json");
  const report: JsonReport = JSON.parse(stdout);
  const findings = report.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, source }) =>
      source === undefined ? code : `${source.file}:${source.line}:${source.column} ${code}`,
    );
  expect({ findings, exitCode, stderr }).toEqual({
    findings: one.expected,
    exitCode: one.exitCode ?? 1,
    stderr: "",
  });
  expect(report).toMatchObject({ exitCode, ok: exitCode === 0 });
});

/** Ids of steps, and what they put at the end of names. */
const digest = /\b[bcdfghjklmnpqrstvwxz2-9]{10}\b/gu;

test.for(Object.entries(tables))("what people read: %s", async ([subject, cases]) => {
  const pages: string[] = [];
  for (const one of cases) {
    const { output, exitCode } = await runCase(one, "text");
    pages.push(`# ${one.name}\n$ imagewright ${one.argv.join(" ")}\n${output}exit ${exitCode}\n`);
  }
  expect(
    ["\u001B", "\u202E"].filter((one) => pages.join("").replaceAll(esc, "").includes(one)),
  ).toEqual([]);
  const text = pages.join("\n").replaceAll(esc, "ESC").replaceAll(digest, "DIGEST----");
  const golden = new URL(`__golden__/clusters-bad-input/${subject}/`, import.meta.url);
  await expectGolden(golden, [{ path: "output.txt", text }]);
});
