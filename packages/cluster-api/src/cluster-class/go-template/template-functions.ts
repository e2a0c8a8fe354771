import { isJsonList, isJsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { fail, giveUp } from "../evaluation.ts";
import { meetsConstraint } from "./semver-constraint.ts";

/** A value inside of a template; undefined is a missing map entry. */
export type TemplateValue = JsonValue | undefined;

type TemplateFunction = (parameters: readonly TemplateValue[]) => TemplateValue;

/**
 * The functions that are evaluated: those of Go's templates and of sprig whose result is sure.
 * Every other one is given up on.
 */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map<
  string,
  TemplateFunction
>([
  ["index", ([item, ...keys]) => keys.reduce(indexInto, item)],
  ["len", ([value]) => lengthOf(value)],
  ["not", ([value]) => !isTrue(value)],
  ["eq", ([first, ...others]) => others.some((other) => isEqual(first, other))],
  ["ne", ([first, second]) => !isEqual(first, second)],
  ["print", (parameters) => printAll(parameters)],
  ["printf", ([format, ...parameters]) => printFormat(textOf(format), parameters)],
  ["fail", ([message]) => fail(textOf(message))],
  ["default", ([fallback, value]) => (isTrue(value) ? value : fallback)],
  ["empty", ([value]) => !isTrue(value)],
  ["ternary", ([yes, no, condition]) => (condition === true ? yes : no)],
  ["hasKey", ([map, key]) => ownValue(mapOf(map), textOf(key)) !== undefined],
  ["get", ([map, key]) => ownValue(mapOf(map), textOf(key)) ?? ""],
  ["toString", ([value]) => printValue(value)],
  ["toJson", ([value]) => JSON.stringify(sorted(value ?? null))],
  [
    "quote",
    (parameters) =>
      parameters
        .filter(isGiven)
        .map((value) => quoted(value))
        .join(" "),
  ],
  ["lower", ([text]) => asciiOf(text).toLowerCase()],
  ["upper", ([text]) => asciiOf(text).toUpperCase()],
  ["trim", ([text]) => textOf(text).trim()],
  ["trimPrefix", ([prefix, text]) => withoutPrefix(textOf(text), textOf(prefix))],
  ["trimSuffix", ([suffix, text]) => withoutSuffix(textOf(text), textOf(suffix))],
  ["replace", ([from, to, text]) => textOf(text).split(filled(from)).join(textOf(to))],
  ["contains", ([part, text]) => textOf(text).includes(textOf(part))],
  ["hasPrefix", ([prefix, text]) => textOf(text).startsWith(textOf(prefix))],
  ["hasSuffix", ([suffix, text]) => textOf(text).endsWith(textOf(suffix))],
  ["semverCompare", ([constraint, text]) => meetsConstraint(textOf(constraint), textOf(text))],
]);

/** How many arguments the functions take, where the number is fixed. */
export const functionArity: ReadonlyMap<string, number> = new Map([
  ["len", 1],
  ["not", 1],
  ["ne", 2],
  ["fail", 1],
  ["default", 2],
  ["empty", 1],
  ["ternary", 3],
  ["hasKey", 2],
  ["get", 2],
  ["toString", 1],
  ["toJson", 1],
  ["lower", 1],
  ["upper", 1],
  ["trim", 1],
  ["trimPrefix", 2],
  ["trimSuffix", 2],
  ["replace", 3],
  ["contains", 2],
  ["hasPrefix", 2],
  ["hasSuffix", 2],
  ["semverCompare", 2],
]);

/** Whether Go counts a value as true: anything that is not empty. */
export function isTrue(value: TemplateValue): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") {
    return false;
  }
  if (typeof value === "object") {
    return isJsonList(value) ? value.length > 0 : Object.keys(value).length > 0;
  }
  return true;
}

/** A value as a template prints it. */
export function printValue(value: TemplateValue): string {
  if (value === undefined || value === null) {
    return "<no value>";
  }
  if (typeof value === "object") {
    return giveUp("the template prints a map or a list");
  }
  if (
    typeof value === "number" &&
    value !== 0 &&
    (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e21)
  ) {
    return giveUp("the template prints a number that needs an exponent");
  }
  return String(value);
}

function indexInto(item: TemplateValue, key: TemplateValue): TemplateValue {
  if (item === undefined || item === null) {
    return fail("index of untyped nil");
  }
  if (typeof item !== "object") {
    return fail("the template indexes what is neither a map nor a list");
  }
  if (isJsonList(item)) {
    return typeof key === "number"
      ? (item[key] ?? fail("index out of range"))
      : fail("a list is indexed with no number");
  }
  return typeof key === "string"
    ? (ownValue(item, key) ?? null)
    : fail("a map is indexed with no text");
}

function lengthOf(value: TemplateValue): number {
  if (typeof value === "string") {
    return asciiOf(value).length;
  }
  if (typeof value !== "object" || value === null) {
    return fail("len of a value that has none");
  }
  return isJsonList(value) ? value.length : Object.keys(value).length;
}

function isEqual(a: TemplateValue, b: TemplateValue): boolean {
  const isNothing = (value: TemplateValue): boolean => value === undefined || value === null;
  if (isNothing(a) || isNothing(b)) {
    return isNothing(a) && isNothing(b);
  }
  if (typeof a === "object" || typeof b === "object") {
    return fail("incompatible types for comparison");
  }
  return typeof a === typeof b ? a === b : fail("incompatible types for comparison");
}

function printAll(parameters: readonly TemplateValue[]): string {
  return parameters.length > 1
    ? giveUp("print with several values is not evaluated")
    : parameters.map(printValue).join("");
}

function printFormat(format: string, parameters: readonly TemplateValue[]): string {
  let next = 0;
  const text = format.replaceAll(/%(?<verb>[\s\S]?)/gu, (_, verb: string) => {
    if (verb === "%") {
      return "%";
    }
    const value = parameters[next];
    next += 1;
    if (verb === "s" && typeof value === "string") {
      return value;
    }
    if (verb === "q" && typeof value === "string") {
      return quoted(value);
    }
    return verb === "v" && isGiven(value)
      ? printValue(value)
      : giveUp(`printf with %${verb} is not evaluated here`);
  });
  return next === parameters.length ? text : giveUp("printf has too many values");
}

function isGiven(value: TemplateValue): boolean {
  return value !== undefined && value !== null;
}

/** A text in quotes as Go writes it, as far as that is as JSON does. */
function quoted(value: TemplateValue): string {
  const text = printValue(value);
  return /^[\u0020-\u007E]*$/u.test(text)
    ? JSON.stringify(text)
    : giveUp("a text with other than plain characters is quoted");
}

function textOf(value: TemplateValue): string {
  return typeof value === "string" ? value : fail("a function of the template expects a text");
}

/** Case and length are counted alike in Go and here for these only. */
function asciiOf(value: TemplateValue): string {
  const text = textOf(value);
  return /^\p{ASCII}*$/u.test(text) ? text : giveUp("the text has other than ASCII letters");
}

function filled(value: TemplateValue): string {
  const text = textOf(value);
  return text === "" ? giveUp("replace with an empty text is not evaluated") : text;
}

function mapOf(value: TemplateValue): { readonly [key: string]: JsonValue } {
  return isJsonObject(value) ? value : fail("a function of the template expects a map");
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withoutSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

function sorted(value: JsonValue): JsonValue {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
  }
  return isJsonList(value) ? value.map(sorted) : value;
}
