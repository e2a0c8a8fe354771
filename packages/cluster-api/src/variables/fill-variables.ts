import { type Diagnostic, type Parsed, showValue, toParsed } from "@imagewright/core";

import { isFault, parseTemplateText } from "./parse-template-text.ts";
import { substitutionFunctions } from "./substitution-functions.ts";
import type { SubstitutionNode, TemplateNode } from "./template-nodes.ts";
import { listVariables, reportFault } from "./template-variables.ts";
import { templateVariableDiagnostics } from "./variable-diagnostics.ts";

/** How variables without value are treated. */
export interface FillOptions {
  /**
   * `refuse` as clusterctl does, or `keep` the substitution as it stands in the text, with a
   * warning: for reading a template of which nothing is to be invented.
   *
   * @default "refuse"
   */
  readonly missing?: "refuse" | "keep";
}

/** Longest text that is made, in UTF-16 units. */
const maxLength = 10 * 1024 * 1024;

/** What one filling works on. */
interface Filling {
  readonly variables: ReadonlyMap<string, string>;
  /** Names that are left as they stand. */
  readonly kept: ReadonlySet<string>;
  /** Names without value, default or demand, which become empty. */
  readonly empty: Set<string>;
  readonly faults: Diagnostic[];
}

/**
 * Fills in the variables of a clusterctl template, as `clusterctl generate` does: before any YAML
 * is read, `${NAME}` and its functions become text, and `$${NAME}` becomes `${NAME}`.
 *
 * Every variable that is missing is reported. A default also stands in for an empty value. What
 * clusterctl silently replaces by nothing carries a warning.
 *
 * @returns the text, or `CAPI_VARIABLE_MISSING`, `CAPI_VARIABLE_SYNTAX`, `CAPI_VARIABLE_FUNCTION`
 *   or `CAPI_VARIABLE_LIMIT`
 * @example
 * ```ts
 * const filled = fillVariables("version: ${KUBERNETES_VERSION}\nreplicas: ${COUNT:=1}\n", {
 *   KUBERNETES_VERSION: "v1.34.1",
 * });
 * filled.ok && filled.value; // => "version: v1.34.1\nreplicas: 1\n"
 *
 * fillVariables("${A}-${B}", { A: "" }).diagnostics.map(({ message }) => message);
 * // => ["variable B has no value"]
 * const kept = fillVariables("${A}-${B}", { A: "a" }, { missing: "keep" });
 * kept.ok && kept.value; // => "a-${B}"
 * ```
 */
export function fillVariables(
  text: string,
  variables: { readonly [name: string]: string },
  { missing = "refuse" }: FillOptions = {},
): Parsed<string> {
  const nodes = parseTemplateText(text);
  if (isFault(nodes)) {
    return toParsed("", [reportFault(text, nodes)]);
  }
  const values = new Map(Object.entries(variables));
  const lacking = listVariables(nodes)
    .filter(({ name, isRequired }) => isRequired && !values.has(name))
    .map(({ name }) => name);
  if (lacking.length > 0 && missing === "refuse") {
    return toParsed(
      "",
      lacking.map((name) => reportVariable("CAPI_VARIABLE_MISSING", name)),
    );
  }
  const filling: Filling = {
    variables: values,
    kept: new Set(lacking),
    empty: new Set(),
    faults: [],
  };
  const filled = fill(nodes, filling);
  return toParsed(filled, [
    ...filling.faults,
    ...lacking.map((name) => reportVariable("CAPI_VARIABLE_UNKNOWN", name)),
    ...[...filling.empty].map((name) => reportVariable("CAPI_VARIABLE_EMPTY", name)),
  ]);
}

function fill(nodes: readonly TemplateNode[], filling: Filling): string {
  const pieces: string[] = [];
  let length = 0;
  for (const node of nodes) {
    const piece = node.type === "text" ? node.text : substitute(node, filling);
    length += piece.length;
    if (length > maxLength) {
      const message = `the text grows past ${maxLength} characters`;
      filling.faults.push(templateVariableDiagnostics.report("CAPI_VARIABLE_LIMIT", { message }));
      return "";
    }
    pieces.push(piece);
  }
  return pieces.join("");
}

function substitute(node: SubstitutionNode, filling: Filling): string {
  const { name, operator } = node;
  const value = filling.variables.get(name);
  if (value === undefined && filling.kept.has(name)) {
    return writeBack(node);
  }
  const parameters = parametersOf(node, filling);
  const result = substitutionFunctions.get(operator)?.(value ?? "", parameters);
  if (result === undefined || "refusal" in result) {
    const reason = result?.refusal ?? `there is no function ${showValue(operator)}`;
    const message = `the substitution of ${name} is refused: ${reason}`;
    filling.faults.push(templateVariableDiagnostics.report("CAPI_VARIABLE_FUNCTION", { message }));
    return "";
  }
  if (value === undefined && result.text === "") {
    filling.empty.add(name);
  }
  return result.text;
}

/** Parts of a default are one text; the other functions have their parameters apart. */
function parametersOf(
  { operator, parameters }: SubstitutionNode,
  filling: Filling,
): readonly string[] {
  return operator.endsWith("=") || operator === ":-"
    ? [fill(parameters, filling)]
    : parameters.map((parameter) => fill([parameter], filling));
}

/** The substitution as it stood in the text. */
function writeBack({ name, operator, parameters }: SubstitutionNode): string {
  if (operator === "length") {
    return `\${#${name}}`;
  }
  const separator = operator.startsWith("/") ? "/" : operator === ":" ? ":" : "";
  const parts = parameters.map((part) => (part.type === "text" ? part.text : writeBack(part)));
  const closing = operator.startsWith("/") && parts.length === 1 ? "/" : "";
  return `\${${name}${operator}${parts.join(separator)}${closing}}`;
}

function reportVariable(
  code: "CAPI_VARIABLE_EMPTY" | "CAPI_VARIABLE_MISSING" | "CAPI_VARIABLE_UNKNOWN",
  name: string,
): Diagnostic {
  const messages = {
    CAPI_VARIABLE_EMPTY: `variable ${name} has no value and becomes an empty text`,
    CAPI_VARIABLE_MISSING: `variable ${name} has no value`,
    CAPI_VARIABLE_UNKNOWN: `variable ${name} has no value and is left in the text`,
  };
  return templateVariableDiagnostics.report(code, { message: messages[code] });
}
