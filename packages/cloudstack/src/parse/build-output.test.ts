import { readFileSync } from "node:fs";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { parseBuildOutput } from "./build-output.ts";

test.for([
  ["log", "qemu.human.txt"],
  ["machineReadable", "qemu.machine-readable.txt"],
  ["manifest", "qemu-with-manifest-postprocessor.manifest.json"],
] as const)("%s names a file that has to be registered", ([kind, file], context) => {
  const path = requireUpstream(context, `examples/image-builder/build-output/${file}`);
  const parsed = parseBuildOutput({ [kind]: readFileSync(path, "utf8") });
  expect(parsed.ok && parsed.value).toEqual([]);
  expect(
    parsed.diagnostics.map(({ severity, code, found }) => `${severity} ${code} ${found}`),
  ).toEqual([
    expect.stringMatching(/^info CLOUDSTACK_REGISTER .*output\/ubuntu-2404-kube-v1\.36\.1/u),
  ]);
});

test("the output of a build for another cloud names no disk file", () => {
  const log = `==> Builds finished. The artifacts of successful builds are:
--> ubuntu-24.04: AMIs were created:
eu-west-1: ami-09709369c53539c11

`;
  const { ok, diagnostics } = parseBuildOutput({ log });
  expect({ ok, codes: diagnostics.map(({ code }) => code) }).toEqual({
    ok: false,
    codes: ["CLOUDSTACK_BUILD_NOTHING"],
  });
});
