import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import { checkScalar } from "./scalar-rules.ts";
import { childSchema, type StructuralSchema } from "./structural-schema.ts";

/** What is gathered on the way through an object. */
export interface CheckState {
  readonly diagnostics: Diagnostic[];
  /** Pointers of schema rules that were met and not evaluated. */
  readonly unchecked: string[];
}

const maximumDepth = 100;

/**
 * Holds a value against its schema: types, values, unknown fields, combinations.
 *
 * @param depth - how deep the value stands already
 */
export function checkValue(
  value: JsonValue,
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
  depth = 0,
): void {
  if (depth > maximumDepth) {
    report(state, "ADMISSION_TOO_DEEP", pointer, `more than ${maximumDepth} levels`);
    return;
  }
  if (value === null) {
    if (!schema.nullable) {
      wrongType(state, value, schema, pointer);
    }
    return;
  }
  if (!hasType(value, schema)) {
    wrongType(state, value, schema, pointer);
    return;
  }
  if (schema.rules > 0) {
    state.unchecked.push(pointer);
  }
  for (const expected of checkScalar(value, schema)) {
    const message = `${place(pointer)} is outside what the schema allows`;
    report(state, "ADMISSION_VALUE", pointer, message, { found: showValue(value), expected });
  }
  if (Array.isArray(value)) {
    checkList(value, schema, pointer, state, depth);
  } else if (isJsonObject(value)) {
    checkMap(value, schema, pointer, state, depth);
  }
  checkCombinations(value, schema, pointer, state, depth);
}

function hasType(value: JsonValue, schema: StructuralSchema): boolean {
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

function checkList(
  list: readonly JsonValue[],
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
  depth: number,
): void {
  checkCount(list.length, "Items", schema, pointer, state);
  if (schema.items !== undefined) {
    for (const [index, item] of list.entries()) {
      checkValue(item, schema.items, `${pointer}/${index}`, state, depth + 1);
    }
  }
  if (schema.listType === "set" || schema.listType === "map" || schema.uniqueItems) {
    checkUnique(list, schema, pointer, state);
  }
}

function checkUnique(
  list: readonly JsonValue[],
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
): void {
  const seen = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const key =
      schema.listType === "map" && isJsonObject(item) ? keyOf(item, schema) : showWhole(item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
    } else {
      const message = `${place(pointer)} has the same item at ${first} and ${index}`;
      report(state, "ADMISSION_DUPLICATE", `${pointer}/${index}`, message, {
        found: showValue(item),
      });
    }
  }
}

/** Absent keys of a map-like list count with the default of their field. */
function keyOf(item: JsonObject, { listKeys, items }: StructuralSchema): string {
  return showWhole(
    listKeys.map((key) => ownValue(item, key) ?? items?.properties.get(key)?.defaultValue ?? null),
  );
}

function showWhole(value: JsonValue): string {
  return JSON.stringify(value);
}

function checkMap(
  map: JsonObject,
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
  depth: number,
): void {
  checkCount(Object.keys(map).length, "Properties", schema, pointer, state);
  for (const name of schema.required) {
    if (!Object.hasOwn(map, name) && schema.properties.get(name)?.defaultValue === undefined) {
      missing(state, map, name, schema, pointer);
    }
  }
  for (const [name, value] of Object.entries(map)) {
    const at = `${pointer}${formatPointer([name])}`;
    const child = childSchema(schema, name, pointer === "");
    if (child !== undefined && child !== true) {
      checkValue(value, child, at, state, depth + 1);
    } else if (child === undefined && !isOpen(schema)) {
      unknown(state, name, schema, at);
    }
  }
}

function isOpen(schema: StructuralSchema): boolean {
  return schema.preserveUnknown || schema.type !== "object";
}

function checkCount(
  count: number,
  what: "Items" | "Properties",
  { bounds }: StructuralSchema,
  pointer: string,
  state: CheckState,
): void {
  const minimum = bounds.get(`min${what}`) ?? 0;
  const maximum = bounds.get(`max${what}`) ?? Number.POSITIVE_INFINITY;
  const expected = count < minimum ? `at least ${minimum}` : `at most ${maximum}`;
  if (count < minimum || count > maximum) {
    const message = `${place(pointer)} has ${count} ${what === "Items" ? "items" : "keys"}`;
    report(state, "ADMISSION_VALUE", pointer, message, { found: String(count), expected });
  }
}

function checkCombinations(
  value: JsonValue,
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
  depth: number,
): void {
  const fits = (branch: StructuralSchema): boolean => branchAccepts(value, branch, pointer, depth);
  const complain = (expected: string): void => {
    const message = `${place(pointer)} does not fit the schema's alternatives`;
    report(state, "ADMISSION_COMBINATION", pointer, message, { expected });
  };
  if (!schema.allOf.every(fits)) {
    complain("a value that fits all of them");
  }
  if (schema.anyOf.length > 0 && !schema.anyOf.some(fits)) {
    complain(describeBranches("at least one of", schema.anyOf));
  }
  if (schema.oneOf.length > 0 && schema.oneOf.filter(fits).length !== 1) {
    complain(describeBranches("exactly one of", schema.oneOf));
  }
  if (schema.not !== undefined && fits(schema.not)) {
    complain("a value that does not fit what is excluded");
  }
}

/** Branches only narrow values down: fields they do not name are no business of theirs. */
function branchAccepts(
  value: JsonValue,
  branch: StructuralSchema,
  pointer: string,
  depth: number,
): boolean {
  const state: CheckState = { diagnostics: [], unchecked: [] };
  checkValue(value, branch, pointer, state, depth + 1);
  return state.diagnostics.every(({ code }) => code === "ADMISSION_UNKNOWN_FIELD");
}

function describeBranches(quantity: string, branches: readonly StructuralSchema[]): string {
  const names = branches.map(
    ({ required, type }) => required.join(" and ") || (type ?? "another form"),
  );
  return `${quantity}: ${names.join("; ")}`;
}

function wrongType(
  state: CheckState,
  value: JsonValue,
  schema: StructuralSchema,
  pointer: string,
): void {
  const expected = schema.intOrString ? "a whole number or text" : (schema.type ?? "a value");
  const message = `${place(pointer)} is of the wrong type`;
  report(state, "ADMISSION_TYPE", pointer, message, { found: showValue(value), expected });
}

function missing(
  state: CheckState,
  map: JsonObject,
  name: string,
  schema: StructuralSchema,
  pointer: string,
): void {
  const strangers = Object.keys(map).filter((key) => !schema.properties.has(key));
  const misspelt = nearestName(name, strangers);
  const hint = misspelt === undefined ? undefined : `Rename \`${misspelt}\` to \`${name}\`.`;
  report(state, "ADMISSION_REQUIRED", pointer, `${place(pointer)} lacks \`${name}\``, { hint });
}

function unknown(state: CheckState, name: string, schema: StructuralSchema, pointer: string): void {
  const nearest = nearestName(name.slice(0, 128), schema.properties.keys());
  report(state, "ADMISSION_UNKNOWN_FIELD", pointer, `the schema has no field ${showValue(name)}`, {
    found: showValue(name),
    hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
  });
}

function place(pointer: string): string {
  return pointer === "" ? "the object" : `\`${pointer}\``;
}

function report(
  state: CheckState,
  code: Parameters<typeof admissionDiagnostics.report>[0],
  pointer: string,
  message: string,
  facts: { found?: string; expected?: string; hint?: string | undefined } = {},
): void {
  state.diagnostics.push(admissionDiagnostics.report(code, { message, pointer, ...facts }));
}
