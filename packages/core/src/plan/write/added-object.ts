import type { Diagnostic } from "../../diagnostic.ts";
import type { YamlEdit } from "../../edit/edit.ts";
import { isSameJson } from "../../json-fields.ts";
import { valueAt } from "../../json-pointer.ts";
import { isJsonList, type JsonObject } from "../../json-value.ts";
import { fieldChanges } from "../field-changes.ts";
import { formatObjectAddress, type ObjectAddress } from "../object-address.ts";
import type { FieldChange } from "../object-change.ts";
import { withoutServerFields } from "../server-fields.ts";
import { checkFields, placeInFile } from "./check-fields.ts";
import { documentChoice } from "./document-choice.ts";
import type { NetChange, NetCopy } from "./net-changes.ts";
import type { ObjectEdits } from "./object-edits.ts";
import { isWritten, loneObject, onlyObject, topOf } from "./only-object.ts";
import type { RawFile, RawObject } from "./raw-file.ts";
import { variableName, variablesIn } from "./text-variables.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

const nothing: ObjectEdits = { edits: [], diagnostics: [] };

/** The edits that add an object to a file, unless it is there. */
export function addedObject(
  file: RawFile,
  change: Extract<NetChange, { change: "copy" | "create" }>,
): ObjectEdits {
  const there = file.find(change.object).find((raw) => isWritten(raw, change.object));
  return change.change === "copy" ? addCopy(file, change, there) : addNew(file, change, there);
}

function addCopy(file: RawFile, change: NetCopy, there: RawObject | undefined): ObjectEdits {
  const { object, of, fields } = change;
  const raw = onlyObject(file, of);
  if ("code" in raw) {
    const isDone = there !== undefined && fields.every((field) => holds(there.value, field));
    return isDone ? nothing : { edits: [], diagnostics: [raw] };
  }
  const model = withoutServerFields(raw.value);
  const name = { pointer: "/metadata/name", from: of.name, to: object.name };
  const checked = checkFields(file, raw, [name, ...fields], model);
  if (there !== undefined && saysSame(there.value, checked.value)) {
    return nothing;
  }
  if (there !== undefined || checked.diagnostics.length > 0) {
    const taken = there === undefined ? [] : [nameTaken(file, there)];
    return { edits: [], diagnostics: [...checked.diagnostics, ...taken] };
  }
  if (raw.base !== "") {
    return inList(file, raw.document, raw.base, checked.value);
  }
  if (file.isJson) {
    return { edits: [], diagnostics: [loneObject(file, object)] };
  }
  const cuts = fieldChanges(raw.value, model).map(
    ({ pointer }) => ({ action: "remove", pointer }) as const,
  );
  const document = documentChoice(file, raw.document);
  const edit = { action: "copyDocument", document, edits: [...cuts, ...checked.edits] } as const;
  return { edits: [edit], diagnostics: [] };
}

function addNew(
  file: RawFile,
  { object, manifest, source }: Extract<NetChange, { change: "create" }>,
  there: RawObject | undefined,
): ObjectEdits {
  if (there !== undefined) {
    return saysSame(there.value, manifest)
      ? nothing
      : { edits: [], diagnostics: [nameTaken(file, there)] };
  }
  const document = source?.document ?? 0;
  const list = /^(?:\/items\/\d+)+/u.exec(source?.pointer ?? "")?.[0];
  if (list !== undefined && isJsonList(valueAt(file.values.get(document) ?? null, listOf(list)))) {
    return inList(file, document, list, manifest);
  }
  if (file.isJson) {
    return { edits: [], diagnostics: [loneObject(file, object)] };
  }
  const kept = new Set(variablesIn(manifest));
  const lost = variablesIn(file.values.get(document)).find((variable) => !kept.has(variable));
  if (lost !== undefined) {
    return { edits: [], diagnostics: [besideVariables(file, object, lost)] };
  }
  const after = file.values.has(document) ? { after: documentChoice(file, document) } : {};
  return { edits: [{ action: "insertDocument", ...after, value: manifest }], diagnostics: [] };
}

/** Puts an object at the end of a list: positions of the others stay what they are. */
function inList(file: RawFile, document: number, base: string, value: JsonObject): ObjectEdits {
  const edit: YamlEdit = {
    action: "insert",
    document: documentChoice(file, document),
    pointer: listOf(base),
    value,
  };
  return { edits: [edit], diagnostics: [] };
}

function listOf(base: string): string {
  return base.slice(0, base.lastIndexOf("/"));
}

function holds(object: JsonObject, { pointer, to }: FieldChange): boolean {
  return isSameJson(valueAt(object, pointer), to);
}

/** Whether two objects of one name say the same, whatever their labels and annotations. */
function saysSame(a: JsonObject, b: JsonObject): boolean {
  return isSameJson(contentOf(a), contentOf(b));
}

function contentOf(object: JsonObject): JsonObject {
  const { metadata: _, status: __, ...content } = object;
  return content;
}

/** What is made from an object with variables holds their values of today. */
function besideVariables(file: RawFile, object: ObjectAddress, variable: string): Diagnostic {
  const name = variableName(variable);
  return planWriteDiagnostics.report("PLAN_WRITE_VARIABLE", {
    message: `${formatObjectAddress(object)} would fix what the variable ${name} says beside it`,
    source: topOf(file),
    found: variable,
    hint: `Add the object by hand, with ${name} where its value stands.`,
  });
}

function nameTaken(file: RawFile, there: RawObject): Diagnostic {
  return planWriteDiagnostics.report("PLAN_WRITE_NAME_TAKEN", {
    message: `${formatObjectAddress(there.address)} stands here already, and says something else`,
    pointer: there.base,
    source: placeInFile(file, there, "/metadata/name"),
  });
}
