import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";

import type { CommandContext } from "./command-context.ts";
import type { CommandResult } from "./command-result.ts";
import { helpNotes } from "./help-notes.ts";

/** What a command line asks for: handed over instead of being done while it is parsed. */
export type Work = (context: CommandContext) => Promise<CommandResult>;

/** What the parser writes, and what it found to do. */
export interface ProgramSession {
  readonly version: string;
  readonly helpWidth: number;
  writeOut(text: string): void;
  /** Called once for a complete command line. */
  begin(work: Work): void;
}

/** Where a moment has to be given: RFC 3339, in UTC. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u;

/** The tree of commands: arguments, options and help. What they do is loaded when it is asked for. */
export function createProgram(session: ProgramSession): Command {
  const program = new Command("imagewright")
    .description(
      "From one description of a Kubernetes node image, everything every provider needs.",
    )
    .version(session.version, "-V, --version", "Print the version.")
    .addHelpText("after", helpNotes.imagewright);
  configure(program, session);
  for (const add of [addInit, addValidate, addRender, addSchema, addDiagnostics, addCompletion]) {
    configure(add(program, session), session);
  }
  return program.helpCommand("help [command]", "Print the help of a command.");
}

function configure(command: Command, { helpWidth, writeOut }: ProgramSession): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .helpOption("-h, --help", "Print this help.")
    .configureHelp({ helpWidth })
    .configureOutput({
      writeOut,
      writeErr: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function addInit(program: Command, { begin }: ProgramSession): Command {
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
        "providers to start with, by commas; all of them where left out",
        collect,
      )
      .addHelpText("after", helpNotes.init),
  ).action((folder: string, { provider }: { provider?: readonly string[] }) => {
    begin(async (context) => (await import("./commands/init.ts")).init(context, folder, provider));
  });
}

function addValidate(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("validate")
      .summary("Check spec and catalog files, and list everything that is wrong.")
      .description("Check spec and catalog files, and list everything that is wrong at once.")
      .addArgument(
        new Argument("[file...]", "specs or catalogs, YAML or JSON; - is standard input").default(
          ["imagewright.yaml"],
          "imagewright.yaml",
        ),
      )
      .addHelpText("after", helpNotes.validate),
  ).action((files: readonly string[], _options: unknown, command: Command) => {
    refuseSecondInput(command, files);
    begin(async (context) => (await import("./commands/validate.ts")).validate(context, files));
  });
}

interface RenderFlags {
  readonly catalog?: string;
  readonly out?: string;
  readonly stdout?: true;
  readonly mode: "complete" | "snippet";
  readonly target?: readonly string[];
  readonly artifact?: readonly string[];
  readonly dryRun?: true;
  readonly at?: string;
}

function addRender(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("render")
      .summary("Render build inputs, manifests and user data from a spec.")
      .description(
        "Render build inputs, manifests and user data from a spec.\nIf one target is refused, nothing is written.",
      )
      .argument("[spec]", "spec file, YAML or JSON; - is standard input", "imagewright.yaml")
      .option("-c, --catalog <file>", "catalog in which manifests find their images", once)
      .option("-o, --out <folder>", "folder to write to; each target gets a folder in it", once)
      .option("--stdout", "print the artifacts instead of writing them")
      .addOption(
        new Option("--mode <mode>", "whole manifests, or the fragment that upstream documents")
          .choices(["complete", "snippet"])
          .default("complete"),
      )
      .option("-t, --target <names>", "only these targets, by commas or repeated", collect)
      .option("--artifact <paths>", "only these artifacts, by commas or repeated", collect)
      .option("--dry-run", "say what would be written, and write nothing")
      .option(
        "--at <moment>",
        "when the images are needed, e.g. 2026-11-03T10:00:00Z; now where left out",
        parseMoment,
      )
      .addHelpText("after", helpNotes.render),
  ).action((spec: string, flags: RenderFlags, command: Command) => {
    const { catalog, out, mode, target, artifact, dryRun, at } = flags;
    refuseSecondInput(command, catalog === undefined ? [spec] : [spec, catalog]);
    refuseUnclearOutput(command, flags);
    begin(async (context) =>
      (await import("./commands/render.ts")).render(context, {
        spec,
        ...(catalog !== undefined && { catalog }),
        ...(out !== undefined && { out }),
        mode,
        ...(target !== undefined && { targets: target }),
        ...(artifact !== undefined && { artifacts: artifact }),
        dryRun: dryRun ?? false,
        at: at ?? context.io.now(),
      }),
    );
  });
}

