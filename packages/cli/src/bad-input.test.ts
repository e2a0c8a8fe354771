import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { loadPlugin } from "@imagewright/core";
import { memoryPlugin } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { type BadInput, goodCatalog, goodSpec } from "./__fixtures__/bad-input/bad-input.ts";
import { catalogs } from "./__fixtures__/bad-input/catalogs.ts";
import { characters } from "./__fixtures__/bad-input/characters.ts";
import { documents } from "./__fixtures__/bad-input/documents.ts";
import { files, permissions } from "./__fixtures__/bad-input/files.ts";
import { images } from "./__fixtures__/bad-input/images.ts";
import { jsonFaults } from "./__fixtures__/bad-input/json.ts";
import { secretPlaces, secretTexts } from "./__fixtures__/bad-input/secrets.ts";
import { targets } from "./__fixtures__/bad-input/targets.ts";
import { yamlSyntax } from "./__fixtures__/bad-input/yaml-syntax.ts";
import { yamlTraps } from "./__fixtures__/bad-input/yaml-traps.ts";
import { type CliResult, runCli, snapshotFolder, temporaryFolder } from "./__fixtures__/run-cli.ts";
import type { JsonReport } from "./index.ts";

const plugins = [loadPlugin(memoryPlugin)];
const tables = {
  catalogs,
  characters,
  documents,
  files,
  images,
  json: jsonFaults,
  secrets: secretPlaces,
  targets,
  "yaml-syntax": yamlSyntax,
  "yaml-traps": yamlTraps,
} as const;
const all = Object.entries(tables).flatMap(([subject, cases]) =>
  cases.map((one) => ({ subject, ...one })),
);

/** A folder with the case's files, and an output folder that holds a file of somebody else. */
function arrange({
  spec = goodSpec,
  catalog = goodCatalog,
  file = "spec.yaml",
  ...one
}: BadInput): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, file), spec);
  writeFileSync(join(folder, "catalog.yaml"), catalog);
  mkdirSync(join(folder, "out"));
  writeFileSync(join(folder, "out/keep.txt"), "mine");
  one.arrange?.(folder);
  return folder;
}

function argumentsOf({ file = "spec.yaml", args }: BadInput): readonly string[] {
  return ["render", ...(args ?? [file, "--catalog", "catalog.yaml", "--out", "out"])];
}

async function runCase(one: BadInput, format: "json" | "text"): Promise<CliResult> {
  const folder = arrange(one);
  const before = snapshotFolder(folder);
  const argv = [...argumentsOf(one), ...(format === "json" ? ["--format", "json"] : [])];
  const result = await runCli(argv, { cwd: folder, plugins });
  expect(snapshotFolder(folder), "nothing is written").toEqual(before);
  return {
    ...result,
    stdout: result.stdout.replaceAll(folder, "FOLDER"),
    output: result.output.replaceAll(folder, "FOLDER"),
  };
}

function findings(stdout: string, file: string): readonly string[] {
  const report = JSON.parse(stdout) as JsonReport;
  return report.diagnostics.map(({ code, source }) => {
    if (source === undefined) {
      return code;
    }
    const place = `${source.line}:${source.column} ${code}`;
    return source.file === file ? place : `${source.file}:${place}`;
  });
}

test.for(all)("$subject: $name", async (one) => {
  const { exitCode, stdout, stderr } = await runCase(one, "json");
  expect({ findings: findings(stdout, one.file ?? "spec.yaml"), exitCode, stderr }).toEqual({
    findings: one.expected,
    exitCode: one.exitCode ?? 1,
    stderr: "",
  });
});

test.for(Object.entries(tables))("what people read: %s", async ([subject, cases]) => {
  const pages: string[] = [];
  for (const one of cases) {
    const { output, exitCode } = await runCase(one, "text");
    const line = `$ imagewright ${argumentsOf(one).join(" ")}`;
    pages.push(`# ${one.name}\n${line}\n${output}exit ${exitCode}\n`);
  }
  const golden = new URL(`__golden__/bad-input/${subject}/`, import.meta.url);
  await expectGolden(golden, [{ path: "output.txt", text: pages.join("\n") }]);
});

test("the tables hold at least 80 cases, all told apart by their names", () => {
  expect(all.length).toBeGreaterThanOrEqual(80);
  expect(new Set(all.map(({ subject, name }) => `${subject}: ${name}`)).size).toBe(all.length);
});

test.for(secretPlaces)("no output holds the secret: $name", async (one) => {
  expect((await runCase(one, "text")).output).not.toMatch(secretTexts);
  expect((await runCase(one, "json")).stdout).not.toMatch(secretTexts);
});

/** Permissions mean nothing to root, so root lends itself to nobody while the command runs. */
async function asOrdinaryUser<T>(action: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (!isRoot) {
    return action();
  }
  process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

test.for(permissions)("permissions: $name", async (one) => {
  const folder = arrange(one);
  chmodSync(folder, 0o755);
  const argv = [...argumentsOf(one), "--format", "json"];
  const result = await asOrdinaryUser(() => runCli(argv, { cwd: folder, plugins }));
  expect(findings(result.stdout, "spec.yaml")).toEqual(one.expected);
  expect(result.exitCode).toBe(1);
});

test("the spec and the catalog that the tables break are good", async () => {
  const folder = arrange({ name: "nothing", expected: [] });
  const result = await runCli(argumentsOf({ name: "nothing", expected: [] }), {
    cwd: folder,
    plugins,
  });
  expect(result).toMatchObject({ exitCode: 0, stderr: "" });
});
