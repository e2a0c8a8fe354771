import { isJsonList, isJsonObject, type JsonValue } from "../../../json-value.ts";

/**
 * What kubectl prints for a JSONPath template, as far as the scripts use the language: text, fields,
 * indexes, `[*]`, a filter by equality, and ranges. Judged beside kubectl itself.
 */
export function printTemplate(template: string, value: JsonValue): string {
  const parts = template.match(/\{(?:"(?:[^"\\]|\\.)*"|[^{}"\\]|\\.|"[^"]*")*\}|[^{]+/gu) ?? [];
  return printParts(parts, value);
}

function printParts(parts: readonly string[], value: JsonValue): string {
  let text = "";
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? "";
    const inner = part.startsWith("{") ? part.slice(1, -1) : undefined;
    if (inner === undefined) {
      text += part;
    } else if (inner.startsWith("range ")) {
      const end = parts.indexOf("{end}", index);
      const body = parts.slice(index + 1, end);
      text += select(value, inner.slice(6))
        .map((item) => printParts(body, item))
        .join("");
      index = end;
    } else if (inner.startsWith('"')) {
      text += String(JSON.parse(inner));
    } else {
      text += select(value, inner).map(print).join(" ");
    }
  }
  return text;
}

function print(value: JsonValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const step = /\.(?<name>(?:\\.|[^.[\]\s\\])+)|\[(?<index>\d+|\*)\]|\[\?\(@\.(?<key>\w+)=="(?<equal>[^"]*)"\)\]/guy;

function select(root: JsonValue, path: string): readonly JsonValue[] {
  let values: readonly JsonValue[] = [root];
  for (const { groups = {} } of path.matchAll(step)) {
    const { name, index, key, equal } = groups;
    values = values.flatMap((value): readonly JsonValue[] => {
      if (name !== undefined) {
        const field = isJsonObject(value) ? value[name.replaceAll("\\", "")] : undefined;
        return field === undefined ? [] : [field];
      }
      const items = isJsonList(value) ? value : [];
      if (key !== undefined) {
        return items.filter((item) => isJsonObject(item) && item[key] === equal);
      }
      const item = items[Number(index)];
      return index === "*" ? items : item === undefined ? [] : [item];
    });
  }
  return values;
}
