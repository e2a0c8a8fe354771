import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import manifest from "../package.json" with { type: "json" };
import { runCli } from "./__fixtures__/run-cli.ts";

const commands = [
  "init",
  "validate",
  "render",
  "lint",
  "plan",
  "explain",
  "status",
  "images",
  "convert",
  "schema",
  "templates",
  "diagnostics",
  "completion",
];

test("the help of the program and of every command", async () => {
  const pages = [];
  for (const name of ["", ...commands]) {
    const argv = name === "" ? ["--help"] : [name, "--help"];
    const { exitCode, stdout, stderr } = await runCli(argv, { cwd: "/" });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout, "every command teaches").toMatch(/(Begin with|Examples):\n[^]*Exit codes:/u);
    pages.push({ path: `${name || "imagewright"}.txt`, text: stdout });
  }
  await expectGolden(
    new URL("__golden__/help/", import.meta.url),
    pages.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  );
});

test("help is found by command, by option and by saying nothing", async () => {
  const program = await runCli(["--help"], { cwd: "/" });
  expect(await runCli([], { cwd: "/" })).toEqual(program);
  expect(await runCli(["help"], { cwd: "/" })).toEqual(program);
  const render = await runCli(["render", "-h"], { cwd: "/" });
  expect(await runCli(["help", "render"], { cwd: "/" })).toEqual(render);
});

test("the version is that of the package", async () => {
  expect((await runCli(["--version"], { cwd: "/" })).stdout).toBe(`${manifest.version}\n`);
});