function addSchema(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("schema")
      .summary("List, print or write the JSON Schemas of all files.")
      .description(
        "List, print or write the JSON Schemas of all files, for editors and other programs.",
      )
      .argument("[name]", "spec, catalog, node-image, report, or the id of a provider")
      .option(
        "-o, --out <folder>",
        "write NAME.schema.json there; every schema if none is named",
        once,
      )
      .addHelpText("after", helpNotes.schema),
  ).action((name: string | undefined, { out }: { out?: string }) => {
    begin(async (context) =>
      (await import("./commands/schema.ts")).printSchema(context, name, out),
    );
  });
}

function addDiagnostics(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("diagnostics")
      .summary("Explain a diagnostic code: its cause and what to do.")
      .description(
        "Explain a diagnostic code: its cause and what to do. Without one, list them all.",
      )
      .argument("[code]", "code of a finding, e.g. SCHEMA_UNKNOWN_KEY")
      .addHelpText("after", helpNotes.diagnostics),
  ).action((code: string | undefined) => {
    begin(async (context) =>
      (await import("./commands/diagnostics.ts")).explainDiagnostics(context, code),
    );
  });
}

function addCompletion(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("completion")
      .summary("Print a completion script for a shell.")
      .description("Print a completion script for a shell.")
      .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
      .addHelpText("after", helpNotes.completion),
  ).action((shell: "bash" | "fish" | "zsh") => {
    begin(async () => (await import("./commands/completion.ts")).printCompletion(program, shell));
  });
}

function withOutputOptions(command: Command): Command {
  return command
    .addOption(
      new Option("-f, --format <format>", "text for people, or one JSON object for programs")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--verbose", "show where in the program an internal error happened");
}

function refuseUnclearOutput(command: Command, { out, stdout, dryRun }: RenderFlags): void {
  if (out === undefined && stdout === undefined) {
    command.error("error: say where the artifacts go, with --out FOLDER or --stdout");
  }
  if (stdout !== undefined && (out !== undefined || dryRun !== undefined)) {
    command.error(
      `error: --stdout and ${out === undefined ? "--dry-run" : "--out"} exclude each other`,
    );
  }
}

/** Standard input can be read once. */
function refuseSecondInput(command: Command, files: readonly string[]): void {
  if (files.filter((file) => file === "-").length > 1) {
    command.error("error: standard input can be read once, but - is named twice");
  }
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  const names = value.split(",").filter((name) => name !== "");
  if (names.length === 0) {
    throw new InvalidArgumentError("It is empty.");
  }
  return [...(previous ?? []), ...names];
}

function once(value: string, previous: string | undefined): string {
  if (previous !== undefined) {
    throw new InvalidArgumentError("It is given twice.");
  }
  if (value === "") {
    throw new InvalidArgumentError("It is empty.");
  }
  return value;
}

function parseMoment(value: string, previous: string | undefined): string {
  if (!moment.test(value)) {
    throw new InvalidArgumentError("It needs the form 2026-11-03T10:00:00Z.");
  }
  return once(value, previous);
}

/** What the parser threw: `undefined` if it only printed help or the version. */
export function usageProblem(
  error: unknown,
): { readonly message: string; readonly hint: string | undefined } | undefined {
  if (!(error instanceof CommanderError)) {
    throw error;
  }
  if (error.exitCode === 0) {
    return undefined;
  }
  const [line = "", ...rest] = error.message.replace(/^error: /u, "").split("\n");
  const hint = /^\((Did you mean .+)\)$/u.exec(rest.join(" "))?.[1];
  return { message: line.replace(/\.$/u, ""), hint };
}
