import {
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  showValue,
} from "@imagewright/core";

import { checkCount, checkUnique } from "./collection-rules.ts";
import {
  type CheckState,
  dropped,
  missing,
  place,
  report,
  unknown,
  wrongType,
} from "./findings.ts";
import { checkScalar } from "./scalar-rules.ts";
import { childSchema, isDropped, type StructuralSchema } from "./structural-schema.ts";

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
  if (schema.rules.length > 0) {
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

function checkMap(
  map: JsonObject,
  schema: StructuralSchema,
  pointer: string,
  state: CheckState,
  depth: number,
): void {
  checkCount(Object.keys(map).length, "Properties", schema, pointer, state);
  for (const name of schema.required) {
    const field = schema.properties.get(name);
    const isAbsent = !Object.hasOwn(map, name) || isDropped(map[name], field);
    if (isAbsent && field?.defaultValue === undefined) {
      missing(state, map, name, schema, pointer);
    }
  }
  for (const [name, value] of Object.entries(map)) {
    const at = `${pointer}${formatPointer([name])}`;
    const child = childSchema(schema, name, pointer === "");
    if (isDropped(value, child)) {
      dropped(state, name, at);
    } else if (child !== undefined && child !== true) {
      checkValue(value, child, at, state, depth + 1);
    } else if (child === undefined && !isOpen(schema)) {
      unknown(state, name, schema, at);
    }
  }
}

function isOpen(schema: StructuralSchema): boolean {
  return schema.preserveUnknown || schema.type !== "object";
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
  return state.diagnostics.every(
    ({ code, severity }) => code === "ADMISSION_UNKNOWN_FIELD" || severity !== "error",
  );
}

function describeBranches(quantity: string, branches: readonly StructuralSchema[]): string {
  const names = branches.map(
    ({ required, type }) => required.join(" and ") || (type ?? "another form"),
  );
  return `${quantity}: ${names.join("; ")}`;
}
