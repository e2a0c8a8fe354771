import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expectGolden, requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";

async function scriptOf(shell: string): Promise<string> {
  return (await runCli(["completion", shell], { cwd: "/" })).stdout;
}

test.for([
  { shell: "bash", path: "imagewright.bash" },
  { shell: "zsh", path: "_imagewright" },
  { shell: "fish", path: "imagewright.fish" },
])("the script for $shell", async ({ shell, path }) => {
  const golden = new URL(`../__golden__/completion/${shell}/`, import.meta.url);
  await expectGolden(golden, [{ path, text: await scriptOf(shell) }]);
});

/** What bash offers for the last of the words. */
function complete(script: string, words: readonly string[], cwd: string): readonly string[] {
  const program = `${script}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_imagewright
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-c", program, "bash", ...words], { cwd, encoding: "utf8" });
  return output
    .split("\n")
    .filter((line) => line !== "")
    .toSorted();
}

test.for([
  { line: ["val"], offers: ["validate"] },
  {
    line: [""],
    offers: [
      "--help",
      "--version",
      "-V",
      "-h",
      "completion",
      "convert",
      "diagnostics",
      "explain",
      "help",
      "images",
      "init",
      "lint",
      "plan",
      "render",
      "schema",
      "status",
      "templates",
      "validate",
    ],
  },
  { line: ["render", "--c"], offers: ["--catalog"] },
  { line: ["render", "--mode", ""], offers: ["complete", "snippet"] },
  { line: ["render", "--mode", "=", "s"], offers: ["snippet"] },
  { line: ["render", "--mode", "="], offers: ["complete", "snippet"] },
  { line: ["render", "--catalog", ""], offers: ["a file.yaml", "b.yaml", "folder"] },
  { line: ["render", "--out", ""], offers: ["folder"] },
  { line: ["render", "a"], offers: ["a file.yaml"] },
  { line: ["lint", "--crds", ""], offers: ["a file.yaml", "b.yaml", "folder"] },
  { line: ["lint", "--st"], offers: ["--strict"] },
  { line: ["images", ""], offers: ["a file.yaml", "b.yaml", "check", "folder"] },
  { line: ["images", "check", "--at"], offers: ["--at"] },
  { line: ["plan", "--pace", ""], offers: ["fewer", "lockstep"] },
  { line: ["plan", "--output-kind", "m"], offers: ["manifests", "mermaid"] },
  { line: ["plan", "--intent", "a"], offers: ["a file.yaml"] },
  { line: ["plan", "--cluster", ""], offers: [] },
  { line: ["plan", "--ea"], offers: ["--each"] },
  { line: ["explain", "--plan", "b"], offers: ["b.yaml"] },
  { line: ["status", "--nodes", ""], offers: ["a file.yaml", "b.yaml", "folder"] },
  { line: ["convert", "--to", ""], offers: ["v1beta2"] },
  { line: ["convert", "--out", ""], offers: ["folder"] },
  { line: ["validate", "b.yaml", "--form"], offers: ["--format"] },
  { line: ["validate", "-f", "j"], offers: ["json"] },
  { line: ["completion", "f"], offers: ["fish"] },
  { line: ["help", "re"], offers: ["render"] },
  { line: ["schema", "--out", "x"], offers: [] },
])("bash completes $line", async ({ line, offers }) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "a file.yaml"), "");
  writeFileSync(join(cwd, "b.yaml"), "");
  mkdirSync(join(cwd, "folder"));
  expect(complete(await scriptOf("bash"), ["imagewright", ...line], cwd)).toEqual(offers);
});

test.for(["zsh", "fish"])("%s finds no fault in its script", async (shell, context) => {
  const program = requireTool(context, shell);
  const file = join(temporaryFolder(), "script");
  writeFileSync(file, await scriptOf(shell));
  expect(execFileSync(program, ["-n", file], { encoding: "utf8" })).toBe("");
});

test("shellcheck finds no fault in the script for bash", async (context) => {
  const program = requireTool(context, "shellcheck");
  const file = join(temporaryFolder(), "imagewright.bash");
  writeFileSync(file, await scriptOf("bash"));
  expect(execFileSync(program, ["-s", "bash", "-S", "warning", file], { encoding: "utf8" })).toBe(
    "",
  );
});

test("another shell is wrong use", async () => {
  expect(await runCli(["completion", "tcsh"], { cwd: "/" })).toMatchObject({ exitCode: 2 });
  expect(await runCli(["completion"], { cwd: "/" })).toMatchObject({ exitCode: 2 });
});
