import { isJsonList, isJsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { fail, giveUp } from "./evaluation.ts";
import type { TemplateData } from "./go-template/evaluate-template.ts";

/** The first name of a variable's path. */
export function variableName(path: string): string {
  return path.split(/[.[]/u)[0] ?? "";
}

/** The value at the path of a variable: names joined by dots, each with an index if it is a list. */
export function variableValue(path: string, { values, unknown }: TemplateData): JsonValue {
  let current: JsonValue = values;
  const seen: string[] = [];
  for (const segment of path.split(".")) {
    const groups = /^(?<name>[^[\]]*)(?:\[(?<index>\d+)\])?$/u.exec(segment)?.groups;
    if (groups === undefined) {
      return fail(`failed to parse path segment ${JSON.stringify(segment)}`);
    }
    seen.push(groups["name"] ?? "");
    if (unknown.has(seen.join("."))) {
      return giveUp(`only the cluster knows ${seen.join(".")}`);
    }
    current = step(current, groups["name"] ?? "", groups["index"], path);
  }
  return current;
}

function step(
  current: JsonValue,
  name: string,
  index: string | undefined,
  path: string,
): JsonValue {
  const next = isJsonObject(current)
    ? (ownValue(current, name) ?? absent(path, name))
    : absent(path, name);
  if (index === undefined) {
    return next;
  }
  const item = isJsonList(next) ? next[Number(index)] : undefined;
  return item ?? fail(`variable ${JSON.stringify(path)} has no item ${index}`);
}

function absent(path: string, name: string): never {
  return fail(
    `variable ${JSON.stringify(path)} does not exist: failed to lookup segment ${JSON.stringify(name)}`,
  );
}
