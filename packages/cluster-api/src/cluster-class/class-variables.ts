import { isJsonObject, type JsonObject, type JsonValue, mapAt, ownValue } from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";
import { rememberByObject } from "../json/remember-by-object.ts";

/** A variable that a class defines. */
export interface ClassVariable {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** A value that a cluster gives a variable. */
export interface VariableValue {
  readonly name: string;
  readonly value: JsonValue;
  readonly pointer: string;
}

/** The variables a cluster class defines itself. */
export function classVariables(clusterClass: JsonObject): readonly ClassVariable[] {
  return variablesOf(clusterClass);
}

const variablesOf = rememberByObject(readVariables);

function readVariables(clusterClass: JsonObject): readonly ClassVariable[] {
  return listAt(clusterClass, "/spec/variables").flatMap((variable, index) =>
    isJsonObject(variable)
      ? [
          {
            name: ownText(variable, "name") ?? "",
            isRequired: ownValue(variable, "required") === true,
            schema: mapAt(variable, "/schema/openAPIV3Schema") ?? {},
            pointer: `/spec/variables/${index}`,
          },
        ]
      : [],
  );
}

/** The values in a list of variables, of a topology or of its overrides. */
export function variableValues(object: JsonObject, list: string): readonly VariableValue[] {
  return listAt(object, list).flatMap((entry, index) => {
    const name = isJsonObject(entry) ? ownText(entry, "name") : undefined;
    const value = isJsonObject(entry) ? ownValue(entry, "value") : undefined;
    return name === undefined || value === undefined
      ? []
      : [{ name, value, pointer: `${list}/${index}` }];
  });
}

/** A value with the defaults of its schema filled in, deep; undefined where there is none. */
export function withSchemaDefaults(
  value: JsonValue | undefined,
  schema: JsonObject,
): JsonValue | undefined {
  const given = value ?? ownValue(schema, "default");
  if (given === undefined) {
    return undefined;
  }
  if (isJsonObject(given)) {
    return fillMap(given, schema);
  }
  const items = mapAt(schema, "/items");
  return Array.isArray(given) && items !== undefined
    ? listAt({ given }, "/given").map((item) => withSchemaDefaults(item, items) ?? item)
    : given;
}

function fillMap(map: JsonObject, schema: JsonObject): JsonObject {
  const properties = mapAt(schema, "/properties") ?? {};
  const others = mapAt(schema, "/additionalProperties");
  const given = Object.entries(map).map(([key, value]) => {
    const own = ownValue(properties, key) ?? others;
    return [key, isJsonObject(own) ? (withSchemaDefaults(value, own) ?? value) : value] as const;
  });
  const added = Object.entries(properties).flatMap(([key, property]) => {
    const value =
      Object.hasOwn(map, key) || !isJsonObject(property)
        ? undefined
        : withSchemaDefaults(undefined, property);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries([...given, ...added]);
}
