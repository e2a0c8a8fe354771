import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { runCli } from "./__fixtures__/run-cli.ts";
import { runSession } from "./__fixtures__/run-session.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the sessions of the README are what the commands print", async () => {
  const sessions = [...readme.matchAll(/^```console\n([^]*?)^```$/gmu)].map(
    ([, text = ""]) => text,
  );
  expect(sessions).toHaveLength(2);
  for (const session of sessions) {
    expect(await runSession(session)).toBe(session);
  }
});

test("the README has a row for every command", async () => {
  const { stdout } = await runCli(["--help"], { cwd: "/" });
  const commands = [...stdout.matchAll(/^ {2}(\w+) \[options\]/gmu)].map(([, name]) => name);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((name) => !readme.includes(`| \`${name}\``))).toEqual([]);
});

test("the report that docs/cli-json.md shows is what is printed", async () => {
  const page = readFileSync(new URL("../../../docs/cli-json.md", import.meta.url), "utf8");
  const [, shown] = /^```json\n([^]*?)^```$/mu.exec(page) ?? [];
  const argv = ["validate", "-", "--format", "json"];
  const { stdout } = await runCli(argv, { cwd: "/", stdin: "release: no\n" });
  expect(shown).toBe(stdout);
});
