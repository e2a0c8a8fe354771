import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { beforeEach, expect, onTestFinished, test } from "vitest";

import { runProgram } from "./judges/run-program.ts";

const workspace = resolve(import.meta.dirname, "..");
const good = "echo {{name}}\n{{> note}}\n";
const model = `/** A greeting. */
export interface GreetingModel {
  readonly name: string;
}
`;
let folder = "";

/** A package with one template and one partial, inside of the workspace for its dependencies. */
beforeEach(() => {
  mkdirSync(join(workspace, ".cache"), { recursive: true });
  folder = mkdtempSync(join(workspace, ".cache/templates-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "src/text/templates"), { recursive: true });
  writePackage({ greeting: "src/text/greeting-model.ts#GreetingModel" });
  writeFileSync(join(folder, "src/text/greeting-model.ts"), model);
  writeFileSync(templatePath("greeting.shell.hbs"), good);
  writeFileSync(templatePath("_note.shell.hbs"), "# done\n");
});

function writePackage(templates: object): void {
  const manifest = { name: "@imagewright/sample", imagewright: { templates } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
}

function templatePath(name: string): string {
  return join(folder, "src/text/templates", name);
}

async function generate(...parameters: readonly string[]): Promise<{
  readonly status: number | null;
  readonly stderr: string;
}> {
  const tool = join(workspace, "tools/generate-templates.ts");
  const argv = ["--conditions=@imagewright/source", tool, ...parameters];
  const { status, stderr } = await runProgram(process.execPath, argv, { folder });
  return { status, stderr };
}

test("checked templates and their sources are written, and then nothing has drifted", async () => {
  expect(await generate()).toEqual({ status: 0, stderr: "" });
  const compiled = readFileSync(templatePath("compiled.ts"), "utf8");
  expect(compiled).toContain('import type { GreetingModel } from "../greeting-model.ts";');
  expect(compiled).toContain("export const greetingTemplate: CheckedTemplate<GreetingModel> = {");
  const sources = readFileSync(templatePath("sources.ts"), "utf8");
  expect(sources).toContain('"name": "greeting"');
  expect(sources).toContain('"file": "src/text/templates/_note.shell.hbs"');
  expect(await generate("--check")).toEqual({ status: 0, stderr: "" });
});

test("drift is found, and nothing is written", async () => {
  await generate();
  writeFileSync(templatePath("greeting.shell.hbs"), good.replace("echo", "printf %s"));
  const before = readFileSync(templatePath("compiled.ts"), "utf8");
  expect(await generate("--check")).toEqual({
    status: 1,
    stderr: `\
src/text/templates/compiled.ts: stale, run \`npm run schema\`
src/text/templates/sources.ts: stale, run \`npm run schema\`
`,
  });
  expect(readFileSync(templatePath("compiled.ts"), "utf8")).toBe(before);
});

test.for([{ mode: [] }, { mode: ["--check"] }])(
  "a finding is told with its place, and fails ($mode)",
  async ({ mode }) => {
    writeFileSync(templatePath("greeting.shell.hbs"), "echo {{nmae}}\n");
    const { status, stderr } = await generate(...mode);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "src/text/templates/greeting.shell.hbs:1:8: error TEMPLATE_PATH_UNKNOWN: There is no nmae here",
    );
    expect(stderr).toContain("Did you mean name?");
  },
);

test.for([
  {
    name: "a template without a model",
    templates: {},
    fault: "package.json: imagewright.templates names no model for the template greeting",
  },
  {
    name: "a model without a template",
    templates: {
      greeting: "src/text/greeting-model.ts#GreetingModel",
      farewell: "src/text/greeting-model.ts#GreetingModel",
    },
    fault: "package.json: imagewright.templates names farewell, which is no template",
  },
])("$name fails, and nothing is written", async ({ templates, fault }) => {
  writePackage(templates);
  expect(await generate()).toEqual({ status: 1, stderr: `${fault}\n` });
  expect(() => readFileSync(templatePath("compiled.ts"))).toThrow("ENOENT");
});

test("a file name without a dialect fails", async () => {
  writeFileSync(templatePath("other.perl.hbs"), "");
  const stderr =
    "src/text/templates/other.perl.hbs: no template is called so; call it NAME.DIALECT.hbs\n";
  expect(await generate()).toEqual({ status: 1, stderr });
});
