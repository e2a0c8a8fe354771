import { type Diagnostic, loadPlugin, type NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import { documented, production } from "./__fixtures__/eks-cases.ts";
import type { EksBuild } from "./options.ts";
import { eks } from "./plugin.ts";

const today = production.image;
const header = { name: "eks", provider: "eks" };

function diagnose(image: NodeImage, build: object): readonly Diagnostic[] {
  return loadPlugin(eks).bind(image, { ...header, image: image.name, build }).diagnostics;
}

/** `CODE pointer` of every finding. */
function findings(image: NodeImage, build: object): readonly string[] {
  return diagnose(image, build).map(({ code, pointer }) => `${code} ${pointer}`);
}

test.for<{
  says: string;
  build?: Partial<EksBuild>;
  of?: Partial<NodeImage>;
  found: readonly string[];
}>([
  { says: "everything is well today without options", found: [] },
  {
    says: "Amazon Linux 2 today",
    of: { os: { distribution: "amazon-linux", release: "2" } },
    found: ["EKS_SYSTEM /image/os"],
  },
  {
    says: "Ubuntu",
    of: { os: { distribution: "ubuntu", release: "24.04" } },
    found: ["EKS_SYSTEM /image/os"],
  },
  {
    says: "Amazon Linux 2 for 1.33 and later",
    build: { era: "templates" },
    of: {
      os: { distribution: "amazon-linux", release: "2" },
      kubernetes: { version: "1.33.13", source: bucket("2026-07-05") },
      containerRuntime: {},
    },
    found: ["EKS_MINOR /image/kubernetes/version"],
  },
  {
    says: "a minor that came after the era",
    build: { era: "templates" },
    of: { kubernetes: { version: "1.36.2", source: bucket("2026-07-05") } },
    found: ["EKS_MINOR /image/kubernetes/version"],
  },
  {
    says: "a minor that had ended before the era",
    of: { kubernetes: { version: "1.27.16", source: bucket("2025-01-10") } },
    found: ["EKS_MINOR /image/kubernetes/version"],
  },
  {
    says: "a pre-release",
    of: { kubernetes: { version: "1.34.9-rc.1", source: bucket("2026-07-05") } },
    found: [
      "EKS_VERSION /image/kubernetes/version",
      "EKS_BINARIES_UNKNOWN /image/kubernetes/source/buildDate",
    ],
  },
  {
    says: "no build date",
    of: { kubernetes: { version: "1.34.9" } },
    found: ["EKS_BINARIES_MISSING /image/kubernetes/source"],
  },
  {
    says: "binaries from an HTTP address",
    of: { kubernetes: { version: "1.34.9", source: { kind: "http", url: "https://dl.k8s.io" } } },
    found: ["EKS_BINARIES_MISSING /image/kubernetes/source"],
  },
  {
    says: "a build that is newer than the table",
    of: { kubernetes: { version: "1.34.9", source: bucket("2026-07-06") } },
    found: ["EKS_BINARIES_UNKNOWN /image/kubernetes/source/buildDate"],
  },
  {
    says: "an own bucket without its region",
    of: {
      kubernetes: {
        version: "1.34.9",
        source: { kind: "bucket", bucket: "mine", buildDate: "2026-07-06" },
      },
    },
    found: ["EKS_BUCKET_REGION /image/kubernetes/source/region"],
  },
  {
    says: "CNI plugins on AL2023",
    of: { cni: { version: "1.2.0" } },
    found: ["EKS_VARIABLE_DROPPED /image/cni"],
  },
  { says: "labels", of: { labels: { a: "b" } }, found: ["EKS_IMAGE_UNSUPPORTED /image/labels"] },
  {
    says: "another root volume",
    of: { rootVolume: { sizeGiB: 40 } },
    found: ["EKS_IMAGE_UNSUPPORTED /image/rootVolume/sizeGiB"],
  },
  {
    says: "a driver by its whole version",
    of: { gpu: { vendor: "nvidia", version: "580.65" } },
    found: ["EKS_IMAGE_VALUE /image/gpu/version"],
  },
  {
    says: "an AMD driver",
    of: { gpu: { vendor: "amd" } },
    found: ["EKS_IMAGE_VALUE /image/gpu/vendor"],
  },
  {
    says: "two accelerators",
    build: { accelerator: "neuron" },
    of: { gpu: { vendor: "nvidia" } },
    found: ["EKS_VARIABLE_OWNED /build/accelerator"],
  },
  {
    says: "a kernel of three numbers, which no name of an image has",
    of: { os: { distribution: "amazon-linux", release: "2023", kernel: "6.12.3" } },
    found: ["EKS_IMAGE_VALUE /image/os/kernel"],
  },
  {
    says: "a kernel and a name filter",
    build: { sourceAmi: { filterName: "al2023-*" } },
    found: ["EKS_VARIABLE_OWNED /build/sourceAmi/filterName"],
  },
  {
    says: "a source AMI without what it has to match",
    build: { sourceAmi: { id: "ami-09709369c53539c11" } },
    found: ["EKS_SOURCE_AMI /build/sourceAmi/id"],
  },
  {
    says: "a builder of the other architecture",
    build: { instanceType: "m5.xlarge" },
    found: ["AWS_INSTANCE_ARCHITECTURE /build/instanceType"],
  },
  {
    says: "a copy to where it is built",
    build: { copyTo: ["us-west-2"] },
    found: ["AWS_REGION_TWICE /build/copyTo/0"],
  },
  {
    says: "a key without encryption",
    build: { kmsKeyId: "alias/a" },
    found: ["EKS_ENCRYPTION /build/kmsKeyId"],
  },
  {
    says: "a key that copies do not get",
    build: { encrypted: true, kmsKeyId: "alias/a", copyTo: ["us-east-1"] },
    found: ["EKS_COPY_KEY /build/kmsKeyId"],
  },
  {
    says: "sharing under the region's own key",
    build: { encrypted: true, shareWith: { users: ["123456789012"] } },
    found: ["EKS_ENCRYPTION /build/shareWith/users"],
  },
  {
    says: "a misspelt variable",
    build: { variables: { ssh_interfac: "public_ip" } },
    found: ["EKS_VARIABLE_UNKNOWN /build/variables/ssh_interfac"],
  },
  {
    says: "a variable of an earlier era",
    build: { variables: { sonobuoy_e2e_registry: "x" } },
    found: ["EKS_VARIABLE_DROPPED /build/variables/sonobuoy_e2e_registry"],
  },
  {
    says: "a value that Packer evaluates",
    build: { variables: { ami_description: "built {{timestamp}}" } },
    found: ["EKS_VARIABLE_TEMPLATE /build/variables/ami_description"],
  },
  {
    says: "a credential",
    build: { variables: { aws_secret_access_key: "x" } },
    found: ["EKS_VARIABLE_SECRET /build/variables/aws_secret_access_key"],
  },
  {
    says: "a variable the image decides",
    build: { variables: { arch: "x86_64" } },
    found: ["EKS_VARIABLE_OWNED /build/variables/arch"],
  },
])("today: $says", ({ build = {}, of = {}, found }) => {
  expect(findings({ ...today, ...of }, build)).toEqual(found);
});

test.for<{ says: string; build: Partial<EksBuild>; found: readonly string[] }>([
  { says: "the documented build", build: {}, found: [] },
  {
    says: "what the Makefile drops in silence",
    build: {
      subnetId: "subnet-0a1b2c3d4e5f60718",
      encrypted: true,
      shareWith: { users: ["123456789012"] },
    },
    found: [
      "EKS_ENCRYPTION /build/shareWith/users",
      "EKS_VARIABLE_DROPPED /build/shareWith/users",
      "EKS_VARIABLE_DROPPED /build/encrypted",
      "EKS_VARIABLE_DROPPED /build/subnetId",
    ],
  },
  {
    says: "what a make line cannot carry",
    build: {
      sourceAmi: { filterName: "amzn2-ami-minimal-hvm-*" },
      variables: { docker_version: "$(id)" },
    },
    found: [
      "EKS_MAKE_VALUE /build/sourceAmi/filterName",
      "EKS_MAKE_VALUE /build/variables/docker_version",
    ],
  },
  {
    says: "an empty value, which make takes for none",
    build: { variables: { kernel_version: "" } },
    found: ["EKS_MAKE_VALUE /build/variables/kernel_version"],
  },
])("the era of the documentation: $says", ({ build, found }) => {
  const known = {
    ...documented.image.kubernetes,
    version: "1.17.12",
    source: bucket("2020-11-02"),
  };
  const image = { ...documented.image, kubernetes: known };
  expect(findings(image, { era: "single", ...build })).toEqual(found);
});

test("a volume whose iops the template does not set is refused", () => {
  expect(findings(today, { volume: { type: "io1" } })).toEqual([
    "SCHEMA_NOT_ALLOWED /build/volume/type",
  ]);
});

test.for([
  { kernel: "5.10", found: [] },
  { kernel: "5.15", found: ["EKS_IMAGE_VALUE /image/os/kernel"] },
])("the era of the documentation has a closed list of kernels: $kernel", ({ kernel, found }) => {
  const image = { ...documented.image, os: { ...documented.image.os, kernel } };
  const about = findings(image, { era: "single" }).filter((text) => text.includes("kernel"));
  expect(about).toEqual(found);
});

test("a missing build date is answered with the newest known pair", () => {
  expect(hintOf("1.34.9")).toContain('buildDate: "2026-07-05"');
  expect(hintOf("1.34.99")).toMatch(/kubernetes\.version to 1\.34\.9 and .*"2026-07-05"/u);
});

test("a wrong era is answered with the eras that fit", () => {
  const kubernetes = { version: "1.32.9", source: bucket("2025-11-05") };
  const os = { distribution: "amazon-linux", release: "2" } as const;
  const found = diagnose({ ...today, kubernetes, os, containerRuntime: {} }, { era: "single" });
  expect(found[0]?.hint).toBe("Set build.era to `templates`.");
});

function hintOf(version: string): string | undefined {
  return diagnose({ ...today, kubernetes: { version } }, {})[0]?.hint;
}

function bucket(buildDate: string): { kind: "bucket"; bucket: string; buildDate: string } {
  return { kind: "bucket", bucket: "amazon-eks", buildDate };
}
