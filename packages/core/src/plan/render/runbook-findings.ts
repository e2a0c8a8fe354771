import type { Diagnostic } from "../../diagnostic.ts";
import type { RunbookFinding } from "./runbook-model.ts";

/** A diagnostic in full, for people. */
export function runbookFinding(diagnostic: Diagnostic): RunbookFinding {
  const { severity, code, message, pointer, source, found, expected, hint } = diagnostic;
  const place =
    source === undefined ? pointer : `${source.file}, line ${source.line}, column ${source.column}`;
  const facts = [
    ...(place === "" ? [] : [place]),
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ];
  return { severity, code, message, where: facts.join("; "), remedy: hint };
}
