import { join } from "node:path";

import { cliDiagnostics } from "../cli-diagnostics.ts";
import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { CommandFailure } from "../failure.ts";
import type { InitReport } from "../output/json-report.ts";
import { safeText } from "../output/safe-text.ts";
import { refuseUnknown } from "../refuse-unknown.ts";
import { starterFiles, starterNames } from "../starter/starter-files.ts";
import type { StarterPart } from "../starter/starter-part.ts";
import { starterParts } from "../starter/starter-parts.ts";
import { writeOut } from "../write-out.ts";

/** Writes a starter for the chosen providers; a file that is there already is left as it is. */
export async function init(
  { io }: CommandContext,
  folder: string,
  wanted: readonly string[] | undefined,
): Promise<CommandResult> {
  const parts = chooseParts(wanted);
  const files = starterFiles(parts);
  const planned = await writeOut(io, folder, files, true);
  const present = planned.filter(({ status }) => status !== "created");
  if (present.length > 0) {
    throw new CommandFailure(
      exitCodes.findings,
      present.map(({ path }) => {
        const message = `${join(folder, path)} is there already`;
        return cliDiagnostics.report("CLI_FILE_EXISTS", { message });
      }),
    );
  }
  await writeOut(io, folder, files);
  const report: InitReport = {
    formatVersion: 1,
    command: "init",
    ok: true,
    exitCode: exitCodes.done,
    diagnostics: [],
    folder,
    providers: parts.map(({ provider }) => provider),
    files: files.map(({ path }) => path),
  };
  return { report, text: nextSteps(folder, parts), sources: new Map() };
}

function chooseParts(wanted: readonly string[] | undefined): readonly StarterPart[] {
  const known = starterParts.map(({ provider }) => provider);
  refuseUnknown("CLI_PROVIDER_UNKNOWN", "starter for provider", wanted ?? [], known);
  return starterParts.filter(({ provider }) => wanted === undefined || wanted.includes(provider));
}

function nextSteps(folder: string, parts: readonly StarterPart[]): string {
  const enter = folder === "." ? "" : `  cd ${safeText(folder)}\n`;
  return `\
Wrote ${safeText(join(folder, starterNames.spec))}: what is on the images, and where they are built.
Wrote ${safeText(join(folder, starterNames.catalog))}: where images are that were built already.
Providers: ${parts.map(({ provider }) => provider).join(", ")}.

Next:
${enter}  imagewright validate
  imagewright render --catalog ${starterNames.catalog} --out out
  imagewright schema spec --out .    # completion and checks in editors

The ids in both files are made up. Put in your own, and render again.
`;
}
