import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import { checkCombinations } from "./check-combinations.ts";
import type { CheckState, FindingFacts } from "./check-state.ts";
import { correlateItems } from "./correlate.ts";
import { placeOf } from "./place-of.ts";
import { objectHeader } from "./prepare-value.ts";
import { checkEnumeration, checkScalar } from "./scalar-rules.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** What the walk knows besides the value and its schema. */
export interface ValueCheck {
  readonly state: CheckState;
  /** Names that were dropped from a map, for the hint at a field that is missed. */
  readonly strangers: WeakMap<JsonObject, readonly string[]>;
}

/**
 * Holds a prepared value against its schema: types, values, required fields, combinations.
 *
 * @param old - the value it replaces, where there is one: what is wrong and stood there before is
 *   tolerated
 */
export function checkValue(
  value: JsonValue,
  schema: StructuralSchema,
  check: ValueCheck,
  old?: JsonValue,
): void {
  const { state } = check;
  if (!state.spend()) {
    return;
  }
  const mark = old !== undefined && state.features.ratcheting ? state.mark() : undefined;
  checkNode(value, schema, check, old);
  if (mark !== undefined && state.hasErrorsSince(mark) && isSameJson(value, old)) {
    state.tolerate(mark);
  }
}

function checkNode(
  value: JsonValue,
  schema: StructuralSchema,
  check: ValueCheck,
  old: JsonValue | undefined,
): void {
  const { state } = check;
  if (schema.unread.length > 0) {
    state.leave("schema", `the schema's ${schema.unread.join(", ")} cannot be read`);
  }
  if (!hasType(value, schema)) {
    wrongType(state, value, schema);
    return;
  }
  if (value === null) {
    checkEnumeration(value, schema, state);
    return;
  }
  if (schema.rules.length > 0) {
    state.noteRules();
  }
  checkScalar(value, schema, state);
  if (Array.isArray(value)) {
    checkList(value, schema, check, old);
  } else if (isJsonObject(value)) {
    checkMap(value, schema, check, old);
  }
  if (schema.hasBranches) {
    checkCombinations(schema, state, (branch, own) =>
      checkValue(value, branch, { ...check, state: own }),
    );
  }
}

function hasType(value: JsonValue, schema: StructuralSchema): boolean {
  if (value === null) {
    return schema.nullable || (schema.type === undefined && !schema.intOrString);
  }
  if (schema.intOrString) {
    return typeof value === "string" || Number.isInteger(value);
  }
  switch (schema.type) {
    case undefined:
      return true;
    case "object":
      return isJsonObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === schema.type;
  }
}

function wrongType(state: CheckState, value: JsonValue, schema: StructuralSchema): void {
  const expected = schema.intOrString ? "a whole number or text" : (schema.type ?? "a value");
  const facts = (): FindingFacts => ({
    message: `${placeOf(state)} is of the wrong type`,
    found: showValue(value),
    expected,
  });
  state.report("ADMISSION_TYPE", facts, true);
}

function checkList(
  list: readonly JsonValue[],
  schema: StructuralSchema,
  check: ValueCheck,
  old: JsonValue | undefined,
): void {
  const { state } = check;
  checkCount(list.length, "Items", schema, state);
  const { items } = schema;
  if (items === undefined) {
    return;
  }
  const oldItem = correlateItems(old, schema);
  for (const [index, item] of list.entries()) {
    state.path.push(index);
    checkValue(item, items, check, oldItem(item));
    state.path.pop();
  }
}

/** Old fields are paired by name here, whatever the type of the map. */
function checkMap(
  map: JsonObject,
  schema: StructuralSchema,
  check: ValueCheck,
  old: JsonValue | undefined,
): void {
  const { state } = check;
  const names = Object.keys(map);
  const isRoot = state.path.length === 0;
  checkCount(names.length, "Properties", schema, state);
  for (const name of schema.required) {
    if (!Object.hasOwn(map, name)) {
      missing(map, name, check);
    }
  }
  for (const name of names) {
    const child = schema.properties.get(name) ?? schema.additionalProperties;
    const value = map[name];
    if (child !== undefined && child !== true && value !== undefined) {
      const isPaired = isJsonObject(old) && !(isRoot && objectHeader.has(name));
      state.path.push(name);
      checkValue(value, child, check, isPaired ? ownValue(old, name) : undefined);
      state.path.pop();
    }
  }
}

function missing(map: JsonObject, name: string, { state, strangers }: ValueCheck): void {
  const facts = (): FindingFacts => {
    const misspelt = nearestName(name, strangers.get(map) ?? []);
    const hint = misspelt === undefined ? undefined : `Rename \`${misspelt}\` to \`${name}\`.`;
    return { message: `${placeOf(state)} lacks \`${name}\``, hint };
  };
  state.report("ADMISSION_REQUIRED", facts, true);
}

/** Reports lists with too few or too many items, and maps with too few or too many keys. */
function checkCount(
  count: number,
  what: "Items" | "Properties",
  { bounds }: StructuralSchema,
  state: CheckState,
): void {
  if (bounds.size === 0) {
    return;
  }
  const minimum = bounds.get(`min${what}`) ?? 0;
  const maximum = bounds.get(`max${what}`) ?? Number.POSITIVE_INFINITY;
  if (count >= minimum && count <= maximum) {
    return;
  }
  const expected = count < minimum ? `at least ${minimum}` : `at most ${maximum}`;
  const noun = what === "Items" ? "items" : "keys";
  const message = `${placeOf(state)} has ${count} ${noun}`;
  const facts = (): FindingFacts => ({ message, found: String(count), expected });
  state.report("ADMISSION_VALUE", facts, count > maximum);
}
