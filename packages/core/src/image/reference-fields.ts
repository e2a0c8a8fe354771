import type { Diagnostic } from "../diagnostic.ts";
import { malformed } from "./reference-findings.ts";

/** One field, if it is there, as an object to be spread. */
export function pick(
  fields: ReadonlyMap<string, string>,
  name: string,
): { readonly [name: string]: string } {
  const value = fields.get(name);
  return value === undefined ? {} : { [name]: value };
}

/** The pairs of `name=value&name=value`, still encoded. */
export function splitQuery(text: string): (readonly [string, string])[] {
  return text === ""
    ? []
    : text.split("&").map((pair) => {
        const equals = pair.indexOf("=");
        return equals === -1 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      });
}

/** Percent-encoded text, or undefined if it is none. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Sets a field to its decoded text, or reports that it has none. */
export function decodeInto(
  fields: Map<string, string>,
  name: string,
  text: string,
  diagnostics: Diagnostic[],
): void {
  const value = decode(text);
  if (value === undefined) {
    diagnostics.push(malformed(name, `${name} is not percent-encoded text`, text));
  } else {
    fields.set(name, value);
  }
}
