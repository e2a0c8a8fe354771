import { valueRefused } from "../error.ts";
import { formatPointer } from "../json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import {
  assertCarriable,
  type CarryRules,
  isList,
  type Refusal,
  type Scalar,
} from "./carriable.ts";
import { escapeUnit } from "./quote.ts";

const rules: CarryRules = { sink: "hcl", nulls: false, text: denormalized };

const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/u;

/** Lists up to this width stand on one line. */
const widestList = 80;

const escapes: { readonly [character: string]: string } = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Quotes, backslashes, controls, what readers treat unalike, and the start of a template. */
const special = /[\\"\p{Cc}\u00a0\u2028\u2029\ufeff\ufffe\uffff]|[$%](?=\{)/gu;

/**
 * The text of a variable file (`*.pkrvars.hcl`, `*.tfvars`): one assignment a variable, in the
 * order given, aligned as `terraform fmt` does it.
 *
 * @returns text with one final newline; empty without variables
 * @throws {ImagewrightError} `VALUE_REFUSED` for null, for names that are no identifier, and for
 * text that is not in Unicode's form NFC, which HCL would normalise
 * @example
 * ```ts
 * emitHclVariables({ kubernetes_semver: "v1.34.1", ami_regions: ["eu-west-1", "us-east-1"] });
 * // => 'kubernetes_semver = "v1.34.1"\nami_regions       = ["eu-west-1", "us-east-1"]\n'
 * ```
 */
export function emitHclVariables(values: JsonObject): string {
  assertCarriable(values, rules);
  for (const name of Object.keys(values)) {
    if (!identifier.test(name)) {
      const hint = "Start with a letter or `_`; go on with letters, digits, `_`, `-`.";
      throw valueRefused("hcl", formatPointer([name]), "its name is no HCL identifier", hint);
    }
  }
  return assignments(Object.entries(values), "");
}

/**
 * One value as an HCL expression, for a template. Text never becomes an HCL template.
 *
 * @example
 * ```ts
 * hclScalar("${path}"); // => '"$${path}"'
 * ```
 */
export function hclScalar(value: Scalar): string {
  assertCarriable(value, rules);
  return expression(value, "");
}

/** Lines `name = value`; runs of one-line values have their `=` below each other. */
function assignments(entries: readonly (readonly [string, JsonValue])[], indent: string): string {
  const texts = entries.map(([name, value]) => ({ name, text: expression(value, indent) }));
  let lines = "";
  for (let start = 0; start < texts.length;) {
    const end = endOfRun(texts, start);
    const run = texts.slice(start, end);
    const width = Math.max(...run.map(({ name }) => name.length));
    for (const { name, text } of run) {
      lines += `${indent}${name.padEnd(width)} = ${text}\n`;
    }
    start = end;
  }
  return lines;
}

/** A value of several lines is a run of its own. */
function endOfRun(texts: readonly { readonly text: string }[], start: number): number {
  const next = texts.findIndex(({ text }, index) => index >= start && text.includes("\n"));
  return next === -1 ? texts.length : Math.max(next, start + 1);
}

function expression(value: JsonValue, indent: string): string {
  if (typeof value === "string") {
    return quoted(value);
  }
  if (isList(value)) {
    return list(value, indent);
  }
  return isJsonObject(value) ? map(value, indent) : String(value);
}

function list(items: readonly JsonValue[], indent: string): string {
  const inner = `${indent}  `;
  const texts = items.map((item) => expression(item, inner));
  const line = `[${texts.join(", ")}]`;
  return line.length <= widestList && !line.includes("\n")
    ? line
    : `[\n${texts.map((text) => `${inner}${text},\n`).join("")}${indent}]`;
}

function map(value: JsonObject, indent: string): string {
  const entries = Object.entries(value).map(([key, item]) => [quoted(key), item] as const);
  return entries.length === 0 ? "{}" : `{\n${assignments(entries, `${indent}  `)}${indent}}`;
}

function quoted(text: string): string {
  return `"${text.replace(special, (found) => escapes[found] ?? escapeSpecial(found))}"`;
}

function escapeSpecial(found: string): string {
  return found === "$" || found === "%" ? found + found : escapeUnit(found);
}

function denormalized(text: string): Refusal | undefined {
  return text.normalize("NFC") === text
    ? undefined
    : {
        reason: "it is not in Unicode's normalization form NFC, into which HCL would turn it",
        hint: "Normalize the text, or give it to a JSON template of Packer.",
      };
}
