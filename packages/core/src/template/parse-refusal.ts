import type { Findings } from "./findings.ts";
import type { SyntaxContext } from "./parse-path.ts";
import { type Position, reservedNames } from "./template-syntax.ts";

/** Adds a finding where something is left out of the tree. */
export function refuse(
  { findings, file }: SyntaxContext,
  code: Parameters<Findings["add"]>[0],
  at: Position,
  message: string,
  facts: Partial<Parameters<Findings["add"]>[3]> = {},
): readonly [] {
  findings.add(code, file, at, { ...facts, message });
  return [];
}

/** Refuses a new name that is one of Handlebars' own. */
export function refuseReserved(name: string, at: Position, context: SyntaxContext): void {
  if (reservedNames.has(name)) {
    refuse(context, "TEMPLATE_RESERVED_NAME", at, `${name} is the name of a helper`);
  }
}
