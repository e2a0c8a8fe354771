import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { goodCatalog, goodSpec } from "../__fixtures__/bad-input/bad-input.ts";
import { runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";
import { jsonReportSchema } from "../schemas/json-report.ts";

const starter = ["render", "-c", "catalog.yaml"];

test.for([
  { argv: ["init", "new"], exitCode: 0 },
  { argv: ["init"], exitCode: 1 },
  { argv: ["init", "--provider", "x"], exitCode: 2 },
  { argv: ["validate"], exitCode: 0 },
  { argv: ["validate", "bad.yaml", "none.yaml", "catalog.yaml"], exitCode: 1 },
  { argv: [...starter, "--out", "out"], exitCode: 0 },
  { argv: [...starter, "--out", "out", "--dry-run", "--mode", "snippet"], exitCode: 0 },
  { argv: [...starter, "--stdout"], exitCode: 0 },
  { argv: ["render", "--stdout"], exitCode: 1 },
  { argv: ["render", "bad.yaml", "--stdout"], exitCode: 1 },
  { argv: [...starter, "--out", "catalog.yaml"], exitCode: 1 },
  { argv: [...starter, "--out", "out", "--target", "x"], exitCode: 2 },
  { argv: ["lint"], exitCode: 0 },
  { argv: ["lint", "bad.yaml", "none.yaml", "--strict"], exitCode: 1 },
  { argv: ["lint", ""], exitCode: 2 },
  { argv: ["schema"], exitCode: 0 },
  { argv: ["schema", "spec"], exitCode: 0 },
  { argv: ["schema", "spec", "--out", "schemas"], exitCode: 0 },
  { argv: ["schema", "x"], exitCode: 2 },
  { argv: ["diagnostics"], exitCode: 0 },
  { argv: ["diagnostics", "CLI_USAGE"], exitCode: 0 },
  { argv: ["completion", "bash"], exitCode: 0 },
  { argv: ["completion", "x"], exitCode: 2 },
  { argv: ["x"], exitCode: 2 },
  { argv: ["--x"], exitCode: 2 },
])("the report of $argv has the form that is documented", async ({ argv, exitCode }) => {
  const cwd = temporaryFolder();
  await runCli(["init"], { cwd });
  writeFileSync(join(cwd, "bad.yaml"), goodSpec);
  mkdirSync(join(cwd, "empty"));
  writeFileSync(join(cwd, "other-catalog.yaml"), goodCatalog);
  const result = await runCli([...argv, "--format", "json"], { cwd });
  expect(result).toMatchObject({ exitCode, stderr: "" });
  const report: unknown = JSON.parse(result.stdout);
  expect(jsonReportSchema.validate(report).diagnostics).toEqual([]);
  expect(report).toMatchObject({ formatVersion: 1, exitCode, ok: exitCode === 0 });
});

test("the schema refuses what no command prints", () => {
  const report = { formatVersion: 1, command: "validate", ok: true, exitCode: 0, diagnostics: [] };
  expect(jsonReportSchema.validate({ ...report, files: [] }).ok).toBe(true);
  expect(jsonReportSchema.validate({ ...report, files: [{ file: "x" }] }).ok).toBe(false);
  expect(jsonReportSchema.validate({ ...report, files: [], more: 1 }).ok).toBe(false);
  expect(jsonReportSchema.validate({ ...report, files: [], formatVersion: 2 }).ok).toBe(false);
});
