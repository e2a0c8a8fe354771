import type { Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { collect } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

export function addInit(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("init")
      .summary("Write a commented spec and catalog to start from.")
      .description(
        "Write a commented spec (imagewright.yaml) and catalog (catalog.yaml) to start from.\nFiles that are there already are never touched.",
      )
      .argument("[folder]", "folder to write to", ".")
      .option(
        "--provider <ids>",
        "of aws, eks, azure, cloudstack and karpenter, by commas; all of them where left out",
        collect,
      )
      .addHelpText("after", helpNotes.init),
  ).action((folder: string, { provider }: { provider?: readonly string[] }) => {
    begin(async (context) => (await import("./init.ts")).init(context, folder, provider));
  });
}
