import type { JsonObject } from "@imagewright/core";

import { overlaps } from "../../cluster-class/class-image-sources.ts";
import { type ClassJsonPatch, classPatches } from "../../cluster-class/class-patches.ts";
import type { ClassTemplate } from "../../cluster-class/class-templates.ts";
import { selectsTemplate } from "../../cluster-class/patch-selector.ts";

/** The JSON patches of a class that write a place of a template, or around it, in their order. */
export function decidingPatches(
  clusterClass: JsonObject,
  reference: ClassTemplate,
  pointer: string,
): readonly ClassJsonPatch[] {
  return classPatches(clusterClass)
    .flatMap(({ definitions }) => definitions)
    .filter(({ selector }) => selectsTemplate(selector, reference))
    .flatMap(({ jsonPatches }) => jsonPatches)
    .filter(({ path }) => overlaps(path, pointer));
}
