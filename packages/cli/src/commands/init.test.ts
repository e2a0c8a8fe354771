import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { runCli, snapshotFolder, temporaryFolder } from "../__fixtures__/run-cli.ts";
import { loadProviders } from "../providers.ts";
import { starterFiles } from "../starter/starter-files.ts";
import { starterParts } from "../starter/starter-parts.ts";

const providers = starterParts.map(({ provider }) => provider);

test("there is a starter for every provider, and help names them all", async () => {
  expect(providers).toEqual((await loadProviders()).map(({ id }) => id));
  const help = await runCli(["init", "--help"], { cwd: "/" });
  expect(providers.filter((id) => !help.stdout.includes(id))).toEqual([]);
});

test("the starter of all providers is shown as it is written", async () => {
  await expectGolden(new URL("../__golden__/starter/", import.meta.url), starterFiles());
});

test.for([undefined, ...providers.map((id) => [id]), ["azure", "karpenter"]])(
  "the starter for %s validates and renders as it is, without a finding",
  async (chosen) => {
    const cwd = temporaryFolder();
    const args = chosen === undefined ? [] : ["--provider", chosen.join(",")];
    expect(await runCli(["init", ...args], { cwd })).toMatchObject({ exitCode: 0, stderr: "" });
    const validated = await runCli(["validate", "imagewright.yaml", "catalog.yaml"], { cwd });
    expect(validated).toMatchObject({ exitCode: 0, stderr: "" });
    const argv = ["render", "--catalog", "catalog.yaml", "--out", "out"];
    const rendered = await runCli(argv, { cwd });
    expect(rendered).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await runCli([...argv, "--mode", "snippet"], { cwd })).toMatchObject({ exitCode: 0 });
  },
);

test("what the starter offers in comments is good for every provider", async () => {
  const cwd = temporaryFolder();
  await runCli(["init"], { cwd });
  const file = join(cwd, "imagewright.yaml");
  const offered = readFileSync(file, "utf8").replaceAll(/^    # (\w+: )/gmu, "    $1");
  expect(offered).toContain("\n    packages: ");
  writeFileSync(file, offered);
  expect(await runCli(["validate"], { cwd })).toMatchObject({ exitCode: 0, stderr: "" });
});

test.for(["imagewright.yaml", "catalog.yaml"])(
  "a %s that is there already is left as it is, and nothing is written",
  async (name) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, name), "mine\n");
    const { exitCode, stderr } = await runCli(["init"], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error CLI_FILE_EXISTS: ${name} is there already`);
    expect(Object.keys(snapshotFolder(cwd))).toEqual([name]);
    expect(readFileSync(join(cwd, name), "utf8")).toBe("mine\n");
  },
);

test("a new folder is made, and the next steps begin by entering it", async () => {
  const cwd = temporaryFolder();
  const { stdout } = await runCli(["init", "my/images", "--provider", "aws"], { cwd });
  expect(existsSync(join(cwd, "my/images/imagewright.yaml"))).toBe(true);
  expect(stdout).toBe(`\
Wrote my/images/imagewright.yaml: what is on the images, and where they are built.
Wrote my/images/catalog.yaml: where images are that were built already.
Providers: aws.

Next:
  cd my/images
  imagewright validate
  imagewright render --catalog catalog.yaml --out out
  imagewright schema spec --out .    # completion and checks in editors

The ids in both files are made up. Put in your own, and render again.
`);
});

test("an unknown provider is a wrong use, with the nearest name", async () => {
  const cwd = temporaryFolder();
  const { exitCode, stderr } = await runCli(["init", "--provider", "aws,azzure"], { cwd });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `\
imagewright: error CLI_PROVIDER_UNKNOWN: there is no starter for provider "azzure"
  found: "azzure"
  expected: aws, eks, azure, cloudstack, karpenter
  hint: Did you mean \`azure\`?

1 error
`,
  });
  expect(snapshotFolder(cwd)).toEqual({});
});
