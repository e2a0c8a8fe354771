import { isJsonObject, type JsonValue, objectKind } from "@imagewright/core";

import data from "../data/observed-kinds.json" with { type: "json" };
import { expandPointer } from "../json/expand-pointer.ts";
import { nameOf } from "../json/read-field.ts";
import {
  folderOf,
  isFilled,
  type KustomizeParts,
  patchesOf,
  textsAt,
} from "./kustomize-patches.ts";
import { normalPath } from "./normal-path.ts";
import type { ObservedDocument } from "./observation.ts";
import { observeDiagnostics } from "./observe-diagnostics.ts";
import { type Finding, type ObserveCode } from "./placed-object.ts";

/**
 * What kustomizations do to objects that is not seen in them: patches that stand in the kustomization
 * itself or are no objects, fields that change names, namespaces or numbers, and files and folders
 * that are not in the input.
 */
export function checkKustomizations({
  documents,
  kustomizations,
  patches,
}: KustomizeParts): readonly Finding[] {
  const read = readPaths([...documents, ...kustomizations, ...patches], kustomizations.length > 0);
  return [
    ...patches.filter(({ value }) => !isObjectPatch(value)).map(listPatch),
    ...kustomizations.flatMap((document) => [
      ...inlinePatches(document),
      ...changes(document),
      ...resourcesOutside(document, read),
    ]),
  ];
}

/** Every file that was read, and every folder above one. */
function readPaths(documents: readonly ObservedDocument[], isAsked: boolean): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { file } of isAsked ? documents : []) {
    let path = file === undefined ? "" : normalPath(file);
    while (path !== "" && !paths.has(path)) {
      paths.add(path);
      path = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
    }
  }
  return paths;
}

/** A patch that is an object is told of with the object it would change. */
function isObjectPatch(value: JsonValue): boolean {
  return isJsonObject(value) && objectKind(value) !== undefined && nameOf(value) !== "";
}

function listPatch(document: ObservedDocument): Finding {
  const message = "a kustomization patches objects with this document";
  return found("CLUSTER_KUSTOMIZE_PATCH", document, "", message);
}

function inlinePatches(document: ObservedDocument): readonly Finding[] {
  return patchesOf(document)
    .filter(({ isInline }) => isInline)
    .map(({ pointer }) =>
      found(
        "CLUSTER_KUSTOMIZE_PATCH",
        document,
        pointer,
        "the kustomization holds a patch of objects",
      ),
    );
}

function changes(document: ObservedDocument): readonly Finding[] {
  return data.kustomize.changes
    .flatMap((pattern) => expandPointer(document.value, pattern))
    .filter(({ value }) => isFilled(value))
    .map(({ pointer }) =>
      found(
        "CLUSTER_KUSTOMIZE_CHANGE",
        document,
        pointer,
        `the kustomization changes or makes objects by ${pointer.slice(1)}`,
      ),
    );
}

function resourcesOutside(
  document: ObservedDocument,
  read: ReadonlySet<string>,
): readonly Finding[] {
  return document.file === undefined
    ? []
    : textsAt(document.value, data.kustomize.resources)
        .filter(({ text }) => !read.has(normalPath(`${folderOf(document)}${text}`)))
        .map(({ pointer, text }) =>
          found(
            "CLUSTER_KUSTOMIZE_OUTSIDE",
            document,
            pointer,
            `the kustomization takes in ${text}, of which nothing was read`,
          ),
        );
}

function found(
  code: ObserveCode,
  document: ObservedDocument,
  pointer: string,
  message: string,
): Finding {
  const { file, locate } = document;
  return {
    about: undefined,
    diagnostic: observeDiagnostics.report(code, {
      message: file === undefined ? message : `${file}: ${message}`,
      pointer,
      source: locate?.call(document, pointer),
    }),
  };
}
