import type { JsonObject, JsonValue } from "../json-value.ts";
import { isJsonObject } from "../json-value.ts";
import {
  assertCarriable,
  type CarryRules,
  isList,
  type Refusal,
  type Scalar,
} from "./carriable.ts";
import { quoteText } from "./quote.ts";

/** What the readers of a document are able to do. */
export interface TomlOptions {
  /**
   * Refuse lists whose items differ in type, integers and fractions being two. TOML 1.0 has such
   * lists, older readers do not; EKS cannot merge them into the user data of a node group.
   */
  readonly uniformLists?: boolean;
}

const rules: CarryRules = { sink: "toml", nulls: false };

const uniformRules: CarryRules = { ...rules, list: mixture };

const bareKey = /^[A-Za-z0-9_-]+$/u;

/** Longer lists stand on several lines. */
const widestList = 80;

/**
 * A TOML document. Plain values of a table come before its sub-tables, as TOML demands; apart
 * from that, keys keep their order. A list of maps becomes an array of tables.
 *
 * @returns text with one final newline; empty for an empty map
 * @throws {ImagewrightError} `VALUE_REFUSED` for null, beside what no format carries
 * @see https://toml.io/en/v1.0.0
 * @example
 * ```ts
 * emitToml({ settings: { kubernetes: { "cluster-name": "prod", "max-pods": 110 } } });
 * // => '[settings.kubernetes]\ncluster-name = "prod"\nmax-pods = 110\n'
 * ```
 */
export function emitToml(value: JsonObject, { uniformLists }: TomlOptions = {}): string {
  assertCarriable(value, uniformLists === true ? uniformRules : rules);
  return tableLines(value, "", "").trimStart();
}

/**
 * One value as TOML text, for a template.
 *
 * @example
 * ```ts
 * tomlScalar(true); // => "true"
 * tomlScalar("two\nlines"); // => '"two\\nlines"'
 * ```
 */
export function tomlScalar(value: Scalar): string {
  assertCarriable(value, rules);
  return inlineValue(value);
}

/** A table below its header. The header of a table that only holds tables is implied. */
function tableLines(table: JsonObject, header: string, path: string): string {
  let values = "";
  let tables = "";
  for (const [key, value] of Object.entries(table)) {
    const name = bareKey.test(key) ? key : quoteText(key);
    const inner = path === "" ? name : `${path}.${name}`;
    if (isJsonObject(value)) {
      tables += tableLines(value, `\n[${inner}]\n`, inner);
    } else if (isTableList(value)) {
      tables += value.map((item) => arrayTableLines(item, inner)).join("");
    } else {
      values += `${name} = ${listOrValue(value)}\n`;
    }
  }
  return values === "" && tables !== "" ? tables : `${header}${values}${tables}`;
}

/** A table of an array has its header even if it only holds tables: the header makes the item. */
function arrayTableLines(table: JsonObject, path: string): string {
  return `\n[[${path}]]\n${tableLines(table, "", path)}`;
}

function isTableList(value: JsonValue): value is readonly JsonObject[] {
  return isList(value) && value.length > 0 && value.every((item) => isJsonObject(item));
}

function listOrValue(value: JsonValue): string {
  const line = inlineValue(value);
  if (line.length <= widestList || !isList(value)) {
    return line;
  }
  return `[\n${value.map((item) => `  ${inlineValue(item)},\n`).join("")}]`;
}

function inlineValue(value: JsonValue): string {
  if (typeof value === "string") {
    return quoteText(value);
  }
  if (isList(value)) {
    return `[${value.map((item) => inlineValue(item)).join(", ")}]`;
  }
  return isJsonObject(value) ? inlineTable(value) : String(value);
}

function inlineTable(table: JsonObject): string {
  const entries = Object.entries(table).map(([key, value]) => {
    const name = bareKey.test(key) ? key : quoteText(key);
    return `${name} = ${inlineValue(value)}`;
  });
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function mixture(list: readonly JsonValue[]): Refusal | undefined {
  return new Set(list.map((item) => typeName(item))).size > 1
    ? {
        reason: "its items are of different types, which not every TOML reader takes",
        hint: "Give all items one type; integers and fractions count as two.",
      }
    : undefined;
}

function typeName(value: JsonValue): string {
  if (typeof value === "number") {
    return Number.isInteger(value) ? "integer" : "float";
  }
  return isList(value) ? "list" : typeof value;
}
