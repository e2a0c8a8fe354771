import { readFileSync } from "node:fs";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { laterPhase, type PackerPhase, readPackerPhase } from "./read-packer-phase.ts";

test.for([
  { line: "==> noble: Prevalidating AMI Name: x", phase: "prepare" },
  { line: "\u001b[1;32m==> noble: Creating AMI x\u001b[0m", phase: "capture" },
  { line: "2026-11-21T09:40:03Z: ==> noble: Waiting for SSH", phase: "connect" },
  { line: "==> azure-arm.noble: Publishing to Shared Image Gallery ...", phase: "publish" },
  { line: "==> noble (shell-local): Running local shell script: /tmp/x", phase: "provision" },
  { line: "==> noble: something new", phase: undefined },
])("$line: $phase", ({ line, phase }) => {
  const progress = readPackerPhase(line);
  expect(progress?.name).toBe("noble");
  expect(progress?.phase).toBe(phase);
});

test.for([
  "    noble: Creating AMI",
  "==> Wait completed after 1s",
  "Build 'noble' finished after 1s.",
  "",
])("%s is about no phase", (line) => {
  expect(readPackerPhase(line)).toBeUndefined();
});

test.for(["ami", "qemu"])("a build for %s never goes back", (name, context) => {
  const path = requireUpstream(context, `examples/image-builder/build-output/${name}.human.txt`);
  const seen: PackerPhase[] = [];
  let current: PackerPhase | undefined;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    current = laterPhase(current, readPackerPhase(line)?.phase);
    if (current !== undefined && current !== seen.at(-1)) {
      seen.push(current);
    }
  }
  expect(seen).toEqual(
    name === "ami"
      ? ["prepare", "launch", "capture", "publish", "clean-up", "post-process"]
      : ["prepare", "launch", "capture", "post-process"],
  );
});
