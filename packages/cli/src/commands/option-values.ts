import { type Command, InvalidArgumentError } from "commander";

/** Where a moment has to be given: RFC 3339, in UTC. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u;

/** Standard input can be read once. */
export function refuseSecondInput(command: Command, files: readonly string[]): void {
  if (files.filter((file) => file === "-").length > 1) {
    command.error("error: standard input can be read once, but - is named twice");
  }
}

/** The empty name, as of a variable of the shell that is not set, would be this folder. */
export function refuseEmptyName(command: Command, files: readonly string[]): void {
  if (files.includes("")) {
    command.error("error: the name of a file is empty");
  }
}

export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  refuseOption(value);
  const names = value.split(",").filter((name) => name !== "");
  if (names.length === 0) {
    throw new InvalidArgumentError("It is empty.");
  }
  return [...(previous ?? []), ...names];
}

/** Paths are repeated, never split: they may hold commas. */
export function collectPath(
  value: string,
  previous: readonly string[] | undefined,
): readonly string[] {
  return [...(previous ?? []), once(value, undefined)];
}

export function once(value: string, previous: string | undefined): string {
  if (previous !== undefined) {
    throw new InvalidArgumentError("It is given twice.");
  }
  refuseOption(value);
  if (value === "") {
    throw new InvalidArgumentError("It is empty.");
  }
  return value;
}

/** `--out --format json` would otherwise write to a folder of the name `--format`. */
function refuseOption(value: string): void {
  if (value.startsWith("-") && value !== "-") {
    throw new InvalidArgumentError("It looks like an option; begin a path with ./ instead.");
  }
}

export function parseMoment(value: string, previous: string | undefined): string {
  if (!moment.test(value)) {
    throw new InvalidArgumentError("It needs the form 2026-11-03T10:00:00Z.");
  }
  return once(value, previous);
}

/** Reads some of the choices there are. */
export function collectChoice<Choice extends string>(
  choices: readonly Choice[],
): (value: string, previous: readonly Choice[] | undefined) => readonly Choice[] {
  return (value, previous = []) => {
    const chosen = collect(value, undefined).map((name) => {
      const found = choices.find((choice) => choice === name);
      if (found === undefined) {
        throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
      }
      return found;
    });
    return [...previous, ...chosen];
  };
}
