import { type Diagnostic, formatPointer, type NodeImage } from "@imagewright/core";

import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { packerDiagnostics } from "../packer-diagnostics.ts";

/**
 * What image-builder cannot carry of an image, or needs in another form.
 *
 * @returns findings with pointers below `/image`
 */
export function checkImageBuilderImage(
  _system: ImageBuilderSystem,
  image: NodeImage,
): readonly Diagnostic[] {
  const unsupported = ["files", "caCertificates", "labels", "gpu", "registries"] as const;
  return unsupported
    .filter((name) => image[name] !== undefined)
    .map((name) =>
      packerDiagnostics.report("PACKER_IMAGE_UNSUPPORTED", {
        message: `image-builder has no variable for ${name}`,
        pointer: formatPointer(["image", name]),
      }),
    );
}
