import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { bindTarget, renderTarget } from "@imagewright/core";
import { requireTool } from "@imagewright/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ubuntu } from "../__fixtures__/targets.ts";
import type { CloudStackBuild } from "../options.ts";
import { cloudstack } from "../plugin.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloudstack-build-"));
  mkdirSync(join(folder, "ib/images/capi/hack"), { recursive: true });
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "ib/images/capi/Makefile"), "all:\n");
  program("ib/images/capi/hack/convert-cloudstack-image.sh", "echo disk > $1-vmware.ova");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function program(path: string, commands: string): void {
  writeFileSync(join(folder, path), `#!/bin/sh\n${commands}\n`);
  chmodSync(join(folder, path), 0o755);
}

/** Stands in for make: writes the disk file where the variable file says. */
function fakeMake(content: string): void {
  const output = join(folder, "ib/images/capi/output/ubuntu-2404-kube-v1.34.1");
  const file = join(output, "ubuntu-2404-kube-v1.34.1");
  program(
    "bin/make",
    `echo "$@" > ${folder}/make\nmkdir -p ${output}\nprintf '${content}' > ${file}`,
  );
}

function renderInto(build: CloudStackBuild): string {
  const target = { name: "capc", provider: "cloudstack" as const, image: ubuntu.name, build };
  const bound = bindTarget(cloudstack, ubuntu, target);
  const rendered = bound.ok ? renderTarget(bound.value) : bound;
  for (const { path, text } of rendered.ok ? rendered.value : []) {
    writeFileSync(join(folder, path.replace("capc/", "")), text);
  }
  return join(folder, "build.sh");
}

function run(shell: string, words: readonly string[]): ReturnType<typeof spawnSync> {
  return spawnSync(shell, words, {
    env: { PATH: `${folder}/bin:/usr/bin:/bin` },
    encoding: "utf8",
  });
}

test.for(["dash", "bash"])(
  "the closing words are commands that work, under %s",
  (name, context) => {
    const shell = requireTool(context, name);
    fakeMake("disk");
    const { status, stdout } = run(shell, [
      renderInto({ hypervisors: ["KVM", "VMware"] }),
      join(folder, "ib"),
    ]);
    const commands = String(stdout)
      .split("\n")
      .filter((line) => line.startsWith("  cd "));
    const disk = join(
      folder,
      "ib/images/capi/output/ubuntu-2404-kube-v1.34.1/ubuntu-2404-kube-v1.34.1",
    );
    expect({
      status,
      commands: commands.map((command) => run(shell, ["-c", command]).status),
    }).toEqual({
      status: 0,
      commands: [0, 0],
    });
    expect(readFileSync(`${disk}-kvm.qcow2`, "utf8")).toBe("disk");
    expect(readFileSync(`${disk}-vmware.ova`, "utf8")).toBe("disk\n");
    expect(readFileSync(join(folder, "make"), "utf8")).toContain("build-qemu-ubuntu-2404\n");
  },
);

test("a conversion that leaves nothing is not believed", (context) => {
  const shell = requireTool(context, "dash");
  fakeMake("disk");
  program("ib/images/capi/hack/convert-cloudstack-image.sh", "echo exported");
  const { stdout } = run(shell, [renderInto({ hypervisors: ["VMware"] }), join(folder, "ib")]);
  const command = String(stdout)
    .split("\n")
    .find((line) => line.startsWith("  cd "));
  expect(run(shell, ["-c", command ?? ""]).status).toBe(1);
});

test("a build that leaves an empty file fails", (context) => {
  fakeMake("");
  const { status, stderr } = run(requireTool(context, "dash"), [
    renderInto({}),
    join(folder, "ib"),
  ]);
  expect(status).toBe(2);
  expect(stderr).toContain("the build left no");
});

test("validating ends without closing words", (context) => {
  fakeMake("disk");
  const { status, stdout } = run(requireTool(context, "dash"), [
    renderInto({}),
    "validate",
    join(folder, "ib"),
  ]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test("shellcheck has nothing to say", (context) => {
  const script = renderInto({ hypervisors: ["KVM", "VMware", "XenServer"] });
  const { stdout } = run(requireTool(context, "shellcheck"), ["-S", "style", script]);
  expect(stdout).toBe("");
});
