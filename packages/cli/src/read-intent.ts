import { type Diagnostic, locateDiagnostics, type Parsed } from "@imagewright/core";
import { type UpgradeIntent, upgradeIntentSchema } from "@imagewright/core/plan";
import { readSingle } from "@imagewright/core/read";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import { type IntentFlags, intentOptions } from "./intent-flags.ts";
import type { CliIo } from "./io.ts";
import { readSource, sourceTexts } from "./read-source.ts";

/** What is wanted, and what it was read from. */
export interface ReadIntent {
  readonly intent: Parsed<UpgradeIntent>;
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * What is wanted: by options, or by a file and options that say something else than it does.
 *
 * @throws {CommandFailure} wrong usage, where both say one thing
 */
export async function readIntent(
  io: CliIo,
  path: string | undefined,
  flags: IntentFlags,
): Promise<ReadIntent> {
  const header = { apiVersion: "imagewright/v1alpha1", kind: "UpgradeIntent" } as const;
  if (path === undefined) {
    return { intent: upgradeIntentSchema.validate({ ...header, ...flags }), sources: new Map() };
  }
  const source = await readSource(io, path);
  const read = source.ok ? readSingle(source.value.bytes, { file: source.value.file }) : source;
  const sources = sourceTexts([source]);
  if (!read.ok) {
    return { intent: read, sources };
  }
  const parsed = upgradeIntentSchema.validate(read.value.value);
  const diagnostics = [...read.diagnostics, ...locateDiagnostics(read.value, parsed.diagnostics)];
  if (!parsed.ok) {
    return { intent: { ok: false, diagnostics }, sources };
  }
  refuseTwice(parsed.value, flags);
  return { intent: { ok: true, value: { ...parsed.value, ...flags }, diagnostics }, sources };
}

/** Options override nothing: who reads the file has to be able to rely on it. */
function refuseTwice(intent: UpgradeIntent, flags: IntentFlags): void {
  const twice = Object.entries(intentOptions).filter(
    ([field]) => Object.hasOwn(flags, field) && Object.hasOwn(intent, field),
  );
  if (twice.length > 0) {
    const found = twice.map(([field, option]): Diagnostic => {
      const message = `${option} is given, and the intent says \`${field}\` too`;
      const hint = "Say it in one of the two places.";
      return cliDiagnostics.report("CLI_USAGE", { message, hint });
    });
    throw new CommandFailure(exitCodes.usage, found);
  }
}
