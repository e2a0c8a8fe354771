import { valueRefused } from "../error.ts";
import { formatPointer } from "../json-pointer.ts";
import { emitCommand } from "./shell-words.ts";

/** What a `make` command line says. */
export interface MakeLine {
  /** The folder of the Makefile, for `-C`. */
  readonly directory?: string;
  readonly goals: readonly string[];
  /** Variables set on the command line, in the order given. */
  readonly variables: { readonly [name: string]: string };
}

/** What neither make nor the shell of a recipe expands, splits or ends a string at. */
const safe = /^[A-Za-z0-9_./@:+,-]+$/u;

/** A goal or a folder: what is safe, and no option either. */
const safeArgument = /^[A-Za-z0-9_./][A-Za-z0-9_./@:+,-]*$/u;

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** Variables that change how make itself works. */
const ownVariables = new Set(["MAKE", "MAKEFILES", "MAKEFLAGS", "MFLAGS", "SHELL"]);

const hint = "Use only letters, digits and `_./@:+,-` here; put other values into a variable file.";

/**
 * A `make` command. Values are admitted or refused, never escaped: make expands `$(…)`, and the
 * Makefiles upstream paste values into shell recipes.
 *
 * @returns text with one final newline
 * @throws {ImagewrightError} `VALUE_REFUSED` for names, goals and values outside the safe class;
 * the empty value is one of them
 * @example
 * ```ts
 * emitMakeLine({ goals: ["k8s"], variables: { kubernetes_version: "1.34.9", arch: "arm64" } });
 * // => "make k8s kubernetes_version=1.34.9 arch=arm64\n"
 * emitMakeLine({ goals: ["k8s"], variables: { ami_name: "$(shell id)" } }); // throws VALUE_REFUSED
 * ```
 */
export function emitMakeLine({ directory, goals, variables }: MakeLine): string {
  if (directory !== undefined && !safeArgument.test(directory)) {
    throw refused(["directory"], "the folder is not plain text");
  }
  for (const [index, goal] of goals.entries()) {
    if (!safeArgument.test(goal)) {
      throw refused(["goals", index], "the goal is not plain text");
    }
  }
  return emitCommand([
    "make",
    ...(directory === undefined ? [] : ["-C", directory]),
    ...goals,
    ...Object.entries(variables).map(([name, value]) => assignment(name, value)),
  ]);
}

function assignment(name: string, value: string): string {
  if (!variableName.test(name) || ownVariables.has(name)) {
    throw refused(["variables"], "one of the names is no variable that a caller may set");
  }
  if (!safe.test(value)) {
    const reason = value === "" ? "the value is empty" : "the value is not plain text";
    throw refused(["variables", name], reason);
  }
  return `${name}=${value}`;
}

function refused(path: readonly (string | number)[], reason: string): Error {
  return valueRefused("make", formatPointer(path), reason, hint);
}
