import type { Diagnostic } from "../../diagnostic.ts";
import type { FieldEdit, YamlEdit } from "../../edit/edit.ts";
import { addedObject } from "./added-object.ts";
import { checkFields } from "./check-fields.ts";
import { documentChoice } from "./document-choice.ts";
import type { NetChange } from "./net-changes.ts";
import { isWritten, loneObject, onlyObject } from "./only-object.ts";
import type { RawFile } from "./raw-file.ts";

/** What has to be edited in a file for changes to be in it. */
export interface ObjectEdits {
  /** Empty where all of it is there already. */
  readonly edits: readonly YamlEdit[];
  readonly diagnostics: readonly Diagnostic[];
}

export function objectEdits(file: RawFile, change: NetChange): ObjectEdits {
  switch (change.change) {
    case "copy":
    case "create":
      return addedObject(file, change);
    case "patch":
      return patchEdits(file, change);
    case "delete":
      return deleteEdits(file, change);
  }
}

function patchEdits(
  file: RawFile,
  { object, fields }: Extract<NetChange, { change: "patch" }>,
): ObjectEdits {
  const raw = onlyObject(file, object);
  if ("code" in raw) {
    return { edits: [], diagnostics: [raw] };
  }
  const { edits, diagnostics } = checkFields(file, raw, fields);
  const edited = raw.base === "" ? edits.map(({ pointer }) => pointer) : [];
  const document = documentChoice(file, raw.document, edited);
  return { edits: edits.map((edit) => ({ ...below(edit, raw.base), document })), diagnostics };
}

function below(edit: FieldEdit, base: string): FieldEdit {
  return { ...edit, pointer: `${base}${edit.pointer}` };
}

function deleteEdits(file: RawFile, { object, source }: NetChange): ObjectEdits {
  const found = file.find(object).filter(
    // Variables in names may fit more than one: what is taken out has to be where it was read.
    (raw) => isWritten(raw, object) || raw.document === source?.document,
  );
  if (found.length === 0) {
    return { edits: [], diagnostics: [] };
  }
  const raw = onlyObject(file, object);
  if ("code" in raw) {
    return { edits: [], diagnostics: [raw] };
  }
  const document = documentChoice(file, raw.document);
  if (raw.base !== "") {
    const edit = { action: "remove", pointer: raw.base, from: raw.value, document } as const;
    return { edits: [edit], diagnostics: [] };
  }
  return file.isJson
    ? { edits: [], diagnostics: [loneObject(file, object)] }
    : { edits: [{ action: "removeDocument", document }], diagnostics: [] };
}
