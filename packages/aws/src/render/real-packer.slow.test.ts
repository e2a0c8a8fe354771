import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { NodeImage } from "@imagewright/core";
import { checkImageBuilderVariables, varFile } from "@imagewright/packer";
import { requireTool, requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { afterEach, expect, test } from "vitest";

import type { AwsBuild } from "../options.ts";
import { amiVariables, ownedVariables } from "./packer-variables.ts";

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 40 },
};
const region = "eu-west-1";
const configFiles = [
  "kubernetes",
  "cni",
  "containerd",
  "wasm-shims",
  "ansible-args",
  "goss-args",
  "common",
  "additional_components",
  "ecr_credential_provider",
];
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

test.for<{ says: string; build: AwsBuild }>([
  { says: "a region alone", build: { region } },
  {
    says: "copies, shares and encryption",
    build: {
      region,
      copyTo: ["us-east-1", "eu-central-1"],
      shareWith: { users: ["123456789012", "210987654321"] },
      encrypted: true,
      kmsKeyId: "alias/node-images",
    },
  },
  { says: "a gp2 volume", build: { region, volume: { type: "gp2" } } },
  { says: "an io2 volume", build: { region, volume: { type: "io2", iops: 20_000 } } },
  { says: "a fast gp3 volume", build: { region, volume: { iops: 16_000, throughput: 1000 } } },
  {
    says: "a place to build",
    build: {
      region,
      instanceType: "c6i.large",
      vpcId: "vpc-0a1b2c3d4e5f60718",
      subnetId: "subnet-0a1b2c3d4e5f60718",
      securityGroupIds: ["sg-0a1b2c3d4e5f60718", "sg-1a1b2c3d4e5f60718"],
      iamInstanceProfile: "node-image-builder",
      sourceAmi: "ami-09709369c53539c11",
      amiName: "platform (ubuntu) 24.04/v1.34.1",
    },
  },
])("Packer accepts $says with image-builder's own template", ({ build }, context) => {
  expect(validate(context, build)).toEqual({ status: 0, text: "" });
});

test.for<{ says: string; build: AwsBuild; message: string }>([
  {
    says: "a share under the region's own key",
    build: { region, encrypted: true, shareWith: { users: ["123456789012"] } },
    message: "share",
  },
  {
    says: "too few iops",
    build: { region, volume: { type: "io1", iops: 99 } },
    message: "iops",
  },
])("what our rules refuse, Packer refuses too: $says", ({ build, message }, context) => {
  const { status, text } = validate(context, build);
  expect(status).toBe(1);
  expect(text.toLowerCase()).toContain(message);
});

test("every variable that an option writes is one of image-builder's", () => {
  const variables = Object.fromEntries([...ownedVariables.keys()].map((name) => [name, "x"]));
  const found = checkImageBuilderVariables("ami", variables, "/build/variables");
  // What is wrong with the value `x` is not the question here.
  const ofNames = found.filter(
    ({ code }) => !["PACKER_VARIABLE_VALUE", "PACKER_VARIABLE_COMBINATION"].includes(code),
  );
  expect(ofNames).toEqual([]);
});

/** Upstream's files in the order of its Makefile, then ours, with the template's builder alone. */
function validate(
  context: SkippableContext,
  build: AwsBuild,
): { status: number | null; text: string } {
  const packer = requireTool(context, "packer");
  const upstream = requireUpstream(context, "examples/image-builder/packer");
  const folder = mkdtempSync(join(tmpdir(), "imagewright-ami-"));
  folders.push(folder);
  const template = JSON.parse(readFileSync(join(upstream, "ami/packer.json"), "utf8")) as {
    builders: Record<string, unknown>[];
  };
  // Packer of Debian does not know this key yet.
  const builders = template.builders.map(({ skip_create_ami: _unknown, ...known }) => known);
  const stripped = { ...template, builders, provisioners: [] };
  writeFileSync(join(folder, "packer.json"), JSON.stringify(stripped));
  writeFileSync(join(folder, "ours.json"), varFile(amiVariables(image, build)));
  const files = configFiles.map((name) => join(upstream, "config", `${name}.json`));
  const all = [...files, join(upstream, "ami/ubuntu-2404.json"), join(folder, "ours.json")];
  const words = [
    "validate",
    ...all.map((path) => `-var-file=${path}`),
    join(folder, "packer.json"),
  ];
  const run = spawnSync(packer, words, {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], CHECKPOINT_DISABLE: "1", IB_VERSION: "test" },
  });
  return { status: run.status, text: `${run.stdout}${run.stderr}`.trim() };
}
