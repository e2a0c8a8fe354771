import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { isSet, listAt, ownText } from "../json/read-field.ts";
import { rememberByObject } from "../json/remember-by-object.ts";
import { type PatchSelector, readPatchSelector } from "./patch-selector.ts";

/** Where the value of a JSON patch comes from. */
export type PatchSource =
  | { readonly from: "value"; readonly value: JsonValue }
  /** Path of a variable: `name`, `name.field`, `name[0]`. */
  | { readonly from: "variable"; readonly path: string }
  | { readonly from: "template"; readonly template: string }
  | { readonly from: "nothing" };

/** One JSON patch of a class. */
export interface ClassJsonPatch {
  readonly op: string;
  /** JSON Pointer in the template that is patched. */
  readonly path: string;
  readonly source: PatchSource;
  /** JSON Pointer in the class. */
  readonly pointer: string;
}

/** JSON patches that are applied to the same templates. */
export interface ClassPatchDefinition {
  readonly selector: PatchSelector;
  readonly pointer: string;
  readonly jsonPatches: readonly ClassJsonPatch[];
}

/** A patch of a class. */
export interface ClassPatch {
  readonly name: string;
  readonly enabledIf: string | undefined;
  readonly pointer: string;
  readonly definitions: readonly ClassPatchDefinition[];
  /** Whether an extension has a part in it: it makes the patches, or only looks at what came of them. */
  readonly isExternal: boolean;
  /** Whether an extension makes the patches, which nobody knows before. */
  readonly isGenerated: boolean;
}

/** Names of the extension that makes patches, of v1beta1 and v1beta2. */
const generators = ["generateExtension", "generatePatchesExtension"];

/** The patches of a cluster class, in their order. */
export function classPatches(clusterClass: JsonObject): readonly ClassPatch[] {
  return patchesOf(clusterClass);
}

const patchesOf = rememberByObject(readPatches);

function readPatches(clusterClass: JsonObject): readonly ClassPatch[] {
  return listAt(clusterClass, "/spec/patches").flatMap((patch, index) => {
    const pointer = `/spec/patches/${index}`;
    if (!isJsonObject(patch)) {
      return [];
    }
    return [
      {
        name: ownText(patch, "name") ?? "",
        enabledIf: ownText(patch, "enabledIf"),
        pointer,
        definitions: definitionsOf(patch, pointer),
        isExternal: isSet(patch, "/external"),
        isGenerated: generators.some((field) => isSet(patch, `/external/${field}`)),
      },
    ];
  });
}

function definitionsOf(patch: JsonObject, at: string): readonly ClassPatchDefinition[] {
  return listAt(patch, "/definitions").flatMap((definition, index) => {
    const pointer = `${at}/definitions/${index}`;
    const selector = isJsonObject(definition) ? ownValue(definition, "selector") : undefined;
    return isJsonObject(definition)
      ? [
          {
            selector: readPatchSelector(isJsonObject(selector) ? selector : {}),
            pointer,
            jsonPatches: jsonPatchesOf(definition, pointer),
          },
        ]
      : [];
  });
}

function jsonPatchesOf(definition: JsonObject, at: string): readonly ClassJsonPatch[] {
  return listAt(definition, "/jsonPatches").flatMap((patch, index) =>
    isJsonObject(patch)
      ? [
          {
            op: ownText(patch, "op") ?? "",
            path: ownText(patch, "path") ?? "",
            source: sourceOf(patch),
            pointer: `${at}/jsonPatches/${index}`,
          },
        ]
      : [],
  );
}

function sourceOf(patch: JsonObject): PatchSource {
  const value = ownValue(patch, "value");
  const from = ownValue(patch, "valueFrom");
  if (value !== undefined) {
    return { from: "value", value };
  }
  const source = isJsonObject(from) ? from : {};
  const template = ownText(source, "template") ?? "";
  const path = ownText(source, "variable") ?? "";
  if (template !== "") {
    return { from: "template", template };
  }
  return path === "" ? { from: "nothing" } : { from: "variable", path };
}
