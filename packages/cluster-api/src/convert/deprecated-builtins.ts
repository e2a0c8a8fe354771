import { isJsonObject, textAt } from "@imagewright/core";

import { classPatches } from "../cluster-class/class-patches.ts";
import { listAt, ownText } from "../json/read-field.ts";
import { type FieldDraft, note } from "./field-draft.ts";

/** Builtin variables that have another name beside the old one, which still works. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["builtin.cluster.topology.class", "builtin.cluster.topology.classRef.name"],
  ["builtin.cluster.topology.classNamespace", "builtin.cluster.topology.classRef.namespace"],
]);

/**
 * Says which patches of a class read builtin variables by names that are deprecated. They are left
 * as they are: the names mean the same, whatever the version of the class.
 */
export function noteDeprecatedBuiltins(draft: FieldDraft): void {
  for (const [index, patch] of listAt(draft.object, "/spec/patches").entries()) {
    const at = `/spec/patches/${index}/enabledIf`;
    noteText(draft, isJsonObject(patch) ? ownText(patch, "enabledIf") : undefined, at);
  }
  for (const { definitions } of classPatches(draft.object)) {
    for (const { pointer } of definitions.flatMap(({ jsonPatches }) => jsonPatches)) {
      const at = `${pointer}/valueFrom`;
      noteText(draft, textAt(draft.object, `${at}/template`), `${at}/template`);
      const variable = textAt(draft.object, `${at}/variable`);
      noteText(draft, variable === undefined ? undefined : `.${variable}`, `${at}/variable`);
    }
  }
}

function noteText(draft: FieldDraft, text: string | undefined, pointer: string): void {
  for (const [old, now] of renamed) {
    if (
      text !== undefined &&
      new RegExp(`\\.${old.replaceAll(".", "\\.")}(?!\\w)`, "u").test(text)
    ) {
      note(draft, "CAPI_CONVERT_BUILTIN", `${old} is called ${now} now`, pointer);
    }
  }
}
