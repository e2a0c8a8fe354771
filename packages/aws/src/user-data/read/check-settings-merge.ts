import {
  type Diagnostic,
  emitToml,
  formatPointer,
  isImagewrightError,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@imagewright/core";

import { userDataDiagnostics } from "../user-data-diagnostics.ts";

/** A header of a table, by itself on its line. */
const header = /^[ \t]*\[(?<name>[^\]\n]*)\]\]?[ \t]*(?:#[^\n]*)?$/gmu;

/**
 * What EKS does not understand when it merges settings into its own: quoted keys in headers, quotes
 * inside quotes, and lists that mix types.
 */
export function checkSettingsMerge(text: string, document: JsonObject): readonly Diagnostic[] {
  const names = [...text.matchAll(header)].map(({ groups }) => groups?.["name"] ?? "");
  return [
    ...(names.some((name) => /["']/u.test(name))
      ? [report("EKS cannot merge table headers with quoted keys")]
      : []),
    ...quotes(document, [], text.includes('\\"')),
    ...mixedList(document),
  ];
}

function quotes(
  value: JsonValue,
  path: readonly (string | number)[],
  isEscaped: boolean,
): readonly Diagnostic[] {
  if (typeof value === "string") {
    return isEscaped && value.includes('"')
      ? [report("EKS cannot merge a text with escaped quotes in it", formatPointer(path))]
      : [];
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => [
      ...(/["']/u.test(key)
        ? [report("EKS cannot merge a key with quotes in it", formatPointer([...path, key]))]
        : []),
      ...quotes(item, [...path, key], isEscaped),
    ]);
  }
  return isJsonList(value)
    ? value.flatMap((item, at) => quotes(item, [...path, at], isEscaped))
    : [];
}

/** Our writer refuses such lists where it is asked to, and names the first. */
function mixedList(document: JsonObject): readonly Diagnostic[] {
  try {
    emitToml(document, { uniformLists: true });
    return [];
  } catch (error) {
    if (!isImagewrightError(error, "VALUE_REFUSED")) {
      throw error;
    }
    return [report("EKS cannot merge a list that mixes types", error.details.pointer)];
  }
}

function report(message: string, pointer = ""): Diagnostic {
  return userDataDiagnostics.report("USERDATA_TOML_MERGE", { message, pointer });
}
