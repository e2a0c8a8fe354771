import { type Command, Option } from "commander";

/** Gives a command the options all of them have. */
export function withOutputOptions(command: Command): Command {
  return command
    .addOption(
      new Option("-f, --format <format>", "text for people, or one JSON object for programs")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--verbose", "show where in the program an internal error happened");
}
