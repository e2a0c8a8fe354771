import { readFileSync } from "node:fs";

import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { builtAmis } from "./built-amis.ts";

function sample(context: SkippableContext, name: string): string {
  const path = requireUpstream(context, `examples/image-builder/build-output/${name}`);
  return readFileSync(path, "utf8");
}

test("the AMIs of a manifest are references, region by region", (context) => {
  const parsed = builtAmis({ manifest: sample(context, "ami.manifest.json") });
  expect(parsed.ok && parsed.value).toEqual([
    { kind: "ami", region: "eu-west-1", id: "ami-02e4d6b8afc18ad05" },
    { kind: "ami", region: "us-east-1", id: "ami-01f3c5a7be9d427b1" },
    { kind: "ami", region: "us-west-2", id: "ami-02e4d6b8afc186433" },
  ]);
});

test("an AMI that the log names twice is one reference", (context) => {
  const parsed = builtAmis({ log: sample(context, "ami.human.txt") });
  expect(parsed.ok && parsed.value).toEqual([
    { kind: "ami", region: "eu-west-1", id: "ami-02e4d6b8afc128f62" },
    { kind: "ami", region: "us-east-1", id: "ami-01f3c5a7be9d0e814" },
    { kind: "ami", region: "us-west-2", id: "ami-02e4d6b8afc124690" },
  ]);
});

test("a manifest of amazon-eks-ami is read alike, its last run alone", () => {
  const manifest = JSON.stringify({
    builds: [eksBuild("one", "ami-0000000000000000a"), eksBuild("two", "ami-0000000000000000b")],
    last_run_uuid: "two",
  });
  const parsed = builtAmis({ manifest });
  expect(parsed.ok && parsed.value).toEqual([
    { kind: "ami", region: "eu-west-1", id: "ami-0000000000000000b" },
  ]);
});

test("a failed build names no AMI", (context) => {
  expect(builtAmis({ log: sample(context, "ami-failed.human.txt") }).ok).toBe(false);
});

test("a build of another system names no AMI, and says so", (context) => {
  const parsed = builtAmis({ log: sample(context, "azure-sig.human.txt") });
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map(({ code }) => code)).toContain("AWS_OUTPUT_WITHOUT_AMI");
});

/** A build as amazon-eks-ami's manifests record it. */
function eksBuild(run: string, id: string): object {
  return {
    name: "amazon-ebs",
    builder_type: "amazon-ebs",
    build_time: 1_795_255_187,
    files: null,
    artifact_id: `eu-west-1:${id}`,
    packer_run_uuid: run,
    custom_data: { source_ami_id: "ami-0a1b2c3d4e5f60718", source_ami_name: "al2023-ami-minimal" },
  };
}
