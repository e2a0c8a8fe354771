import { isJsonList, isJsonObject, type JsonValue } from "../../json-value.ts";

/** A substitution of clusterctl, with one level of another one inside. */
const substitution = /\$\{\s*#?(?<name>\w+)(?!\w)(?:[^{}]|\$\{[^{}]*\})*\}/gu;

/** Whether a text holds variables that clusterctl fills in. */
export function hasVariables(text: string): boolean {
  return text.includes("${") && text.search(substitution) !== -1;
}

/** The variables in a value, as they are written, in their order. */
export function variablesIn(value: JsonValue | undefined): readonly string[] {
  const found: string[] = [];
  const waiting: JsonValue[] = value === undefined ? [] : [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") {
      found.push(...(next.match(substitution) ?? []));
    } else if (isJsonList(next)) {
      waiting.push(...next.toReversed());
    } else if (isJsonObject(next)) {
      waiting.push(...Object.values(next).toReversed());
    }
  }
  return found;
}

/** The name of the variable that a substitution is about. */
export function variableName(text: string): string {
  return [...text.matchAll(substitution)][0]?.groups?.["name"] ?? text;
}

/** Whether a text may be what another one becomes when its variables are filled in. */
export function fitsTemplate(template: string, text: string): boolean {
  if (!hasVariables(template)) {
    return template === text;
  }
  const parts = template.split(substitutionAlone);
  const [first = "", ...rest] = parts;
  let from = first.length;
  if (!text.startsWith(first)) {
    return false;
  }
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) {
      return false;
    }
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** The same without a group: what splits at it leaves out the names. */
const substitutionAlone = /\$\{\s*#?\w+(?!\w)(?:[^{}]|\$\{[^{}]*\})*\}/gu;
