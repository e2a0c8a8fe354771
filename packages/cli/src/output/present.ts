import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import type { CliIo } from "../io.ts";
import { createPalette, wantsColour } from "./colour.ts";
import {
  countFindings,
  printDiagnostic,
  arrangeDiagnostics,
  withoutSecrets,
} from "./print-diagnostic.ts";
import { safeJson } from "./safe-text.ts";

/** Prints what a command has to say: the report on standard output, or text on both streams. */
export function present(
  { report, text, sources, order }: CommandResult,
  format: "json" | "text",
  io: CliIo,
): void {
  const diagnostics = arrangeDiagnostics(report.diagnostics, order).map(withoutSecrets);
  if (format === "json") {
    io.stdout.write(`${safeJson(JSON.stringify({ ...report, diagnostics }, null, 2))}\n`);
    return;
  }
  const palette = createPalette(wantsColour(io.env, io.stderr));
  for (const diagnostic of diagnostics) {
    io.stderr.write(`${printDiagnostic(diagnostic, sources, palette)}\n`);
  }
  if (diagnostics.length > 0) {
    io.stderr.write(`${countFindings(diagnostics)}${outcome(report)}\n`);
  }
  io.stdout.write(text);
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
