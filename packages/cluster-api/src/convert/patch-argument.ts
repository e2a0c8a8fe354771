import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { ownText } from "../json/read-field.ts";

/** A path of a variable that a template can name as it is: plain words and dots. */
const plainPath = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/u;

/**
 * A patch that adds one argument to a map as one that appends an item; its path is the caller's to
 * set. Undefined where an item would have to be found by its name, or its value is a template.
 */
export function appendedArgument(patch: JsonObject, name: string): JsonObject | undefined {
  if (ownText(patch, "op") !== "add") {
    return undefined;
  }
  const value = ownValue(patch, "value");
  if (typeof value === "string") {
    return withSource(patch, { value: { name, value } });
  }
  const from = ownValue(patch, "valueFrom");
  const variable = isJsonObject(from) ? ownText(from, "variable") : undefined;
  if (value !== undefined || variable === undefined || !plainPath.test(variable)) {
    return undefined;
  }
  const template = `name: ${JSON.stringify(name)}\nvalue: {{ .${variable} | toJson }}\n`;
  return withSource(patch, { valueFrom: { template } });
}

function withSource(patch: JsonObject, source: Readonly<Record<string, JsonValue>>): JsonObject {
  const rest = Object.entries(patch).filter(([key]) => key !== "value" && key !== "valueFrom");
  return { ...Object.fromEntries(rest), ...source };
}
