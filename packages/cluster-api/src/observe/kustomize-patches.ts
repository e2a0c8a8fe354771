import { isJsonList, isJsonObject, type JsonValue, objectKind } from "@imagewright/core";

import data from "../data/observed-kinds.json" with { type: "json" };
import { expandPointer } from "../json/expand-pointer.ts";
import { normalPath } from "./normal-path.ts";
import type { ObservedDocument } from "./observation.ts";

/** Documents that are no objects of their own: what makes kustomizations, and what they patch with. */
export interface KustomizeParts {
  readonly documents: readonly ObservedDocument[];
  readonly kustomizations: readonly ObservedDocument[];
  readonly patches: readonly ObservedDocument[];
}

/** Sets the files of kustomizations apart from the objects. */
export function separateKustomizations(documents: readonly ObservedDocument[]): KustomizeParts {
  const kustomizations = documents.filter(isKustomization);
  const files = new Set(kustomizations.flatMap(patchFiles));
  const others = documents.filter((document) => !isKustomization(document));
  const isPatch = ({ file }: ObservedDocument): boolean =>
    file !== undefined && files.size > 0 && files.has(normalPath(file));
  return {
    documents: others.filter((document) => !isPatch(document)),
    kustomizations,
    patches: others.filter(isPatch),
  };
}

/** The folder of a document, with a slash behind it; empty for the uppermost one. */
export function folderOf({ file = "" }: ObservedDocument): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

const fileName = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/u;

/** By its group; the file of that name may leave version and kind out. */
function isKustomization({ value, file = "" }: ObservedDocument): boolean {
  const kind = isJsonObject(value) ? objectKind(value) : undefined;
  return (
    kind?.group === data.kustomize.group ||
    (kind === undefined && isJsonObject(value) && fileName.test(file))
  );
}

function patchFiles(document: ObservedDocument): readonly string[] {
  return patchesOf(document).flatMap(({ text, isInline }) =>
    isInline || document.file === undefined ? [] : [normalPath(`${folderOf(document)}${text}`)],
  );
}

/** A patch of a kustomization: the text itself, or the file it stands in. */
export interface KustomizePatch {
  readonly pointer: string;
  readonly text: string;
  readonly isInline: boolean;
}

/** The patches that a kustomization names or holds. */
export function patchesOf({ value }: ObservedDocument): readonly KustomizePatch[] {
  const { patchFiles: files, patches } = data.kustomize;
  const named = textsAt(value, files).map((found) => ({
    ...found,
    // The oldest list holds both; a patch has lines, and a path none.
    isInline: found.text.includes("\n") || found.text.trimStart().startsWith("{"),
  }));
  return [...named, ...textsAt(value, patches).map((found) => ({ ...found, isInline: true }))];
}

/** The texts that patterns lead to, each with its place. */
export function textsAt(
  value: JsonValue,
  patterns: readonly string[],
): readonly { readonly pointer: string; readonly text: string }[] {
  return patterns
    .flatMap((pattern) => expandPointer(value, pattern))
    .flatMap((found) =>
      typeof found.value === "string" ? [{ pointer: found.pointer, text: found.value }] : [],
    );
}

/** Whether a field says something. */
export function isFilled(value: JsonValue): boolean {
  return isJsonList(value)
    ? value.length > 0
    : isJsonObject(value)
      ? Object.keys(value).length > 0
      : value !== null && value !== "";
}
