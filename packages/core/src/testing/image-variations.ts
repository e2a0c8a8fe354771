import type { NodeImage } from "../image/node-image.ts";

/** An image that says one thing more than another, and where it says it. */
export interface ImageVariation {
  /** JSON Pointer into the image. */
  readonly pointer: string;
  readonly apply: (image: NodeImage) => NodeImage;
}

const certificate = `-----BEGIN CERTIFICATE-----
MIIBdDCCARmgAwIBAgIUQ2VydGlmaWNhdGUgb2YgYW4gZXhhbXBsZQ==
-----END CERTIFICATE-----
`;

/**
 * One variation for every optional field of `NodeImage`: a plugin that builds images has to
 * render something else for each, or say that it cannot.
 */
export const imageVariations: readonly ImageVariation[] = [
  vary("/kubernetes/source", (image) => ({
    ...image,
    kubernetes: {
      ...image.kubernetes,
      source: { kind: "http", url: "https://mirror.example/release" },
    },
  })),
  vary("/kubernetes/source/repository", (image) => ({
    ...image,
    kubernetes: {
      ...image.kubernetes,
      source: { kind: "package", repository: "https://mirror.example/v1.34/deb/" },
    },
  })),
  vary("/kubernetes/source/revision", (image) => ({
    ...image,
    kubernetes: { ...image.kubernetes, source: { kind: "package", revision: "2.7" } },
  })),
  vary("/kubernetes/source/bucket", (image) => ({
    ...image,
    kubernetes: {
      ...image.kubernetes,
      source: {
        kind: "bucket",
        bucket: "my-binaries",
        region: "eu-west-1",
        buildDate: "2026-07-05",
      },
    },
  })),
  vary("/os/kernel", (image) => ({ ...image, os: { ...image.os, kernel: "6.12" } })),
  vary("/containerRuntime/containerd", (image) => ({
    ...image,
    containerRuntime: { containerd: "2.2.9" },
  })),
  vary("/containerRuntime/runc", (image) => ({ ...image, containerRuntime: { runc: "1.4.9" } })),
  vary("/cni/version", (image) => ({ ...image, cni: { version: "1.9.9" } })),
  vary("/packages", (image) => ({ ...image, packages: ["tcpdump"] })),
  vary("/repositories", (image) => ({
    ...image,
    repositories: ["https://mirror.example/extra.list"],
  })),
  vary("/files", (image) => ({
    ...image,
    files: [{ path: "/etc/motd", content: "Welcome.\n", mode: "0644" }],
  })),
  vary("/registries", (image) => ({
    ...image,
    registries: [{ host: "docker.io", mirrors: ["https://mirror.example"] }],
  })),
  vary("/preloadedImages", (image) => ({
    ...image,
    preloadedImages: ["registry.example/agent:1.2.3"],
  })),
  vary("/caCertificates", (image) => ({ ...image, caCertificates: [certificate] })),
  vary("/proxy/http", (image) => ({ ...image, proxy: { http: "http://proxy.example:3128" } })),
  vary("/proxy/https", (image) => ({ ...image, proxy: { https: "http://proxy.example:3129" } })),
  vary("/proxy/noProxy", (image) => ({ ...image, proxy: { noProxy: ["10.0.0.0/8"] } })),
  vary("/hardening/cis", (image) => ({ ...image, hardening: { cis: true } })),
  vary("/hardening/fips", (image) => ({ ...image, hardening: { fips: true } })),
  vary("/gpu", (image) => ({ ...image, gpu: { vendor: "nvidia" } })),
  vary("/gpu/version", (image) => ({ ...image, gpu: { vendor: "nvidia", version: "580.65" } })),
  vary("/rootVolume", (image) => ({ ...image, rootVolume: { sizeGiB: 123 } })),
  vary("/labels", (image) => ({ ...image, labels: { team: "platform" } })),
];

function vary(pointer: string, apply: ImageVariation["apply"]): ImageVariation {
  return { pointer, apply };
}
