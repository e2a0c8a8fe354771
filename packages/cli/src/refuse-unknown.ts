import { nearestName, showValue } from "@imagewright/core";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";

/** Codes about a name on the command line that nothing bears. */
type UnknownCode =
  | "CLI_ARTIFACT_UNKNOWN"
  | "CLI_CODE_UNKNOWN"
  | "CLI_PROVIDER_UNKNOWN"
  | "CLI_SCHEMA_UNKNOWN"
  | "CLI_TARGET_UNKNOWN"
  | "CLI_TEMPLATE_UNKNOWN";

/**
 * Ends the command if a name is not known.
 *
 * @param noun - what the names are names of
 * @throws {CommandFailure} wrong usage, with the nearest known name for each unknown one
 */
export function refuseUnknown(
  code: UnknownCode,
  noun: string,
  names: readonly string[],
  known: readonly string[],
): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) {
    return;
  }
  const diagnostics = unknown.map((name) => {
    const nearest = nearestName(name.slice(0, 128), known);
    return cliDiagnostics.report(code, {
      message: `there is no ${noun} ${showValue(name)}`,
      found: showValue(name),
      ...(known.length > 0 && known.length <= 20 && { expected: known.join(", ") }),
      ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
    });
  });
  throw new CommandFailure(exitCodes.usage, diagnostics);
}
