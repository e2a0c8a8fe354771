import {
  type Architecture,
  createImageCatalog,
  type ImageCatalog,
  type ImageRecord,
  type ImageReference,
  type JsonObject,
} from "@imagewright/core";

import { newestMinor, oldestMinor } from "./cluster-shape.ts";

/** Two builds of every minor version, for every provider and architecture. */
export function fleetCatalog(gap: number | undefined): ImageCatalog {
  const minors = Array.from(
    { length: newestMinor - oldestMinor + 1 },
    (_, index) => oldestMinor + index,
  ).filter((minor) => minor !== gap);
  return createImageCatalog(
    minors.flatMap((minor) => [1, 4].flatMap((patch) => recordsOf(`1.${minor}.${patch}`))),
  );
}

function recordsOf(version: string): readonly ImageRecord[] {
  return (["amd64", "arm64"] as const).flatMap((architecture) =>
    (["amazon-linux", "ubuntu"] as const).map((distribution): ImageRecord => ({
      name: `${distribution}-${version}-${architecture}`,
      kubernetesVersion: version,
      os: { distribution, release: distribution === "ubuntu" ? "24.04" : "2023" },
      architecture,
      references: referencesOf(version, architecture, distribution),
      components: { containerd: "2.2.1", etcd: "3.5.26" },
      userDataFormat: distribution === "ubuntu" ? "cloud-init" : "nodeadm",
      created: "2026-06-01T00:00:00Z",
      lifecycle: { state: "supported" },
      parents: [],
    })),
  );
}

function referencesOf(
  version: string,
  architecture: Architecture,
  distribution: "amazon-linux" | "ubuntu",
): readonly ImageReference[] {
  const amis = (["eu-west-1", "eu-central-1"] as const).map((region): ImageReference => ({
    kind: "ami",
    region,
    id: amiOf(version, architecture, `${distribution} ${region}`),
  }));
  return distribution === "amazon-linux"
    ? amis
    : [
        ...amis,
        {
          kind: "azure-gallery",
          subscriptionId: "01234567-89ab-cdef-0123-4567890abcde",
          resourceGroup: "images",
          gallery: "fleet",
          definition: `ubuntu-${architecture}`,
          version,
        },
        {
          kind: "cloudstack-template",
          zone: "zrh-1",
          name: `ubuntu-2404-kube-v${version}-${architecture}`,
        },
      ];
}

/** A made-up AMI: its digits say what it holds. */
function amiOf(version: string, architecture: Architecture, place: string): string {
  let digest = 7;
  for (const sign of `${version} ${architecture} ${place}`) {
    digest = (digest * 31 + (sign.codePointAt(0) ?? 0)) % 0xffff_ffff_ffff;
  }
  return `ami-${digest.toString(16).padStart(17, "0")}`;
}

/** The image fields of a machine template or pool. */
export function imageFields(
  provider: "aws" | "azure" | "cloudstack" | "eks",
  version: string,
  architecture: Architecture,
): JsonObject {
  if (provider === "aws" || provider === "eks") {
    const distribution = provider === "eks" ? "amazon-linux" : "ubuntu";
    return { ami: { id: amiOf(version, architecture, `${distribution} eu-west-1`) } };
  }
  if (provider === "cloudstack") {
    return { template: { name: `ubuntu-2404-kube-v${version}-${architecture}` } };
  }
  return {
    image: {
      computeGallery: {
        subscriptionID: "01234567-89ab-cdef-0123-4567890abcde",
        resourceGroup: "images",
        gallery: "fleet",
        name: `ubuntu-${architecture}`,
        version,
      },
    },
  };
}
