import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { loadPlugin } from "@imagewright/core";
import { memoryPlugin } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import { goodCatalog, goodSpec, spec } from "../__fixtures__/bad-input/bad-input.ts";
import {
  type CliResult,
  type CliSetting,
  runCli,
  temporaryFolder,
} from "../__fixtures__/run-cli.ts";

const plugins = [loadPlugin(memoryPlugin)];
const broken = spec("shelf: top", "shelve: top");

async function validate(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  setting: Partial<CliSetting> = {},
): Promise<CliResult> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text);
  }
  return await runCli(["validate", ...argv], { cwd, plugins, ...setting });
}

test("without a name it is imagewright.yaml that is judged", async () => {
  expect(await validate({ "imagewright.yaml": goodSpec })).toMatchObject({
    exitCode: 0,
    stdout: "imagewright.yaml: ok: 1 image, 1 target\n",
    stderr: "",
  });
  expect(await validate({ "imagewrigth.yaml": goodSpec })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("Did you mean imagewrigth.yaml?"),
  });
});

test("standard input is read for -", async () => {
  expect(await validate({}, ["-"], { stdin: goodSpec })).toMatchObject({
    exitCode: 0,
    stdout: "<stdin>: ok: 1 image, 1 target\n",
  });
  expect(await validate({}, ["-"], { stdin: broken })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("<stdin>:15:5: error SCHEMA_UNKNOWN_KEY"),
  });
});

test("several files each get a verdict, and one that is refused decides", async () => {
  const files = { "a.yaml": goodSpec, "b.yaml": broken, "c.yaml": goodCatalog };
  const result = await validate(files, ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]);
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toBe(`\
a.yaml: ok: 1 image, 1 target
b.yaml: refused: 2 errors
c.yaml: ok: 1 image
d.yaml: refused: 1 error
`);
});

test("a warning is shown, and does not refuse the file", async () => {
  const unused = spec(
    "targets:",
    `${goodSpec.slice(goodSpec.indexOf("  - name"), goodSpec.indexOf("targets:")).replace("name: ubuntu", "name: other")}targets:`,
  );
  const result = await validate({ "imagewright.yaml": unused });
  expect(result).toMatchObject({
    exitCode: 0,
    stdout: "imagewright.yaml: ok: 2 images, 1 target; 1 warning\n",
    stderr: expect.stringContaining("warning SPEC_IMAGE_UNUSED"),
  });
});

test("the report for programs names images and targets", async () => {
  const result = await validate({ "imagewright.yaml": goodSpec }, ["--format", "json"]);
  expect(JSON.parse(result.stdout)).toEqual({
    formatVersion: 1,
    command: "validate",
    ok: true,
    exitCode: 0,
    files: [
      {
        file: "imagewright.yaml",
        ok: true,
        kind: "ImageSpec",
        images: ["ubuntu"],
        targets: [{ name: "shelf", provider: "memory", image: "ubuntu" }],
      },
    ],
    diagnostics: [],
  });
});

test.for([
  { name: "a terminal", isTerminal: true, env: {}, isColoured: true },
  { name: "no terminal", isTerminal: false, env: {}, isColoured: false },
  { name: "NO_COLOR", isTerminal: true, env: { NO_COLOR: "1" }, isColoured: false },
  { name: "an empty NO_COLOR", isTerminal: true, env: { NO_COLOR: "" }, isColoured: true },
  { name: "a dumb terminal", isTerminal: true, env: { TERM: "dumb" }, isColoured: false },
  { name: "FORCE_COLOR", isTerminal: false, env: { FORCE_COLOR: "1" }, isColoured: true },
  { name: "FORCE_COLOR=0", isTerminal: true, env: { FORCE_COLOR: "0" }, isColoured: false },
  { name: "both", isTerminal: false, env: { FORCE_COLOR: "1", NO_COLOR: "1" }, isColoured: true },
])("colour with $name: $isColoured", async ({ isTerminal, env, isColoured }) => {
  const result = await validate({ "imagewright.yaml": broken }, [], { isTerminal, env });
  expect(result.stderr.includes("\u001B[31m")).toBe(isColoured);
  expect(result.stdout).not.toContain("\u001B");
});
