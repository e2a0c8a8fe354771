import { isJsonObject, type JsonValue, objectKind } from "@imagewright/core";

import data from "../data/observed-kinds.json" with { type: "json" };
import { expandPointer } from "../json/expand-pointer.ts";
import type { ObservedDocument } from "./observation.ts";

/** Documents that are no objects of their own: what makes kustomizations, and what they patch with. */
export interface KustomizeParts {
  readonly documents: readonly ObservedDocument[];
  readonly kustomizations: readonly ObservedDocument[];
  readonly patches: readonly ObservedDocument[];
}

/** Sets the files of kustomizations apart from the objects. */
export function separateKustomizations(documents: readonly ObservedDocument[]): KustomizeParts {
  const kustomizations = documents.filter(({ value }) => isKustomization(value));
  const files = new Set(kustomizations.flatMap(patchFiles));
  const isPatch = ({ file }: ObservedDocument): boolean =>
    file !== undefined && files.has(normal(file));
  return {
    documents: documents.filter((one) => !isKustomization(one.value) && !isPatch(one)),
    kustomizations,
    patches: documents.filter((one) => !isKustomization(one.value) && isPatch(one)),
  };
}

function isKustomization(value: JsonValue): boolean {
  return isJsonObject(value) && objectKind(value)?.group === data.kustomize.group;
}

function patchFiles({ value, file }: ObservedDocument): readonly string[] {
  const folder = file === undefined ? undefined : file.slice(0, file.lastIndexOf("/") + 1);
  return data.kustomize.patchFiles
    .flatMap((pattern) => expandPointer(value, pattern))
    .flatMap((found) =>
      typeof found.value === "string" && folder !== undefined && !found.value.includes("\n")
        ? [normal(`${folder}${found.value}`)]
        : [],
    );
}

/** A path without `.` and `..`, as far as they can be resolved. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") {
      parts.pop();
    } else if (part !== ".") {
      parts.push(part);
    }
  }
  return parts.join("/");
}
