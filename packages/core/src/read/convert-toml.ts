import type { Diagnostic } from "../diagnostic.ts";
import { formatPointer } from "../json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { utf8Length } from "../text/utf8.ts";
import { showUnit } from "./prepare-text.ts";
import { type ReadCode, readDiagnostics } from "./read-diagnostics.ts";
import type { ReadLimits } from "./read-limits.ts";

/** A table as plain data, and what of it is none. */
export interface ConvertedToml {
  readonly value: JsonObject;
  readonly findings: readonly Diagnostic[];
}

interface TomlWalk {
  readonly limits: ReadLimits;
  readonly path: (string | number)[];
  readonly findings: Diagnostic[];
}

/** Turns what the parser made of a TOML text into plain data, checking each value on the way. */
export function convertToml(table: object, limits: ReadLimits): ConvertedToml {
  const walk: TomlWalk = { limits, path: [], findings: [] };
  return { value: convertTable(walk, table), findings: walk.findings };
}

function convertTable(walk: TomlWalk, table: object): JsonObject {
  // Without a prototype no key is special, `__proto__` included.
  const result: { [key: string]: JsonValue } = Object.create(null);
  if (isTooDeep(walk)) {
    return result;
  }
  for (const [key, value] of Object.entries(table)) {
    walk.path.push(key);
    checkKey(walk, key);
    result[key] = convert(walk, value);
    walk.path.pop();
  }
  return result;
}

function convertList(walk: TomlWalk, list: readonly unknown[]): JsonValue {
  if (isTooDeep(walk)) {
    return [];
  }
  return list.map((item, index) => {
    walk.path.push(index);
    const converted = convert(walk, item);
    walk.path.pop();
    return converted;
  });
}

function convert(walk: TomlWalk, value: unknown): JsonValue {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      checkText(walk, value);
      return value;
    case "number":
      if (!Number.isFinite(value)) {
        report(walk, "READ_NUMBER_NOT_FINITE", "the number is not finite", String(value));
      }
      return value;
    default:
      if (Array.isArray(value)) {
        return convertList(walk, value);
      }
      if (isJsonObject(value) && Object.getPrototypeOf(value) === null) {
        return convertTable(walk, value);
      }
      report(walk, "READ_DATE", "a date or time stands without quotes");
      return null;
  }
}

function checkKey(walk: TomlWalk, key: string): void {
  const { keyBytes } = walk.limits;
  if (key.length > keyBytes || utf8Length(key) > keyBytes) {
    walk.path.pop();
    report(walk, "READ_KEY_TOO_LONG", `a key is longer than ${keyBytes} bytes`);
    walk.path.push(key);
  }
  checkText(walk, key);
}

function checkText(walk: TomlWalk, text: string): void {
  if (text.includes("\0")) {
    report(walk, "READ_STRING", "a string holds NUL", showUnit(0));
  }
}

/** Tables of tables are not counted by the parser. */
function isTooDeep(walk: TomlWalk): boolean {
  const { depth } = walk.limits;
  if (walk.path.length < depth) {
    return false;
  }
  report(walk, "READ_TOO_DEEP", `maps and lists lie more than ${depth} deep`);
  return true;
}

function report(walk: TomlWalk, code: ReadCode, message: string, found?: string): void {
  // One more than is shown, so that the end of the list can be told.
  if (walk.findings.length <= walk.limits.findings) {
    const pointer = formatPointer(walk.path);
    walk.findings.push(readDiagnostics.report(code, { message, pointer, found }));
  }
}
