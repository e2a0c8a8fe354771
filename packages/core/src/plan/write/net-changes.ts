import type { Diagnostic } from "../../diagnostic.ts";
import { isSameJson } from "../../json-fields.ts";
import { isJsonObject, type JsonObject } from "../../json-value.ts";
import type { SourcePlace } from "../cluster-state.ts";
import { withFieldChanges } from "../field-changes.ts";
import { formatObjectAddress, type ObjectAddress } from "../object-address.ts";
import type { CopyChange, FieldChange, ObjectChange, PatchChange } from "../object-change.ts";
import type { PlanStep } from "../upgrade-plan.ts";
import { composeChanges } from "./compose-changes.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/** What becomes of one object in the end. */
export type NetChange = NetPatch | NetCopy | NetCreate | NetDelete;

interface NetBase {
  readonly object: ObjectAddress;
  readonly source: SourcePlace | undefined;
}

interface NetPatch extends NetBase {
  readonly change: "patch";
  readonly fields: readonly FieldChange[];
}

export interface NetCopy extends NetBase {
  readonly change: "copy";
  /** An object that is there before. */
  readonly of: ObjectAddress;
  readonly fields: readonly FieldChange[];
}

interface NetCreate extends NetBase {
  readonly change: "create";
  readonly manifest: JsonObject;
}

interface NetDelete extends NetBase {
  readonly change: "delete";
}

/** What steps do, one change for each object. */
export interface NetChanges {
  readonly changes: readonly NetChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What names an object, whatever its version. */
export function objectKey({ group, kind, namespace = "", name }: ObjectAddress): string {
  return JSON.stringify([group, kind, namespace, name]);
}

/** What is left of the effects of steps when all of them have taken place. */
export function netChanges(steps: readonly PlanStep[]): NetChanges {
  const net = new Map<string, NetChange>();
  const diagnostics: Diagnostic[] = [];
  for (const effect of steps.flatMap(({ effects }) => effects)) {
    const key = objectKey(effect.object);
    const before = net.get(key);
    const after = follow(effect, before, net);
    if (after === "conflict") {
      diagnostics.push(contradiction(effect.object));
    } else if (after === "nothing") {
      net.delete(key);
    } else {
      net.set(key, after);
    }
  }
  return { changes: [...net.values()], diagnostics };
}

type Outcome = NetChange | "conflict" | "nothing";

function follow(
  effect: ObjectChange,
  before: NetChange | undefined,
  net: ReadonlyMap<string, NetChange>,
): Outcome {
  const { object, source } = effect;
  switch (effect.change) {
    case "patch":
      return followPatch(effect, before);
    case "copy":
      return keepEqual(copyOf(effect, net.get(objectKey(effect.of))), before);
    case "create":
      return keepEqual({ change: "create", object, source, manifest: effect.manifest }, before);
    case "delete":
      return followDelete(object, source ?? before?.source, before);
  }
}

/** What was added before may be in the file already, if an earlier stage was written by itself. */
function followDelete(
  object: ObjectAddress,
  source: SourcePlace | undefined,
  before: NetChange | undefined,
): Outcome {
  const isPassing = before?.change === "copy" || before?.change === "create";
  return isPassing && source === undefined ? "nothing" : { change: "delete", object, source };
}

function followPatch(
  { object, source, fields }: PatchChange,
  before: NetChange | undefined,
): Outcome {
  if (before === undefined) {
    return { change: "patch", object, source, fields };
  }
  switch (before.change) {
    case "delete":
      return "conflict";
    case "create": {
      const manifest = withFieldChanges(before.manifest, fields);
      return manifest === undefined ? "conflict" : { ...before, manifest };
    }
    case "copy":
    case "patch": {
      const composed = composeChanges(before.fields, fields);
      return composed === undefined ? "conflict" : { ...before, fields: composed };
    }
  }
}

/** A copy of a copy is one of what was there first, as it stands in its file. */
function copyOf(effect: CopyChange, model: NetChange | undefined): NetChange | "conflict" {
  const { object, of, fields, source } = effect;
  if (model === undefined) {
    return { change: "copy", object, of, source, fields };
  }
  switch (model.change) {
    case "delete":
      return "conflict";
    case "create": {
      const manifest = withFieldChanges(withName(model.manifest, object.name), fields);
      return manifest === undefined
        ? "conflict"
        : { change: "create", object, source: model.source ?? source, manifest };
    }
    case "copy":
    case "patch": {
      const composed = composeChanges(model.fields, fields);
      const first = model.change === "copy" ? model.of : of;
      return composed === undefined
        ? "conflict"
        : { change: "copy", object, of: first, source: model.source ?? source, fields: composed };
    }
  }
}

/** Two owners may ask for one new object. */
function keepEqual(wanted: NetChange | "conflict", before: NetChange | undefined): Outcome {
  return before === undefined || wanted === "conflict" || isSameChange(before, wanted)
    ? wanted
    : "conflict";
}

/** Whether two changes are one. */
export function isSameChange(a: NetChange, b: NetChange): boolean {
  if (a.change === "create" && b.change === "create") {
    return isSameJson(a.manifest, b.manifest);
  }
  if (a.change === "copy" && b.change === "copy") {
    return objectKey(a.of) === objectKey(b.of) && isSameFields(a.fields, b.fields);
  }
  return a.change === "delete" && b.change === "delete";
}

function isSameFields(a: readonly FieldChange[], b: readonly FieldChange[]): boolean {
  const byPointer = new Map(b.map((field) => [field.pointer, field]));
  return (
    a.length === b.length &&
    a.every(({ pointer, to }) => {
      const other = byPointer.get(pointer);
      return other !== undefined && isSameJson(other.to, to);
    })
  );
}

function withName(manifest: JsonObject, name: string): JsonObject {
  const metadata = manifest["metadata"];
  return { ...manifest, metadata: { ...(isJsonObject(metadata) && metadata), name } };
}

function contradiction(object: ObjectAddress): Diagnostic {
  const message = `${formatObjectAddress(object)}: a later step does not follow from an earlier one`;
  return planWriteDiagnostics.report("PLAN_WRITE_CONFLICT", { message });
}
