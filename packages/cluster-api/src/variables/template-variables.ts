import { type Diagnostic, type Parsed, toParsed } from "@imagewright/core";

import { isFault, parseTemplateText } from "./parse-template-text.ts";
import type { SyntaxFault } from "./template-cursor.ts";
import type { SubstitutionNode, TemplateNode } from "./template-nodes.ts";
import { templateVariableDiagnostics } from "./variable-diagnostics.ts";

/** A variable that a clusterctl template asks for. */
export interface TemplateVariable {
  readonly name: string;
  /** What stands in for it; substitutions inside show as `${NAME}`. */
  readonly default?: string;
  /** Whether clusterctl refuses the template without a value. */
  readonly isRequired: boolean;
}

/**
 * The variables a clusterctl template asks for, as `clusterctl generate --list-variables` counts
 * them: the first occurrence of a name decides whether it has a default, an empty default is none,
 * and names that occur only inside another one's default are not listed.
 *
 * @returns in the order of the text; a diagnostic if clusterctl cannot read the text
 * @see https://github.com/drone/envsubst
 * @example
 * ```ts
 * const found = templateVariables("name: ${CLUSTER_NAME}\nreplicas: ${REPLICAS:=3}\n");
 * found.ok && found.value;
 * // => [
 * //      { name: "CLUSTER_NAME", isRequired: true },
 * //      { name: "REPLICAS", default: "3", isRequired: false },
 * //    ]
 * templateVariables("echo $HOME, $${HOME}"); // => { ok: true, value: [], diagnostics: [] }
 * templateVariables("${NAME").diagnostics.map(({ code }) => code); // => ["CAPI_VARIABLE_SYNTAX"]
 * ```
 */
export function templateVariables(text: string): Parsed<readonly TemplateVariable[]> {
  const nodes = parseTemplateText(text);
  return isFault(nodes) ? toParsed([], [reportFault(text, nodes)]) : toParsed(listVariables(nodes));
}

export function listVariables(nodes: readonly TemplateNode[]): readonly TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  for (const node of nodes) {
    if (node.type === "substitution" && !found.has(node.name)) {
      found.set(node.name, describe(node));
    }
  }
  return [...found.values()];
}

/** A finding about the text, at its line and column. */
export function reportFault(
  text: string,
  { offset, message, isFunction }: SyntaxFault,
): Diagnostic {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  const code = isFunction === true ? "CAPI_VARIABLE_FUNCTION" : "CAPI_VARIABLE_SYNTAX";
  return templateVariableDiagnostics.report(code, {
    message: `line ${line}, column ${column}: ${message}`,
  });
}

function describe({ name, parameters }: SubstitutionNode): TemplateVariable {
  const text = parameters
    .map((part) => (part.type === "text" ? part.text : `\${${part.name}}`))
    .join("");
  return text === "" ? { name, isRequired: true } : { name, default: text, isRequired: false };
}
