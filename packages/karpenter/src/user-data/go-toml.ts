import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

const bareKey = /^[A-Za-z0-9_-]+$/u;

/**
 * A table as Go's TOML writer prints it: values before tables, every table below a header of its
 * own, text in single quotes where that can carry it. Keys keep their order.
 */
export function goToml(table: JsonObject, path: readonly string[] = []): string {
  const entries = Object.entries(table);
  const values = entries.filter(([, value]) => !isTables(value));
  const tables = entries.flatMap(([key, value]): readonly string[] => {
    const inner = [...path, key];
    return isJsonObject(value)
      ? [`[${headerOf(inner)}]\n${goToml(value, inner)}`]
      : tablesOf(value).map((item) => `[[${headerOf(inner)}]]\n${goToml(item, inner)}`);
  });
  const body = values.map(([key, value]) => `${keyText(key)} = ${inline(value)}\n`).join("");
  return [...(body === "" ? [] : [body]), ...tables].join("\n");
}

function isTables(value: JsonValue): boolean {
  return isJsonObject(value) || tablesOf(value).length > 0;
}

/** The items of a list that holds tables alone; empty for every other value. */
function tablesOf(value: JsonValue): readonly JsonObject[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const tables = items.filter((item) => isJsonObject(item));
  return tables.length === items.length ? tables : [];
}

function headerOf(path: readonly string[]): string {
  return path.map((key) => keyText(key)).join(".");
}

function keyText(key: string): string {
  return bareKey.test(key) ? key : textOf(key);
}

function inline(value: JsonValue): string {
  if (typeof value === "string") {
    return textOf(value);
  }
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return `[${items.map((item) => inline(item)).join(", ")}]`;
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${keyText(key)} = ${inline(item)}`);
    return `{${entries.join(", ")}}`;
  }
  return JSON.stringify(value);
}

/** Single quotes carry all but themselves and control characters. */
function textOf(text: string): string {
  return /'|(?!\t)\p{Cc}/u.test(text) ? JSON.stringify(text) : `'${text}'`;
}
