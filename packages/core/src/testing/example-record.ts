import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import { parseImageReference } from "../image/parse-image-reference.ts";

/**
 * A record of a catalog, by its Kubernetes version and its references, canonical texts among them.
 *
 * @throws {Error} for a text that is no reference
 * @example
 * ```ts
 * const text = "ami:eu-west-1/ami-09709369c53539c11";
 * exampleRecord("1.34.1", [text], { name: "nodes" }).name; // => "nodes"
 * exampleRecord("1.34.1", []).references; // => []
 * ```
 */
export function exampleRecord(
  kubernetesVersion: string,
  references: readonly (ImageReference | string)[],
  changes: Partial<ImageRecord> = {},
): ImageRecord {
  return {
    name: `ubuntu-2404-${kubernetesVersion}`,
    kubernetesVersion,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: references.map(referenceOf),
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

function referenceOf(reference: ImageReference | string): ImageReference {
  if (typeof reference !== "string") {
    return reference;
  }
  const parsed = parseImageReference(reference);
  if (!parsed.ok) {
    throw new Error(`${reference} is no reference`);
  }
  return parsed.value;
}
