import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseOverrides } from "@imagewright/core/template";
import { expectGolden, requireTool } from "@imagewright/testkit";
import { afterAll, expect, test } from "vitest";

import { imageBuilderGoal, type ImageBuilderGoal } from "../goal/image-builder-goal.ts";
import { buildScript } from "./build-script.ts";
import { packerTemplates } from "./packer-templates.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "imagewright-script-")));
afterAll(() => {
  rmSync(root, { recursive: true });
});

function requireGoal(release: string): ImageBuilderGoal {
  const parsed = imageBuilderGoal("qemu", {
    os: { distribution: "flatcar", release },
    architecture: "amd64",
  });
  if (!parsed.ok) {
    throw new Error("no goal");
  }
  return parsed.value;
}

const script = buildScript({
  goal: requireGoal("4230.2.3"),
  varFile: "packer-vars.json",
  environment: { OEM_ID: "cloudstack", TAGS: "team=platform cost-center=7" },
});

test("golden file: build.sh", async () => {
  const folder = new URL("__golden__/flatcar/", import.meta.url);
  await expectGolden(folder, [{ path: "build.sh", text: script }]);
});

test("shellcheck finds nothing", (context) => {
  const shellcheck = requireTool(context, "shellcheck");
  const run = spawnSync(shellcheck, ["--norc", "-"], { input: script, encoding: "utf8" });
  expect(run.stdout).toBe("");
  expect(run.status).toBe(0);
});

test.for(["dash", "bash"])("%s accepts the script", (shell, context) => {
  const run = spawnSync(requireTool(context, shell), ["-n"], { input: script, encoding: "utf8" });
  expect(run).toMatchObject({ status: 0, stderr: "" });
});

/** A script in a folder of its own, a checkout, and a `make` that prints what it was given. */
function stage(name: string): {
  readonly folder: string;
  readonly checkout: string;
  readonly path: string;
} {
  const [folder, checkout, bin] = ["script", "image-builder", "bin"].map((part) =>
    join(root, name, part),
  ) as [string, string, string];
  for (const path of [folder, join(checkout, "images/capi"), bin]) {
    mkdirSync(path, { recursive: true });
  }
  writeFileSync(join(folder, "build.sh"), script);
  writeFileSync(join(folder, "packer-vars.json"), "{}\n");
  writeFileSync(join(checkout, "images/capi/Makefile"), "");
  const recorder = join(bin, "make");
  writeFileSync(
    recorder,
    '#!/bin/sh\nprintf "%s|" "$@" "$PACKER_VAR_FILES" "$FLATCAR_VERSION" "$TAGS"\n',
  );
  chmodSync(recorder, 0o755);
  return { folder, checkout, path: `${bin}:${process.env["PATH"] ?? ""}` };
}

function runScript(
  shell: string,
  { folder, path }: ReturnType<typeof stage>,
  args: readonly string[],
  environment: { readonly [name: string]: string } = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(shell, [join(folder, "build.sh"), ...args], {
    cwd: root,
    env: { PATH: path, ...environment },
    encoding: "utf8",
  });
}

test.for(["dash", "bash"])(
  "%s hands make the goal and the absolute path of the variables",
  (shell, context) => {
    const tool = requireTool(context, shell);
    const place = stage(`plain-${shell}`);
    const expected = (action: string): string =>
      [
        "-C",
        join(place.checkout, "images/capi"),
        `${action}-qemu-flatcar`,
        join(place.folder, "packer-vars.json"),
        "4230.2.3",
        "team=platform cost-center=7",
        "",
      ].join("|");
    expect(runScript(tool, place, [place.checkout])).toMatchObject({
      status: 0,
      stdout: expected("build"),
    });
    const environment = { IMAGE_BUILDER_DIR: place.checkout };
    expect(runScript(tool, place, ["validate"], environment)).toMatchObject({
      status: 0,
      stdout: expected("validate"),
    });
    const relative = place.checkout.slice(root.length + 1);
    expect(runScript(tool, place, [relative, "validate"])).toMatchObject({
      status: 0,
      stdout: expected("validate"),
    });
  },
);

test.for([
  {
    name: "no checkout",
    args: [],
    message: "set IMAGE_BUILDER_DIR to a checkout of image-builder",
  },
  {
    name: "a folder that is no checkout",
    args: ["/nowhere"],
    message: "/nowhere is no checkout of image-builder: images/capi/Makefile is missing",
  },
  {
    name: "an unknown option",
    args: ["--fast"],
    message: "unknown option --fast; usage: build.sh [build|validate] [IMAGE_BUILDER_DIR]",
  },
])("$name is refused before make runs", ({ args, message }) => {
  const run = runScript("sh", stage("refused"), args);
  expect(run).toMatchObject({ status: 2, stdout: "", stderr: `build.sh: ${message}\n` });
});

test.for(["with blank", "dollar$(x)", "semi;colon", "qu'ote"])(
  "a folder named %s is refused before make runs",
  (name) => {
    const place = stage(name);
    const run = runScript("sh", place, [place.checkout]);
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toBe(
      `build.sh: the script's folder is ${place.folder}: a path with only letters, digits and _./@:+,- is needed\n`,
    );
  },
);

test.for([
  { name: "a name with a blank", environment: { "A B": "x" } },
  { name: "a name the script sets itself", environment: { PACKER_VAR_FILES: "x" } },
  { name: "a value that make expands", environment: { TAGS: "$(shell id)" } },
  { name: "a value with a quote", environment: { TAGS: "a'b" } },
  { name: "a value of two lines", environment: { TAGS: "a\nb" } },
])("$name is refused", ({ environment }) => {
  const goal = requireGoal("stable");
  const render = (): string => buildScript({ goal, varFile: "packer-vars.json", environment });
  expect(render).toThrow("shell cannot carry /environment/");
});

test.for(["a b.json", "../vars.json", "", "-x.json"])("the file name %s is refused", (varFile) => {
  const goal = requireGoal("stable");
  expect(() => buildScript({ goal, varFile })).toThrow("shell cannot carry /varFile");
});

test("every part that a target may ask for is in its place", () => {
  const text = buildScript({
    goal: requireGoal("stable"),
    varFile: "packer-vars.json",
    needs: [["AZURE_CLIENT_ID"], ["TOKEN", "PASSWORD"]],
    afterBuild: ["echo done", "echo 'all {{of}} it'"],
  });
  expect(text.slice(text.indexOf('if [ "$action" = build ]'))).toBe(`\
if [ "$action" = build ] && [ -z "\${AZURE_CLIENT_ID:-}" ]; then
  fail "set AZURE_CLIENT_ID"
fi

if [ "$action" = build ] && [ -z "\${TOKEN:-}\${PASSWORD:-}" ]; then
  fail "set TOKEN or PASSWORD"
fi

export FLATCAR_CHANNEL=stable
export PACKER_VAR_FILES="$vars"
make -C "$capi" "$action-qemu-flatcar"
if [ "$action" = validate ]; then
  exit 0
fi

echo done
echo 'all {{of}} it'
`);
});

test("a template of the user's own is rendered instead, its values escaped", async () => {
  const source = "{{#each environment}}\necho {{name}} is {{value}}\n{{/each}}\n";
  const overrides = parseOverrides(await packerTemplates(), { "build-script": { source } });
  expect(overrides.diagnostics).toEqual([]);
  const text = buildScript({
    goal: requireGoal("stable"),
    varFile: "packer-vars.json",
    environment: { TAGS: "team=platform cost-center=7" },
    ...(overrides.ok && { overrides: overrides.value }),
  });
  expect(text).toContain("echo TAGS is 'team=platform cost-center=7'\n");
});
