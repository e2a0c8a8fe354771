import { isFault, parseTemplateText } from "./parse-template-text.ts";
import type { SubstitutionNode, TemplateNode } from "./template-nodes.ts";

/** Names of the variables that clusterctl fills into a text; none where it cannot read the text. */
export function variableNames(text: string): readonly string[] {
  return [...new Set(substitutionsIn(text).map(({ name }) => name))];
}

/**
 * Whether a text between double quotes is filled in as one without: its substitutions hold no sign
 * that means something else there.
 */
export function fillsAlikeInQuotes(text: string): boolean {
  return substitutionsIn(text).every(({ parameters }) => parameters.every(isCalm));
}

function isCalm(node: TemplateNode): boolean {
  return node.type === "text" ? !/["\\\n]/u.test(node.text) : node.parameters.every(isCalm);
}

function substitutionsIn(text: string): readonly SubstitutionNode[] {
  const nodes = text.includes("${") ? parseTemplateText(text) : [];
  return isFault(nodes)
    ? []
    : nodes.flatMap((node) => (node.type === "substitution" ? [node] : []));
}
