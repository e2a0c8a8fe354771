import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { goodCatalog, goodSpec } from "../__fixtures__/bad-input/bad-input.ts";
import { images, orders } from "../__fixtures__/clusters/orders.ts";
import { runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";
import { jsonReportSchema } from "../schemas/json-report.ts";

const plan = ["plan", "m", "-c", "images.yaml", "--to", "1.33"];
const old = `\
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfig
metadata: { name: a }
spec: { joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { v: "4" } } } }
`;
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
  { argv: plan, exitCode: 0 },
  { argv: [...plan, "--out", "out", "--write"], exitCode: 0 },
  { argv: [...plan, "--out", "out", "--diff", "--dry-run"], exitCode: 0 },
  { argv: ["plan", "m", "--to", "1.33"], exitCode: 1 },
  { argv: ["plan", "none", "--to", "1.33"], exitCode: 1 },
  { argv: ["plan", "m"], exitCode: 2 },
  { argv: ["explain", "", ...plan.slice(1)], exitCode: 1 },
  { argv: ["explain", "x", "--plan", "bad.yaml"], exitCode: 1 },
  { argv: ["explain"], exitCode: 2 },
  { argv: ["status", "m"], exitCode: 1 },
  { argv: ["status", "m", "--cluster", "x"], exitCode: 1 },
  { argv: ["images", "check", "m", "-c", "images.yaml"], exitCode: 0 },
  { argv: ["images", "check", "m"], exitCode: 1 },
  { argv: ["images", "list"], exitCode: 2 },
  { argv: ["convert", "m"], exitCode: 0 },
  { argv: ["convert", "old.yaml", "--out", "out"], exitCode: 0 },
  { argv: ["convert", "old.yaml", "--stdout"], exitCode: 0 },
  { argv: ["convert", "old.yaml", "--diff"], exitCode: 0 },
  { argv: ["convert", "m", "--to", "v2"], exitCode: 2 },
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
  mkdirSync(join(cwd, "m"));
  writeFileSync(join(cwd, "m/orders.yaml"), orders);
  writeFileSync(join(cwd, "images.yaml"), images);
  writeFileSync(join(cwd, "old.yaml"), old);
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
