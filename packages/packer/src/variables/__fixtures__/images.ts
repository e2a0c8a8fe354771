import type { NodeImage, OperatingSystem } from "@imagewright/core";

import type { ImageBuilderSystem } from "../../image-builder-system.ts";

/** The smallest image: a Kubernetes version on an operating system. */
export function smallImage(os: OperatingSystem, version = "1.35.5"): NodeImage {
  return { name: "small", kubernetes: { version }, os, architecture: "amd64" };
}

/** One operating system of every kind that a system can have, in its goals' own words. */
export const places: readonly {
  readonly system: ImageBuilderSystem;
  readonly os: OperatingSystem;
}[] = [
  { system: "ami", os: { distribution: "ubuntu", release: "24.04" } },
  { system: "ami", os: { distribution: "amazon-linux", release: "2023" } },
  { system: "ami", os: { distribution: "flatcar", release: "stable" } },
  { system: "ami", os: { distribution: "windows", release: "2019" } },
  { system: "azure-sig", os: { distribution: "ubuntu", release: "24.04" } },
  { system: "azure-sig", os: { distribution: "windows", release: "2022" } },
  { system: "azure-sig-gen2", os: { distribution: "azure-linux", release: "3" } },
  { system: "azure-sig-cvm", os: { distribution: "ubuntu", release: "22.04" } },
  { system: "qemu", os: { distribution: "rocky", release: "9" } },
  { system: "qemu", os: { distribution: "ubuntu", release: "26.04" } },
];

/** Every field an image can have, with values that pass its schema. */
export const fullFields = {
  containerRuntime: { containerd: "2.2.2", runc: "1.3.4" },
  cni: { version: "1.7.1" },
  packages: ["nfs-common", "jq"],
  repositories: ["/etc/mirrors/internal.list"],
  files: [{ path: "/etc/motd", content: "hello\n", mode: "0644" }],
  registries: [{ host: "docker.io", mirrors: ["https://mirror.example.org"] }],
  preloadedImages: ["registry.k8s.io/pause:3.10.2", "quay.io/cilium/cilium:v1.18.2"],
  caCertificates: ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"],
  proxy: {
    http: "http://proxy.example.org:3128",
    https: "http://proxy.example.org:3128",
    noProxy: ["localhost", "10.0.0.0/8"],
  },
  hardening: { cis: true, fips: true },
  gpu: { vendor: "nvidia", version: "550.54.14" },
  rootVolume: { sizeGiB: 48 },
  labels: { team: "platform" },
} satisfies Omit<NodeImage, "name" | "kubernetes" | "os" | "architecture">;
