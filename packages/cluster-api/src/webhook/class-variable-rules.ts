import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  mapAt,
  ownValue,
} from "@imagewright/core";

import { type ClassVariable, classVariables } from "../cluster-class/class-variables.ts";
import { judgeVariable } from "../cluster-class/judge-variable.ts";
import { listAt, ownText } from "../json/read-field.ts";
import { forbidden, invalid, required } from "./webhook-findings.ts";

const types = ["array", "boolean", "integer", "number", "object", "string"];

/** Schemas inside one another that are looked at. */
const maxDepth = 50;

/** Everything the webhook says about the variables a class defines. */
export function checkClassVariables(clusterClass: JsonObject): readonly Diagnostic[] {
  const names = new Set<string>();
  return classVariables(clusterClass).flatMap((variable) => {
    const isRepeated = names.has(variable.name);
    names.add(variable.name);
    const at = `${variable.pointer}/schema/openAPIV3Schema`;
    const shape = checkSchema(variable.schema, at, 0);
    return [
      ...checkName(variable, isRepeated),
      ...shape,
      ...(shape.length === 0 ? checkExamples(variable.schema, at) : []),
    ];
  });
}

function checkName({ name, pointer }: ClassVariable, isRepeated: boolean): readonly Diagnostic[] {
  const at = `${pointer}/name`;
  return [
    ...(name === "" ? [required(at, "variable name must be defined")] : []),
    ...(name === "builtin" ? [invalid(at, name, '"builtin" is a reserved variable name')] : []),
    ...(name.includes(".") ? [invalid(at, name, 'variable name cannot contain "."')] : []),
    ...(isRepeated ? [invalid(at, name, "variable name must be unique")] : []),
  ];
}

/** Types, and what excludes each other, at every depth. */
function checkSchema(schema: JsonObject, at: string, depth: number): readonly Diagnostic[] {
  if (depth > maxDepth) {
    return [invalid(at, undefined, `schemas are nested more than ${maxDepth} deep`)];
  }
  const type = ownText(schema, "type");
  const properties = mapAt(schema, "/properties") ?? {};
  const others = mapAt(schema, "/additionalProperties");
  const items = mapAt(schema, "/items");
  return [
    ...checkType(schema, type, at),
    ...(others !== undefined && Object.keys(properties).length > 0
      ? [forbidden(at, "additionalProperties and properties are mutually exclusive")]
      : []),
    ...Object.entries(properties).flatMap(([name, property]) =>
      isJsonObject(property)
        ? checkSchema(property, `${at}/properties${formatPointer([name])}`, depth + 1)
        : [],
    ),
    ...(others === undefined ? [] : checkSchema(others, `${at}/additionalProperties`, depth + 1)),
    ...(items === undefined ? [] : checkSchema(items, `${at}/items`, depth + 1)),
  ];
}

function checkType(
  schema: JsonObject,
  type: string | undefined,
  at: string,
): readonly Diagnostic[] {
  if (type !== undefined && type !== "" && !types.includes(type)) {
    return [invalid(`${at}/type`, type, `supported values: ${types.join(", ")}`)];
  }
  const isOpen =
    ownValue(schema, "x-kubernetes-int-or-string") === true ||
    ownValue(schema, "x-kubernetes-preserve-unknown-fields") === true;
  return (type === undefined || type === "") && !isOpen
    ? [required(`${at}/type`, "must not be empty for specified object fields")]
    : [];
}

/** Defaults, examples and allowed values have to fit the schema they stand in. */
function checkExamples(schema: JsonObject, at: string): readonly Diagnostic[] {
  const single = ["default", "example"].flatMap((name) => {
    const value = ownValue(schema, name);
    return value === undefined ? [] : [{ pointer: `${at}/${name}`, value }];
  });
  const listed = listAt(schema, "/enum").map((value, index) => ({
    pointer: `${at}/enum/${index}`,
    value,
  }));
  const { default: _default, example: _example, ...bare } = schema;
  return [...single, ...listed].flatMap(({ pointer, value }) =>
    judgeVariable(bare, value).map((found) =>
      invalid(`${pointer}${found.pointer}`, value, found.message),
    ),
  );
}
