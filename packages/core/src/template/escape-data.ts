import type { Scalar } from "../emit/carriable.ts";
import { hclScalar } from "../emit/hcl.ts";
import { jsonScalar } from "../emit/json.ts";
import { quoteText } from "../emit/quote.ts";
import { tomlScalar } from "../emit/toml.ts";
import { yamlScalar } from "../emit/yaml.ts";
import { valueRefused } from "../error.ts";
import { carriedText } from "./escape-plain.ts";

/** YAML readers give a key up that is longer than 1024 characters. */
const longestKey = 1000;

/** A key before its colon: text in any case, as YAML readers would take other types apart. */
export function yamlKey(value: Scalar): string {
  const text = yamlScalar(carriedText(value, "yaml"));
  if (text.length > longestKey) {
    throw valueRefused("yaml", "", `a key is longer than ${longestKey} characters`);
  }
  return text;
}

/** Between double quotes. */
export function yamlString(value: Scalar): string {
  return inner(quoteText(carriedText(value, "yaml")));
}

/** Between double quotes. */
export function jsonString(value: Scalar): string {
  return inner(jsonScalar(carriedText(value, "json")));
}

/** Between double quotes. */
export function tomlString(value: Scalar): string {
  return inner(tomlScalar(carriedText(value, "toml")));
}

/**
 * Between double quotes. A `$` or `%` at the end and a `{` at the start are written as numbers,
 * so that they cannot make a template together with what stands beside them.
 */
export function hclString(value: Scalar): string {
  return inner(hclScalar(carriedText(value, "hcl")))
    .replace(/^\{/u, "\\u007b")
    .replace(/[$%]$/u, (last) => (last === "$" ? "\\u0024" : "\\u0025"));
}

export { hclScalar, jsonScalar, tomlScalar, yamlScalar };

function inner(quoted: string): string {
  return quoted.slice(1, -1);
}
