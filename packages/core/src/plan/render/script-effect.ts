import { emitYaml } from "../../emit/yaml.ts";
import { formatPointer, parsePointer, valueAt } from "../../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import type { ObjectChange } from "../object-change.ts";
import type { StepAction } from "../upgrade-plan.ts";
import { jsonPath } from "./json-path.ts";
import { kubectlObject } from "./kubectl-object.ts";
import { kubectlPatch } from "./kubectl-patch.ts";
import type { StagedChange } from "./plan-stages.ts";
import { printedValue } from "./printed-value.ts";
import type { ScriptEffect, ScriptField, ScriptObject } from "./upgrade-script-model.ts";

/** A change as the functions of the script take it. */
export function scriptEffect(
  { change, before, after = {} }: StagedChange,
  action: StepAction,
): ScriptEffect {
  const named = scriptObject(change);
  switch (change.change) {
    case "copy":
    case "create": {
      const manifest = emitYaml(after).replace(/\n$/u, "");
      return { create: { ...named, ...contentOf(change, after), manifest } };
    }
    case "patch": {
      const { type, body } = kubectlPatch(change, before);
      const fields = change.fields.map((field) => scriptField(field, before ?? {}, after));
      return { patch: { ...named, fields, type, body: JSON.stringify(body) } };
    }
    case "delete":
      return {
        remove: { ...named, ...(isTemplate(change, action) && { unusedName: change.object.name }) },
      };
  }
}

/** What MachineSets of earlier rollouts may still refer to. */
export function isTemplate({ object }: ObjectChange, action: StepAction): boolean {
  return action === "cleanUp" && /(?:^|\.)cluster\.x-k8s\.io$/u.test(object.group);
}

function scriptObject({ object }: ObjectChange): ScriptObject {
  return { object: kubectlObject(object), namespace: object.namespace ?? "" };
}

/** A field before and after. */
interface ChangedField {
  readonly pointer: string;
  readonly from?: JsonValue | undefined;
  readonly to?: JsonValue | undefined;
}

/** A field by a path that kubectl can say: its own, or that of the map around it. */
function scriptField(
  { pointer, from, to }: ChangedField,
  before: JsonObject,
  after: JsonObject,
): ScriptField {
  const path = jsonPath(pointer, before);
  if (path !== undefined) {
    return { path: `{${path}}`, from: printedValue(from), to: printedValue(to) };
  }
  const parent = formatPointer(parsePointer(pointer).slice(0, -1));
  const around = { pointer: parent, from: valueAt(before, parent), to: valueAt(after, parent) };
  return scriptField(around, before, after);
}

/** Longest text that is compared: a shell hands over no more in one argument. */
const maximumContent = 50_000;

/**
 * What an object of the same name has to say: all that a created object says, or what tells a copy
 * from its model. Servers add fields, so that only those are compared.
 */
function contentOf(
  change: ObjectChange,
  object: JsonObject,
): { readonly path: string; readonly content: string } {
  let path = "";
  let content = "";
  for (const { at, value } of comparedFields(change, object)) {
    const found = jsonPath(at, object);
    if (found !== undefined && content.length < maximumContent && path.length < maximumContent) {
      path += `{${found}}{"\\n"}`;
      content += `${printedValue(value)}\n`;
    }
  }
  return path === ""
    ? { path: "{.metadata.name}", content: change.object.name }
    : { path, content };
}

function comparedFields(change: ObjectChange, object: JsonObject): readonly Leaf[] {
  const own = new Set(["apiVersion", "kind", "metadata", "status"]);
  return change.change === "copy"
    ? change.fields.flatMap(({ pointer, to }) => leaves(pointer, to))
    : Object.entries(object).flatMap(([name, value]) =>
        own.has(name) ? [] : leaves(formatPointer([name]), value),
      );
}

interface Leaf {
  readonly at: string;
  readonly value: JsonValue | undefined;
}

function leaves(at: string, value: JsonValue | undefined): readonly Leaf[] {
  if (isJsonList(value)) {
    return value.flatMap((item, index) => leaves(`${at}${formatPointer([index])}`, item));
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, child]) =>
      leaves(`${at}${formatPointer([name])}`, child),
    );
  }
  return [{ at, value }];
}
