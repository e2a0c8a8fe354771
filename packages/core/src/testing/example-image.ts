import { createImageCatalog, type ImageCatalog } from "../image/image-catalog.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { NodeImage } from "../image/node-image.ts";

/** A small valid image, to be varied: `{ ...exampleImage, architecture: "arm64" }`. */
export const exampleImage: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

/**
 * A catalog that holds one image: what a spec would build, at the given references.
 *
 * @example
 * ```ts
 * const reference = { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" } as const;
 * const match = exampleCatalog([reference]).resolve({ location: "eu-west-1" });
 * match.ok && match.value.reference; // => reference
 * ```
 */
export function exampleCatalog(
  references: readonly ImageReference[],
  image: NodeImage = exampleImage,
): ImageCatalog {
  const record: ImageRecord = {
    name: `${image.name}-${image.kubernetes.version}-20261103`,
    kubernetesVersion: image.kubernetes.version,
    os: image.os,
    architecture: image.architecture,
    references,
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
  return createImageCatalog([record]);
}
