import { readFileSync } from "node:fs";

import type { NodeImage } from "@imagewright/core";
import { expectGolden, requireUpstream } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { fullFields, places, smallImage } from "./__fixtures__/images.ts";
import { checkImageBuilderImage } from "./check-image-builder-image.ts";
import { imageBuilderVariables } from "./image-builder-variables.ts";
import { hclVarFile, varFile } from "./var-file.ts";
import { imageBuilderVariable } from "./variable-catalogue.ts";

const ubuntu = { distribution: "ubuntu", release: "24.04" } as const;
const rocky = { distribution: "rocky", release: "9" } as const;
const flatcar = { distribution: "flatcar", release: "stable" } as const;
const windows = { distribution: "windows", release: "2019" } as const;

const { packages, repositories, preloadedImages, proxy, containerRuntime, rootVolume } = fullFields;
const golden: readonly { name: string; system: ImageBuilderSystem; image: NodeImage }[] = [
  {
    name: "ami-ubuntu",
    system: "ami",
    image: {
      ...smallImage(ubuntu),
      packages,
      repositories,
      preloadedImages,
      proxy,
      containerRuntime,
      rootVolume,
    },
  },
  {
    name: "azure-windows",
    system: "azure-sig",
    image: {
      ...smallImage({ distribution: "windows", release: "2022" }),
      kubernetes: {
        version: "1.35.5",
        source: { kind: "http", url: "https://dl.example.org/release/" },
      },
      containerRuntime: { containerd: "2.3.2" },
    },
  },
  {
    name: "qemu-rocky-http",
    system: "qemu",
    image: {
      ...smallImage(rocky, "1.36.0-rc.1"),
      kubernetes: {
        version: "1.36.0-rc.1",
        source: { kind: "http", url: "https://dl.example.org/release" },
      },
      cni: { version: "1.7.1" },
      rootVolume: { sizeGiB: 40 },
    },
  },
];

test.for(golden)("golden files: $name", async ({ name, system, image }) => {
  const errors = checkImageBuilderImage(system, image).filter(
    ({ severity }) => severity === "error",
  );
  expect(errors).toEqual([]);
  const variables = imageBuilderVariables(system, image);
  await expectGolden(new URL(`__golden__/${name}/`, import.meta.url), [
    { path: "packer-vars.json", text: varFile(variables) },
    { path: "packer-vars.pkrvars.hcl", text: hclVarFile(variables) },
  ]);
});

test.for(["1-34", "1-35"])(
  "upstream's own override of series %s comes out of the version",
  (series, context) => {
    const path = `examples/image-builder/version-overrides/overwrite-${series}.json`;
    const theirs: unknown = JSON.parse(readFileSync(requireUpstream(context, path), "utf8"));
    const version =
      /"v(?<version>[\d.]+)"/u.exec(JSON.stringify(theirs))?.groups?.["version"] ?? "";
    const ours = imageBuilderVariables("ami", smallImage(ubuntu, version));
    expect(theirs).toMatchObject({
      kubernetes_semver: ours["kubernetes_semver"],
      kubernetes_series: ours["kubernetes_series"],
      kubernetes_deb_version: ours["kubernetes_deb_version"],
      kubernetes_rpm_version: ours["kubernetes_rpm_version"],
    });
  },
);

test("every variable that is derived is in the catalogue of its system", () => {
  for (const { system, os } of places) {
    const image = { ...smallImage(os), ...fullFields };
    const group = system.startsWith("azure") ? "azure" : system;
    for (const name of Object.keys(imageBuilderVariables(system, image))) {
      expect({ name, groups: imageBuilderVariable(name)?.groups }).toMatchObject({
        groups: expect.arrayContaining([group]),
      });
    }
  }
});

function packageSource(repository: string): NodeImage["kubernetes"] {
  return { version: "1.35.5", source: { kind: "package", repository } };
}

