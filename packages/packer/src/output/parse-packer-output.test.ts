import { readFileSync } from "node:fs";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import type { PackerArtifact } from "./packer-build.ts";
import { parsePackerManifest } from "./parse-packer-manifest.ts";
import { parsePackerOutput } from "./parse-packer-output.ts";

const folder = "examples/image-builder/build-output";

/** Three AMIs of one run, as artifacts. */
function amis(...ids: readonly string[]): object[] {
  return ["eu-west-1", "us-east-1", "us-west-2"].map((region, index) => ({
    kind: "ami",
    region,
    id: ids[index],
  }));
}

const gallery =
  "/subscriptions/01234567-89ab-cdef-0123-4567890abcde/resourceGroups/cluster-api-gallery/providers/Microsoft.Compute";
const managedImage = {
  kind: "azure-managed-image",
  id: `${gallery}/images/capi-ubuntu-2404-1795254246`,
};
const galleryVersion = {
  kind: "azure-gallery-version",
  id: `${gallery}/galleries/ClusterAPI1795254246abcd/images/capi-ubuntu-2404/versions/0.3.1795254246`,
  regions: ["northcentralus", "westus2", "eastus"],
};
const azureBuild = {
  name: "sig-ubuntu-2404",
  builderType: "azure-arm",
  artifacts: [galleryVersion, { ...managedImage, regions: ["northcentralus"] }],
};
const directory = "./output/ubuntu-2404-kube-v1.36.1";
const file = "output/ubuntu-2404-kube-v1.36.1/ubuntu-2404-kube-v1.36.1";

test.for([
  {
    file: "ami.human.txt",
    as: "log",
    builds: [
      {
        name: "ubuntu-24.04",
        builderType: "amazon-ebs",
        artifacts: amis("ami-02e4d6b8afc128f62", "ami-01f3c5a7be9d0e814", "ami-02e4d6b8afc124690"),
      },
    ],
  },
  {
    file: "ami.machine-readable.txt",
    as: "machineReadable",
    builds: [
      {
        name: "ubuntu-24.04",
        builderType: "amazon-ebs",
        artifacts: amis("ami-02e4d6b8afc18ad05", "ami-01f3c5a7be9d427b1", "ami-02e4d6b8afc186433"),
      },
    ],
  },
  {
    file: "ami.manifest.json",
    as: "manifest",
    builds: [
      {
        name: "ubuntu-24.04",
        builderType: "amazon-ebs",
        artifacts: amis("ami-02e4d6b8afc18ad05", "ami-01f3c5a7be9d427b1", "ami-02e4d6b8afc186433"),
        customData: {
          containerd_enable_limit_no_file: "false",
          containerd_gvisor_runtime: "false",
          containerd_gvisor_version: "latest",
          containerd_version: "2.3.2",
          kubernetes_cni_version: "v1.2.0",
          kubernetes_version: "v1.36.1",
        },
      },
    ],
  },
  { file: "azure-sig.human.txt", as: "log", builds: [azureBuild] },
  { file: "azure-sig.machine-readable.txt", as: "machineReadable", builds: [azureBuild] },
  {
    file: "qemu.human.txt",
    as: "log",
    builds: [
      { name: "qemu", builderType: "qemu", artifacts: [{ kind: "disk", directory, files: [] }] },
    ],
  },
  {
    file: "qemu.machine-readable.txt",
    as: "machineReadable",
    builds: [
      {
        name: "qemu",
        builderType: "qemu",
        artifacts: [{ kind: "disk", directory, files: [file] }],
      },
    ],
  },
  {
    file: "qemu-with-manifest-postprocessor.manifest.json",
    as: "manifest",
    builds: [
      {
        name: "qemu",
        builderType: "qemu",
        artifacts: [{ kind: "disk", directory: directory.slice(2), files: [file] }],
      },
    ],
  },
])("the artifacts of $file are read exactly", (sample, context) => {
  const text = readFileSync(requireUpstream(context, `${folder}/${sample.file}`), "utf8");
  const parsed = parsePackerOutput({ [sample.as]: text });
  expect(parsed).toEqual({ ok: true, value: sample.builds, diagnostics: [] });
});

