import type { Diagnostic } from "@imagewright/core";

import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import type { CliIo } from "../io.ts";
import { createPalette, wantsColour } from "./colour.ts";
import {
  arrangeDiagnostics,
  countFindings,
  type FindingCounts,
  printDiagnostic,
  showCounts,
  withoutSecrets,
} from "./print-diagnostic.ts";
import { safeJson } from "./safe-text.ts";

/** Prints what a command has to say: the report on standard output, or text on both streams. */
export function present(result: CommandResult, format: "json" | "text", io: CliIo): void {
  const { report, text, order, shown } = result;
  if (format === "json") {
    const diagnostics = arrangeDiagnostics(report.diagnostics, order).map(withoutSecrets);
    io.stdout.write(`${safeJson(JSON.stringify({ ...report, diagnostics }, null, 2))}\n`);
    return;
  }
  const counts = showCounts(showFindings(report.diagnostics, result, io, shown));
  if (counts !== "") {
    io.stderr.write(`${counts}${shown === undefined ? outcome(report) : ""}\n`);
  }
  io.stdout.write(text);
}

/**
 * Shows findings to people, in the midst of the texts they are about.
 *
 * @returns how many there are, with those that were shown before
 */
export function showFindings(
  findings: readonly Diagnostic[],
  { sources, order }: Pick<CommandResult, "order" | "sources">,
  io: CliIo,
  before?: FindingCounts,
): FindingCounts {
  const palette = createPalette(wantsColour(io.env, io.stderr));
  const arranged = arrangeDiagnostics(findings, order).map(withoutSecrets);
  for (const diagnostic of arranged) {
    io.stderr.write(`${printDiagnostic(diagnostic, sources, palette)}\n`);
  }
  return countFindings(arranged, before);
}

/** Commands that write all or nothing. */
const writers: ReadonlySet<string> = new Set(["convert", "plan", "render"]);

/** A refusal leaves the folder as it was, unless the system failed half-way. */
function outcome({ command, exitCode, diagnostics }: CommandResult["report"]): string {
  const isPartly = diagnostics.some(({ code }) => code === "CLI_PARTLY_WRITTEN");
  return writers.has(command) && exitCode === exitCodes.findings && !isPartly
    ? "; nothing was written"
    : "";
}
