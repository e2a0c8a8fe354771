import type { Diagnostic } from "@imagewright/core";

import type { ImageBuilderSystem } from "../image-builder-system.ts";
import type { PackerVariables } from "./var-file.ts";

/**
 * What is wrong with variables that a user adds to those of the image.
 *
 * @param pointer - where the variables stand in the target, e.g. `/build/variables`
 */
export function checkImageBuilderVariables(
  _system: ImageBuilderSystem,
  _variables: PackerVariables,
  _pointer: string,
): readonly Diagnostic[] {
  return [];
}
