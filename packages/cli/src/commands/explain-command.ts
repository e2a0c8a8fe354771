import { type Argument, type Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import {
  type PlanFlags,
  refuseUnclearIntent,
  requestOf,
  withIntentOptions,
} from "./intent-options.ts";
import { manifestFiles } from "./manifest-options.ts";
import { once, refuseEmptyName } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

interface ExplainFlags extends PlanFlags {
  readonly plan?: string;
}

export function addExplain(program: Command, { begin }: ProgramSession): Command {
  const files: Argument = manifestFiles();
  const command = program
    .command("explain")
    .summary("Explain one step of a plan: what, why, commands, and the way back.")
    .description(
      "Explain one step of a plan: what it changes and why, by which commands, when it is finished, and how it is undone.",
    )
    .argument("<step>", "id of the step, or the beginning of it")
    .addArgument(files);
  return withOutputOptions(
    withIntentOptions(
      command.option("--plan <file>", "plan.json of plan --out; else the plan is made again", once),
    ).addHelpText("after", helpNotes.explain),
  ).action((step: string, paths: readonly string[], flags: ExplainFlags) => {
    const { plan } = flags;
    refuseEmptyName(command, paths);
    if (plan !== undefined) {
      refuseBoth(command, paths === files.defaultValue ? [] : paths, flags);
      begin(async (context) =>
        (await import("./explain.ts")).explainSaved(context, { step, plan }),
      );
      return;
    }
    refuseUnclearIntent(command, paths, flags);
    begin(async (context) =>
      (await import("./explain.ts")).explainMade(context, {
        step,
        ...requestOf(paths, flags, context.io.now()),
      }),
    );
  });
}

/** A plan that is there is not made again. */
function refuseBoth(command: Command, files: readonly string[], flags: ExplainFlags): void {
  const { plan: _plan, ...others } = flags;
  const given = Object.keys(others).filter((name) => name !== "format" && name !== "verbose");
  if (files.length > 0 || given.length > 0) {
    command.error("error: --plan names a plan that was made; manifests and goals make another one");
  }
}
