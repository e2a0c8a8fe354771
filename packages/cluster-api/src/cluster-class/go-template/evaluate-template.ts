import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { type Evaluation, evaluate, fail, giveUp } from "../evaluation.ts";
import { parseTemplate } from "./parse-template.ts";
import {
  functionArity,
  isTrue,
  printValue,
  templateFunctions,
  type TemplateValue,
} from "./template-functions.ts";
import type { Command, Operand, Pipeline, TemplatePart } from "./template-syntax.ts";

/** What a template is evaluated with. */
export interface TemplateData {
  readonly values: JsonObject;
  /** Paths, joined by dots, whose values only the cluster knows. */
  readonly unknown: ReadonlySet<string>;
}

/** Longest text a template may make. */
const maxLength = 1_048_576;

/** Texts that every YAML reader takes for texts, such as most names of images. */
const plainText = /^[A-Za-z]\w*[-/:][\w./:-]*\w$/u;

/** The text a template makes of its data. */
export function renderGoTemplate(source: string, data: TemplateData): Evaluation<string> {
  const parsed = parseTemplate(source);
  return parsed.outcome === "value" ? evaluate(() => render(parsed.value, data)) : parsed;
}

/** The value a template stands for: its text, read as YAML. */
export function evaluateGoTemplate(source: string, data: TemplateData): Evaluation<JsonValue> {
  const rendered = renderGoTemplate(source, data);
  if (rendered.outcome !== "value") {
    return rendered;
  }
  if (plainText.test(rendered.value)) {
    return rendered;
  }
  return evaluate(() => {
    const read = readYaml(rendered.value, { file: "template" });
    if (!read.ok) {
      const reason = read.diagnostics[0]?.message ?? "";
      return giveUp(`what the template makes is not read the same by all YAML readers: ${reason}`);
    }
    return read.value[0]?.value ?? null;
  });
}

function render(parts: readonly TemplatePart[], data: TemplateData): string {
  const text = parts.map((part) => renderPart(part, data)).join("");
  return text.length > maxLength ? giveUp("the template makes too long a text") : text;
}

function renderPart(part: TemplatePart, data: TemplateData): string {
  if (part.type === "text") {
    return part.text;
  }
  if (part.type === "print") {
    return printValue(runPipeline(part.pipeline, data));
  }
  return render(isTrue(runPipeline(part.condition, data)) ? part.body : part.otherwise, data);
}

function runPipeline(pipeline: Pipeline, data: TemplateData): TemplateValue {
  let value: TemplateValue;
  for (const [index, command] of pipeline.entries()) {
    value = runCommand(command, data, index === 0 ? [] : [value]);
  }
  return value;
}

function runCommand(
  command: Command,
  data: TemplateData,
  piped: readonly TemplateValue[],
): TemplateValue {
  const [first, ...others] = command;
  if (first?.type === "function") {
    return callFunction(first.name, others, piped, data);
  }
  return first === undefined || others.length > 0 || piped.length > 0
    ? fail("the template gives arguments to what is no function")
    : valueOf(first, data);
}

function callFunction(
  name: string,
  operands: readonly Operand[],
  piped: readonly TemplateValue[],
  data: TemplateData,
): TemplateValue {
  if (name === "and" || name === "or") {
    return chooseOperand(name, operands, piped, data);
  }
  const run = templateFunctions.get(name);
  if (run === undefined) {
    return giveUp(`the function ${name} is not evaluated`);
  }
  const parameters = [...operands.map((operand) => valueOf(operand, data)), ...piped];
  const arity = functionArity.get(name);
  const isOdd = arity === undefined ? parameters.length === 0 : parameters.length !== arity;
  if (isOdd) {
    return fail(`wrong number of args for ${name}`);
  }
  if (name === "eq" || name === "ne") {
    refuseIntegers(operands, parameters);
  }
  return run(parameters);
}

function isInteger(operand: Operand): boolean {
  return operand.type === "literal" && operand.isInteger;
}

/** Numbers of data are floats: Go compares them with no integer literal. */
function refuseIntegers(operands: readonly Operand[], parameters: readonly TemplateValue[]): void {
  const others = parameters.filter((value, index) => {
    const operand = operands[index];
    return typeof value === "number" && (operand === undefined || !isInteger(operand));
  });
  if (operands.some(isInteger) && others.length > 0) {
    fail("incompatible types for comparison");
  }
}

/** Stops at the first operand that decides. */
function chooseOperand(
  name: "and" | "or",
  operands: readonly Operand[],
  piped: readonly TemplateValue[],
  data: TemplateData,
): TemplateValue {
  const parameters = [
    ...operands.map((operand) => () => valueOf(operand, data)),
    ...piped.map((value) => () => value),
  ];
  let value: TemplateValue;
  for (const parameter of parameters) {
    value = parameter();
    if (isTrue(value) === (name === "or")) {
      return value;
    }
  }
  return parameters.length === 0 ? fail(`wrong number of args for ${name}`) : value;
}

function valueOf(operand: Operand, data: TemplateData): TemplateValue {
  switch (operand.type) {
    case "literal":
      return operand.value;
    case "field":
      refuseUnknown(operand.path, data);
      return operand.path.length === 0 ? data.values : fieldOf(data.values, operand.path);
    case "pipeline":
      return fieldOf(runPipeline(operand.pipeline, data) ?? undefined, operand.path);
    case "function":
      return callFunction(operand.name, [], [], data);
    default:
      return fail("the template has an operand of no kind");
  }
}

/** A field of nothing is nothing; a field of a null is where Go stops. */
function fieldOf(value: TemplateValue, path: readonly string[]): TemplateValue {
  let current = value;
  for (const name of path) {
    if (current === undefined) {
      return undefined;
    }
    if (current === null) {
      return fail(`nil pointer evaluating interface {}.${name}`);
    }
    current = isJsonObject(current)
      ? ownValue(current, name)
      : fail(`can't evaluate field ${name}`);
  }
  return current;
}

function refuseUnknown(path: readonly string[], { unknown }: TemplateData): void {
  const found = path
    .map((_, index) => path.slice(0, index + 1).join("."))
    .find((prefix) => unknown.has(prefix));
  if (found !== undefined) {
    giveUp(`only the cluster knows ${found}`);
  }
}
