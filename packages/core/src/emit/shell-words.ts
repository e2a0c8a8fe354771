import { valueRefused } from "../error.ts";
import { formatPointer } from "../json-pointer.ts";
import { assertCarriableText } from "./carriable.ts";

/** Text that no POSIX shell expands or splits. */
const bare = /^[A-Za-z0-9_/:=.,@%+-]+$/u;

/** A program name that stays one in command position: no assignment, no job, no reserved word. */
const program = /^[A-Za-z0-9_./][A-Za-z0-9_./:@,+-]*$/u;

/** Bare words that mean something else in command position. */
const reserved = new Set(
  "case coproc do done elif else esac fi for function if in select then time until while".split(
    " ",
  ),
);

/** Where a command is broken into lines. */
const maximumWidth = 100;

/**
 * One word of a POSIX shell command: bare if no shell can take it for anything else, else
 * between single quotes.
 *
 * A word that starts with `-` is an option to the program that gets it: put it behind `--` or
 * into `--flag=value`.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for NUL and lone surrogates
 * @example
 * ```ts
 * shellWord("eu-west-1"); // => "eu-west-1"
 * shellWord("it's $HOME"); // => "'it'\\''s $HOME'"
 * ```
 */
export function shellWord(text: string): string {
  assertCarriableText("shell", text);
  return bare.test(text) ? text : quoted(text);
}

/**
 * Words with one blank between them.
 *
 * @example
 * ```ts
 * shellWords(["echo", "two words"]); // => "echo 'two words'"
 * ```
 */
export function shellWords(words: readonly string[]): string {
  return quotedWords(words).join(" ");
}

/**
 * A command as people write it: on one line if it fits, else one option a line, with ` \` at the
 * end of every line but the last.
 *
 * @param words - the program, then its arguments
 * @returns text with one final newline
 * @throws {ImagewrightError} `VALUE_REFUSED` without a program, for NUL and lone surrogates
 * @example
 * ```ts
 * emitCommand(["packer", "build", "-var", "name=two words", "."]);
 * // => "packer build -var 'name=two words' .\n"
 * ```
 */
export function emitCommand(words: readonly string[]): string {
  const [name, ...rest] = words;
  if (name === undefined || name === "") {
    throw valueRefused("shell", "/0", "a command starts with the name of a program");
  }
  const all = quotedWords(words);
  const isProgram = program.test(name) && !reserved.has(name);
  return commandLines([isProgram ? name : quoted(name), ...all.slice(1)], ["", ...rest]);
}

/**
 * Breaks a command that is too wide before each option, and wherever else a line grows too wide;
 * the word after an option stays beside it.
 *
 * @param words - as the shell reads them
 * @param raw - the same words before quoting
 */
function commandLines(words: readonly string[], raw: readonly string[]): string {
  const line = words.join(" ");
  if (line.length <= maximumWidth) {
    return `${line}\n`;
  }
  let text = "";
  let width = 0;
  let afterOption = false;
  for (const [index, word] of words.entries()) {
    const isValue: boolean = afterOption && !isOption(raw[index] ?? "");
    const isWide = width + 1 + word.length > maximumWidth;
    const breaks = index > 0 && !isValue && (isWide || raw[index]?.startsWith("-") === true);
    text += `${index === 0 ? "" : breaks ? " \\\n  " : " "}${word}`;
    width = (breaks ? 2 : width + 1) + word.length;
    afterOption = !isValue && isFlag(raw[index] ?? "");
  }
  return `${text}\n`;
}

/** A word that starts with `-` and holds blanks is, behind a flag, the flag's value. */
function isOption(word: string): boolean {
  return word.startsWith("-") && !/\s/u.test(word);
}

/** An option whose value, if it has one, is the next word. */
function isFlag(word: string): boolean {
  return isOption(word) && word !== "--" && !word.includes("=");
}

function quotedWords(words: readonly string[]): string[] {
  return words.map((word, index) => {
    assertCarriableText("shell", word, formatPointer([index]));
    return bare.test(word) ? word : quoted(word);
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
