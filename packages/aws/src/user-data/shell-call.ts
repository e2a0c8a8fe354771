/** A word of a command, and whether the shell puts something else into it. */
export interface ShellWord {
  readonly text: string;
  readonly isExpanded: boolean;
}

/** One call of a program in a script. */
export interface ShellCall {
  readonly words: readonly ShellWord[];
  /** What stands on the next line, where the call ends with its line. */
  readonly nextLine: string;
  /** Whether a backslash at a line's end is followed by blanks, and joins nothing. */
  readonly hasBrokenEnd: boolean;
}

const blank = /[ \t]|\\\n/uy;
const end = /[\n;|&<>()]|$/uy;
const bare = /[^\s\\'"`$;|&<>()]+/uy;
const single = /'(?<text>[^']*)'/uy;
const double = /"(?<text>(?:[^"\\]|\\[\s\S])*)"/uy;
const escaped = /\\(?<text>[^\n])/uy;
/** Longer ones are cut, so that a bracket that is never closed costs little. */
const expansion = /\$\{[^}]{0,1000}\}|\$\([^)]{0,1000}\)|`[^`]*`|\$\w*/uy;

/**
 * The calls of a program in a script, word by word, as far as quotes and expansions are plain;
 * comments and texts that only mention the program are passed over.
 */
export function shellCalls(script: string, program: string): readonly ShellCall[] {
  const calls: ShellCall[] = [];
  let position = 0;
  for (;;) {
    const at = script.indexOf(program, position);
    if (at === -1) {
      return calls;
    }
    const passed = script.slice(position, at);
    const before = passed.slice(passed.lastIndexOf("\n") + 1);
    const isCommand = at === 0 || /[\s;&|(]/u.test(script[at - 1] ?? "");
    position = at + program.length;
    if (/[#"']/u.test(before)) {
      // The rest of the line is a comment, or between quotes.
      position = lineEnd(script, at);
    } else if (isCommand) {
      const read = readCall(script, position);
      calls.push(read.call);
      position = read.end;
    }
  }
}

function readCall(
  script: string,
  start: number,
): { readonly call: ShellCall; readonly end: number } {
  const words: ShellWord[] = [];
  let position = skipBlanks(script, start);
  while (matchAt(end, script, position) === null) {
    const word = readWord(script, position);
    if (word === undefined) {
      break;
    }
    words.push(word.word);
    position = skipBlanks(script, word.end);
  }
  const hasBrokenEnd = /\\[ \t]+$/u.test(script.slice(start, position));
  const call = {
    // The blank after the backslash is the last word then.
    words: hasBrokenEnd ? words.slice(0, -1) : words,
    nextLine:
      script[position] === "\n"
        ? script.slice(position + 1, lineEnd(script, position + 1)).trim()
        : "",
    hasBrokenEnd,
  };
  return { call, end: position };
}

function lineEnd(script: string, start: number): number {
  const stop = script.indexOf("\n", start);
  return stop === -1 ? script.length : stop;
}

function readWord(
  script: string,
  start: number,
): { readonly word: ShellWord; readonly end: number } | undefined {
  let text = "";
  let isExpanded = false;
  let position = start;
  for (;;) {
    const quoted =
      matchAt(single, script, position) ??
      matchAt(double, script, position) ??
      matchAt(escaped, script, position);
    const plain = quoted ?? matchAt(bare, script, position);
    const other = plain ?? matchAt(expansion, script, position);
    if (other === null) {
      return position === start ? undefined : { word: { text, isExpanded }, end: position };
    }
    text += quoted?.groups?.["text"] ?? other[0];
    isExpanded ||= plain === null || (other[0].startsWith('"') && /[$`]/u.test(other[0]));
    position += other[0].length;
  }
}

function skipBlanks(script: string, start: number): number {
  let position = start;
  for (;;) {
    const match = matchAt(blank, script, position);
    if (match === null) {
      return position;
    }
    position += match[0].length;
  }
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