test("a manifest of an Azure build names the managed image alone", (context) => {
  const path = requireUpstream(context, `${folder}/azure-sig.manifest.json`);
  const parsed = parsePackerManifest(readFileSync(path, "utf8"));
  expect(parsed.ok && parsed.value.map(({ artifacts }) => artifacts)).toEqual([[managedImage]]);
});

test("log, machine-readable output and manifest of one run are one build", (context) => {
  const read = (name: string): string =>
    readFileSync(requireUpstream(context, `${folder}/azure-sig.${name}`), "utf8");
  const output = {
    log: read("human.txt"),
    machineReadable: read("machine-readable.txt"),
    manifest: read("manifest.json"),
  };
  const parsed = parsePackerOutput(output);
  expect(parsed.ok && parsed.value).toMatchObject([azureBuild]);
  expect(parsed.ok && parsed.value[0]?.customData?.["kubernetes_semver"]).toBe("v1.36.1");
});

test.for(["human.txt", "machine-readable.txt"])(
  "a failed build is an error: ami-failed.%s",
  (name, context) => {
    const text = readFileSync(requireUpstream(context, `${folder}/ami-failed.${name}`), "utf8");
    const key = name === "human.txt" ? "log" : "machineReadable";
    const parsed = parsePackerOutput({ [key]: text });
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "PACKER_BUILD_FAILED: the build ubuntu-24.04 failed: Error: AMI Name: 'conflict' is used by an existing AMI: ami-0existing",
    ]);
  },
);

test("logs of two runs contradict each other, region by region", (context) => {
  const read = (name: string): string =>
    readFileSync(requireUpstream(context, `${folder}/${name}`), "utf8");
  const output = { log: read("ami.human.txt"), manifest: read("ami.manifest.json") };
  const parsed = parsePackerOutput(output);
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map(({ code, found }) => `${code}: ${found}`)).toEqual([
    "PACKER_OUTPUT_CONTRADICTION: ami-02e4d6b8afc128f62 and ami-02e4d6b8afc18ad05",
    "PACKER_OUTPUT_CONTRADICTION: ami-01f3c5a7be9d0e814 and ami-01f3c5a7be9d427b1",
    "PACKER_OUTPUT_CONTRADICTION: ami-02e4d6b8afc124690 and ami-02e4d6b8afc186433",
  ]);
});

/** The three samples that are one run each, and everything their reader may say of them. */
const cuttable = ["ami", "azure-sig", "qemu"].flatMap((name) => [
  { name, file: `${name}.human.txt`, as: "log" },
  { name, file: `${name}.machine-readable.txt`, as: "machineReadable" },
]);

test.for(cuttable)(
  "$file cut anywhere never yields what the whole does not say",
  (sample, context) => {
    const text = readFileSync(requireUpstream(context, `${folder}/${sample.file}`), "utf8");
    const whole = parsePackerOutput({ [sample.as]: text });
    const known = new Set(
      whole.ok ? whole.value.flatMap(({ artifacts }) => artifacts.map(label)) : [],
    );
    expect(known.size).toBeGreaterThan(0);
    for (let length = 0; length < text.length; length += 1) {
      const parsed = parsePackerOutput({ [sample.as]: text.slice(0, length) });
      const read = parsed.ok ? parsed.value.flatMap(({ artifacts }) => artifacts.map(label)) : [];
      expect(read.filter((artifact) => !known.has(artifact))).toEqual([]);
      expect(parsed.ok ? read.length : parsed.diagnostics.length).toBeGreaterThan(0);
    }
  },
);

/** Which artifact it is; regions and files may still be missing in a cut text. */
function label(artifact: PackerArtifact): string {
  return artifact.kind === "disk" ? artifact.directory : `${artifact.kind} ${artifact.id}`;
}
