import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  showValue,
} from "@imagewright/core";

import type { CheckState } from "./check-state.ts";
import { isDropped, type StructuralSchema } from "./structural-schema.ts";

/** What an API server does with a field its schema does not have. */
export type UnknownFields = "refuse" | "warn" | "drop";

/** The way through an object that is made ready to be judged. */
export interface Preparation {
  readonly state: CheckState;
  readonly unknownFields: UnknownFields;
  /** Whether fields stay that no schema has, wherever they are. @default false */
  readonly keepsUnknown?: boolean;
  /** Pointers of the fields that were dropped, because the schema does not have them. */
  readonly pruned: string[];
  /** Names that were dropped from a map, by the map as it is now: misspelt ones, most likely. */
  readonly strangers: WeakMap<JsonObject, readonly string[]>;
}

/** Parts of every object that its own schema says nothing of. */
export const objectHeader: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);

/**
 * The value as an API server judges it: unknown fields pruned, nulls that are no values left out,
 * defaults filled in. The input is left as it is, and parts that do not change are shared.
 *
 * @param schema - undefined where the schema says nothing: fields of maps are unknown there
 * @param isObject - whether the value is a whole object, whose header is not the schema's business
 */
export function prepareValue(
  value: JsonValue,
  schema: StructuralSchema | undefined,
  preparation: Preparation,
  isObject = false,
): JsonValue {
  return prepare(value, schema, preparation, schema?.preserveUnknown ?? false, isObject);
}

/** @param isFree - whether a schema around the value lets unknown fields be */
function prepare(
  value: JsonValue,
  schema: StructuralSchema | undefined,
  preparation: Preparation,
  isFree: boolean,
  isObject: boolean,
): JsonValue {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (!preparation.state.spend() || (schema === undefined && preparation.keepsUnknown === true)) {
    return value;
  }
  if (Array.isArray(value)) {
    return prepareList(value, schema, preparation, isFree);
  }
  return isJsonObject(value) && (schema?.type ?? "object") === "object"
    ? prepareMap(value, schema, preparation, isFree, isObject)
    : value;
}

function prepareList(
  list: readonly JsonValue[],
  schema: StructuralSchema | undefined,
  preparation: Preparation,
  isFree: boolean,
): readonly JsonValue[] {
  const { path } = preparation.state;
  const { items } = schema ?? {};
  if (items === undefined && isFree) {
    return list;
  }
  let copy: JsonValue[] | undefined;
  for (const [index, item] of list.entries()) {
    path.push(index);
    const given = isDropped(item, items) ? (items?.defaultValue ?? item) : item;
    const free = isFree || (items?.preserveUnknown ?? false);
    const prepared = prepare(given, items, preparation, free, false);
    path.pop();
    if (prepared !== item) {
      copy ??= [...list];
      copy[index] = prepared;
    }
  }
  return copy ?? list;
}

function prepareMap(
  map: JsonObject,
  schema: StructuralSchema | undefined,
  preparation: Preparation,
  isFree: boolean,
  isObject: boolean,
): JsonObject {
  const { path } = preparation.state;
  const hasHeader = isObject || (schema?.embeddedResource ?? false);
  const unknown: string[] = [];
  let changes: Map<string, JsonValue | undefined> | undefined;
  for (const name of Object.keys(map)) {
    const value = map[name];
    if (value === undefined || (hasHeader && objectHeader.has(name))) {
      continue;
    }
    path.push(name);
    const prepared = prepareField(name, value, schema, preparation, isFree, unknown);
    path.pop();
    if (prepared !== value) {
      changes = (changes ?? new Map()).set(name, prepared);
    }
  }
  for (const [name, child] of schema?.defaults ?? []) {
    if (child.defaultValue !== undefined && !Object.hasOwn(map, name)) {
      path.push(name);
      const prepared = prepareValue(child.defaultValue, child, preparation);
      path.pop();
      changes = (changes ?? new Map()).set(name, prepared);
    }
  }
  const prepared = changes === undefined ? map : withChanges(map, changes);
  if (unknown.length > 0) {
    preparation.strangers.set(prepared, unknown);
  }
  return prepared;
}

/** @param changes - values by name; undefined where a name is dropped */
function withChanges(
  map: JsonObject,
  changes: ReadonlyMap<string, JsonValue | undefined>,
): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const name of new Set([...Object.keys(map), ...changes.keys()])) {
    const value = changes.has(name) ? changes.get(name) : map[name];
    if (value !== undefined) {
      entries.push([name, value]);
    }
  }
  return Object.fromEntries(entries);
}

/** The field as it is kept; undefined where it is dropped. */
function prepareField(
  name: string,
  value: JsonValue,
  schema: StructuralSchema | undefined,
  preparation: Preparation,
  isFree: boolean,
  unknown: string[],
): JsonValue | undefined {
  const child = schema?.properties.get(name) ?? schema?.additionalProperties;
  if (child === undefined) {
    if (isFree || preparation.keepsUnknown === true) {
      return value;
    }
    unknown.push(name);
    reportUnknown(name, schema, preparation);
    return undefined;
  }
  if (child === true) {
    return prepare(value, undefined, preparation, false, false);
  }
  if (!isDropped(value, child)) {
    return prepareValue(value, child, preparation);
  }
  const message = `null is no value of ${showValue(name)}: the API server leaves the field out`;
  preparation.state.report("ADMISSION_NULL_DROPPED", () => ({ message, found: "null" }));
  return child.defaultValue === undefined
    ? undefined
    : prepareValue(child.defaultValue, child, preparation);
}

function reportUnknown(
  name: string,
  schema: StructuralSchema | undefined,
  { state, unknownFields, pruned }: Preparation,
): void {
  if (pruned.length < mostPruned) {
    pruned.push(state.pointer);
  }
  if (unknownFields === "drop") {
    return;
  }
  const code = unknownFields === "refuse" ? "ADMISSION_UNKNOWN_FIELD" : "ADMISSION_FIELD_PRUNED";
  state.report(code, () => {
    const nearest = nearestName(name.slice(0, 128), schema?.properties.keys() ?? []);
    return {
      message: `the schema has no field ${showValue(name)}`,
      found: showValue(name),
      hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
    };
  });
}

const mostPruned = 10_000;