describe("what image-builder cannot carry", () => {
  const table: readonly {
    readonly name: string;
    readonly image: NodeImage;
    readonly findings: readonly string[];
    readonly system?: ImageBuilderSystem;
  }[] = [
    {
      name: "an unresolved revision is said to be a guess",
      image: smallImage(ubuntu),
      findings: ["info PACKER_DEB_REVISION_GUESSED /image/kubernetes/version"],
    },
    {
      name: "an rpm distribution needs no revision",
      image: smallImage(rocky),
      system: "qemu",
      findings: [],
    },
    { name: "Flatcar takes its binaries by HTTP", image: smallImage(flatcar), findings: [] },
    {
      name: "Flatcar has no packages",
      image: { ...smallImage(flatcar), kubernetes: packageSource("https://x.example/v1.35/") },
      findings: ["error PACKER_KUBERNETES_SOURCE /image/kubernetes/source"],
    },
    {
      name: "a pre-release is not in the package repositories",
      image: smallImage(rocky, "1.36.0-rc.1"),
      system: "qemu",
      findings: ["error PACKER_KUBERNETES_SOURCE /image/kubernetes/version"],
    },
    {
      name: "a repository of another series",
      image: {
        ...smallImage(rocky),
        kubernetes: packageSource("https://pkgs.k8s.io/core:/stable:/v1.34/rpm/"),
      },
      system: "qemu",
      findings: ["error PACKER_KUBERNETES_SOURCE /image/kubernetes/source/repository"],
    },
    {
      name: "a release number of the distribution in the address is no series",
      image: {
        ...smallImage(rocky),
        kubernetes: packageSource("https://mirror.example.org/9.4/kubernetes/"),
      },
      system: "qemu",
      findings: [],
    },
    {
      name: "a repository in sources.list form",
      image: { ...smallImage(rocky), kubernetes: packageSource("deb https://x.example/ /") },
      system: "qemu",
      findings: ["error PACKER_IMAGE_VALUE /image/kubernetes/source/repository"],
    },
    {
      name: "an address with a query",
      image: {
        ...smallImage(rocky),
        kubernetes: {
          version: "1.35.5",
          source: { kind: "http", url: "https://x.example/r?sig=1" },
        },
      },
      system: "qemu",
      findings: ["error PACKER_KUBERNETES_SOURCE /image/kubernetes/source/url"],
    },
    {
      name: "CNI plugins of their own version with packages",
      image: { ...smallImage(rocky), cni: { version: "1.7.1" } },
      system: "qemu",
      findings: ["error PACKER_IMAGE_UNSUPPORTED /image/cni"],
    },
    {
      name: "containerd 1.x with Kubernetes 1.36",
      image: {
        ...smallImage(rocky, "1.36.1"),
        containerRuntime: { containerd: "1.7.29", runc: "1.2.8" },
      },
      system: "qemu",
      findings: ["error PACKER_CONTAINERD_TOO_OLD /image/containerRuntime/containerd"],
    },
    {
      name: "containerd 1.x with Kubernetes 1.35 goes",
      image: {
        ...smallImage(rocky, "1.35.5"),
        containerRuntime: { containerd: "1.7.29", runc: "1.2.8" },
      },
      system: "qemu",
      findings: [],
    },
    {
      name: "containerd that its project does not recommend, beside the default runc",
      image: { ...smallImage(rocky, "1.35.5"), containerRuntime: { containerd: "2.0.4" } },
      system: "qemu",
      findings: [
        "warning PACKER_CONTAINERD_UNSUPPORTED /image/containerRuntime/containerd",
        "info PACKER_RUNC_DEFAULT /image/containerRuntime/containerd",
      ],
    },
    {
      name: "a package name with an option",
      image: {
        ...smallImage(rocky),
        packages: ["jq", "nfs-utils net-tools", '"curl"', "{{timestamp}}"],
      },
      system: "qemu",
      findings: [
        "error PACKER_IMAGE_VALUE /image/packages/1",
        "error PACKER_IMAGE_VALUE /image/packages/2",
        "error PACKER_IMAGE_VALUE /image/packages/3",
      ],
    },
    {
      name: "a repository that is a line and not a file",
      image: { ...smallImage(rocky), repositories: ["[internal]", "/srv/internal.repo"] },
      system: "qemu",
      findings: ["error PACKER_IMAGE_UNSUPPORTED /image/repositories/0"],
    },
    {
      name: "list entries that would split or be cut",
      image: {
        ...smallImage(rocky),
        preloadedImages: ["a,b", "c d", ""],
        proxy: { noProxy: ["x, y"] },
      },
      system: "qemu",
      findings: [
        "error PACKER_IMAGE_UNSUPPORTED /image/preloadedImages/0",
        "error PACKER_IMAGE_VALUE /image/preloadedImages/1",
        "error PACKER_IMAGE_VALUE /image/preloadedImages/2",
        "error PACKER_IMAGE_UNSUPPORTED /image/proxy/noProxy/0",
      ],
    },
    {
      name: "a proxy's password",
      image: { ...smallImage(rocky), proxy: { https: "http://user:word@proxy.example.org" } },
      system: "qemu",
      findings: ["warning PACKER_PROXY_SECRET /image/proxy/https"],
    },
    {
      name: "a volume below the source image's",
      image: { ...smallImage(windows), rootVolume: { sizeGiB: 30 } },
      findings: ["error PACKER_VOLUME_TOO_SMALL /image/rootVolume/sizeGiB"],
    },
    {
      name: "no runc, packages or CNI plugins on Windows",
      image: {
        ...smallImage(windows),
        containerRuntime: { runc: "1.4.3" },
        packages: ["jq"],
        cni: { version: "1.7.1" },
      },
      findings: [
        "error PACKER_IMAGE_UNSUPPORTED /image/containerRuntime/runc",
        "error PACKER_IMAGE_UNSUPPORTED /image/cni",
        "error PACKER_IMAGE_UNSUPPORTED /image/packages",
      ],
    },
    {
      name: "hardening that is switched off",
      image: { ...smallImage(rocky), hardening: { cis: false, fips: false } },
      system: "qemu",
      findings: [],
    },
    {
      name: "an operating system without a target",
      image: smallImage({ distribution: "bottlerocket", release: "1.30" }),
      findings: ["error PACKER_GOAL_UNKNOWN /image/os"],
    },
  ];

  test.for(table)("$name", ({ image, findings, system = "ami" }) => {
    const found = checkImageBuilderImage(system, image);
    expect(found.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`)).toEqual(
      findings,
    );
  });
});
