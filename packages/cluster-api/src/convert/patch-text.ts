import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  mapAt,
  ownValue,
} from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";
import type { KindRules } from "./conversion-rules.ts";
import { relationOf } from "./path-relation.ts";

/** Where a patch takes its value from when it is applied. */
export interface PatchText {
  readonly variable?: string;
  readonly template?: string;
}

/** The source of a patch that has no value written out. */
export function patchTextOf(patch: JsonObject): PatchText {
  const from = ownValue(patch, "valueFrom");
  const template = isJsonObject(from) ? ownText(from, "template") : undefined;
  const variable = isJsonObject(from) ? ownText(from, "variable") : undefined;
  return {
    ...(template !== undefined && { template }),
    ...(variable !== undefined && { variable }),
  };
}

/** Fields that have moved which a value may hold, and whether it may hold more than is seen. */
export interface HeldNames {
  readonly names: readonly string[];
  readonly isOpen: boolean;
}

/** What the value of a patch may hold of the fields below its path that have another form now. */
export function heldNames(
  clusterClass: JsonObject,
  { variable, template }: PatchText,
  { path, rules }: { readonly path: string; readonly rules: KindRules },
): HeldNames {
  const names = changedNames(path, rules);
  if (template !== undefined && template !== "") {
    return {
      names: names.filter((name) => namesField(template, name)),
      isOpen: names.length > 0 && /\bto(?:Pretty|Raw)?(?:Json|Yaml)\b/iu.test(template),
    };
  }
  const schema = variable === undefined ? undefined : variableSchema(clusterClass, variable);
  return { names: names.filter((name) => mayHold(schema, name)), isOpen: false };
}

/** Names of fields below a path whose place there, or whose form, is another one in v1beta2. */
function changedNames(path: string, rules: KindRules): readonly string[] {
  const depth = path.split("/").length;
  const below = (pointer: string): string => pointer.split("/").slice(depth).join("/");
  const moved = rules.fields.filter(
    ({ from, to, how }) =>
      relationOf(path, from) === "above" &&
      (how !== "move" || to.some((target) => below(target) !== below(from))),
  );
  const dropped = rules.drops.filter(({ from }) => relationOf(path, from) === "above");
  const names = [...moved, ...dropped].map(({ from }) => from.slice(from.lastIndexOf("/") + 1));
  return [...new Set(names)];
}

/** Whether a text of YAML or JSON has a field of a name. */
function namesField(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w-])${name}["']?\\s*:`, "u").test(text);
}

function variableSchema(clusterClass: JsonObject, path: string): JsonValue | undefined {
  const [name = "", ...rest] = path.split(".");
  const variable = listAt(clusterClass, "/spec/variables").find(
    (entry) => isJsonObject(entry) && ownText(entry, "name") === name,
  );
  let schema: JsonValue | undefined =
    isJsonObject(variable) && !name.includes("[")
      ? mapAt(variable, "/schema/openAPIV3Schema")
      : undefined;
  for (const step of rest) {
    schema = isJsonObject(schema) ? mapAt(schema, `/properties/${step}`) : undefined;
  }
  return schema;
}

/** Whether a value of a schema may have a field of a name, here or below. */
function mayHold(schema: JsonValue | undefined, name: string): boolean {
  if (!isJsonObject(schema)) {
    return true;
  }
  const type = ownText(schema, "type");
  if (type !== "object" && type !== "array") {
    return type === undefined;
  }
  if (type === "array") {
    return mayHold(ownValue(schema, "items"), name);
  }
  const fields = ownValue(schema, "properties");
  const isClosed =
    ownValue(schema, "additionalProperties") === undefined &&
    ownValue(schema, "x-kubernetes-preserve-unknown-fields") !== true;
  if (!isJsonObject(fields) || isJsonList(fields) || !isClosed) {
    return true;
  }
  return Object.entries(fields).some(([key, child]) => key === name || mayHold(child, name));
}
