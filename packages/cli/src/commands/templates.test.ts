import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import {
  type CliResult,
  runCli,
  snapshotFolder,
  temporaryFolder,
} from "../__fixtures__/run-cli.ts";
import type { TemplatesReport } from "../index.ts";

const names = ["bootstrap-script", "build-script", "eks-build-script"];
const ofPlans = ["cluster-runbook", "runbook", "upgrade-script", "upgrade-waves"];
let cwd = "";

beforeEach(async () => {
  cwd = temporaryFolder();
  await runCli(["init", "--provider", "aws"], { cwd });
  mkdirSync(join(cwd, "templates"));
});

async function render(...argv: readonly string[]): Promise<CliResult> {
  const usual = ["render", "-c", "catalog.yaml", "--templates", "templates"];
  return await runCli([...usual, ...argv], { cwd });
}

async function sourceOf(name: string): Promise<string> {
  return (await runCli(["templates", name], { cwd })).stdout;
}

test("the list names every template, its file and who renders from it", async () => {
  const { stdout, exitCode } = await runCli(["templates"], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([
    ...[...names, ...ofPlans].toSorted(),
    "",
  ]);
  const { templates } = JSON.parse(
    (await runCli(["templates", "-f", "json"], { cwd })).stdout,
  ) as TemplatesReport;
  expect(templates[1]).toEqual({
    name: "build-script",
    dialect: "shell",
    file: "build-script.shell.hbs",
    providers: ["aws", "azure", "cloudstack"],
  });
});

test.for(names)("what is written of %s replaces it and changes nothing", async (name) => {
  const written = await runCli(["templates", name, "--out", "templates"], { cwd });
  expect(written.stdout).toContain(`${name}.shell.hbs  created`);
  const file = readFileSync(join(cwd, `templates/${name}.shell.hbs`), "utf8");
  expect(file).toBe(await sourceOf(name));
  const usual = await runCli(["render", "-c", "catalog.yaml", "--stdout"], { cwd });
  expect(await render("--stdout")).toEqual(usual);
});

test("a template of one's own changes the script that is rendered from it, and no other file", async () => {
  const source = await sourceOf("build-script");
  const own = source.replace("set -eu\n", 'set -eu\n\necho "making {{goal}} for the platform"\n');
  writeFileSync(join(cwd, "templates/build-script.shell.hbs"), own);
  expect(await render("-o", "out")).toMatchObject({ exitCode: 0, stderr: "" });
  await runCli(["render", "-c", "catalog.yaml", "-o", "usual"], { cwd });
  const [out, usual] = [snapshotFolder(join(cwd, "out")), snapshotFolder(join(cwd, "usual"))];
  expect(Object.keys(out).filter((path) => out[path] !== usual[path])).toEqual(["capa/build.sh"]);
  const script = readFileSync(join(cwd, "out/capa/build.sh"), "utf8");
  expect(script).toMatch(/^echo "making ami-[a-z0-9-]+ for the platform"$/mu);
});

test.for([
  {
    name: "an unknown path",
    from: '"$action-{{goal}}"',
    to: '"$action-{{gaol}}"',
    finding: /^templates\/build-script\.shell\.hbs:\d+:\d+: error TEMPLATE_PATH_UNKNOWN/mu,
    hint: "Did you mean goal?",
  },
  {
    name: "a value where code would stand",
    from: 'vars="$here/{{varFile}}"',
    to: 'eval "vars=$here/{{varFile}}"',
    finding: /^templates\/build-script\.shell\.hbs:45:20: error TEMPLATE_PLACE/mu,
    hint: "Move the value",
  },
  {
    name: "text that nobody vouches for",
    from: 'vars="$here/{{varFile}}"',
    to: 'vars="$here"/{{{varFile}}}',
    finding: /^templates\/build-script\.shell\.hbs:45:17: error TEMPLATE_SAFE_TEXT/mu,
    hint: "",
  },
  {
    name: "a tag that does not end",
    from: "{{#each environment}}",
    to: "{{#each environment",
    finding: /^templates\/build-script\.shell\.hbs:\d+:\d+: error TEMPLATE_SYNTAX/mu,
    hint: "",
  },
])("$name is refused where it stands, and nothing is written", async (fault) => {
  const source = await sourceOf("build-script");
  expect(source).toContain(fault.from);
  const own = source.replaceAll(fault.from, fault.to);
  writeFileSync(join(cwd, "templates/build-script.shell.hbs"), own);
  const before = snapshotFolder(cwd);
  const result = await render("-o", "out");
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toMatch(fault.finding);
  expect(result.stderr).toContain(fault.hint);
  expect(result.stderr).toMatch(/nothing was written\n$/u);
  expect(snapshotFolder(cwd)).toEqual(before);
});

test.for([
  {
    file: "biuld-script.shell.hbs",
    text: "true\n",
    code: "TEMPLATE_OVERRIDE_UNKNOWN",
    hint: "Did you mean build-script.shell.hbs?",
  },
  {
    file: "build-script.yaml.hbs",
    text: "true\n",
    code: "TEMPLATE_OVERRIDE_UNKNOWN",
    hint: "Did you mean build-script.shell.hbs?",
  },
  { file: "build-script.shell.hbs", text: "", code: "FILE_EMPTY", hint: "" },
  {
    file: "build-script.shell.hbs",
    text: Buffer.from([0x23, 0xff, 0x0a]),
    code: "READ_ENCODING",
    hint: "",
  },
  { file: "README.md", text: "no template\n", code: "FOLDER_WITHOUT_FILES", hint: "" },
])("$code for the file $file, and nothing is written", async ({ file, text, code, hint }) => {
  writeFileSync(join(cwd, "templates", file), text);
  const before = snapshotFolder(cwd);
  const result = await render("-o", "out");
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain(`error ${code}`);
  expect(result.stderr).toContain(hint);
  expect(snapshotFolder(cwd)).toEqual(before);
});

test("two files for one template are refused", async () => {
  mkdirSync(join(cwd, "templates/more"));
  const source = await sourceOf("build-script");
  for (const file of ["build-script.shell.hbs", "more/build-script.shell.hbs"]) {
    writeFileSync(join(cwd, "templates", file), source);
  }
  const { exitCode, stderr } = await render("--stdout");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    "templates/more/build-script.shell.hbs:1:1: error TEMPLATE_OVERRIDE_TWICE",
  );
});

test("an unknown template is wrong use, with the nearest name", async () => {
  const result = await runCli(["templates", "build-scirpt"], { cwd });
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("hint: Did you mean `build-script`?");
});

test("a folder that is missing is a finding", async () => {
  const result = await runCli(["render", "--templates", "template", "--stdout"], { cwd });
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toContain("FILE_MISSING");
  expect(result.stderr).toContain("templates");
});
