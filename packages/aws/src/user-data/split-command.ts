/** A blank, or the end of a line that goes on in the next one. */
const between = /(?: |\\\n)+/uy;

/** Text without a meaning to the shell, text between single quotes, or an escaped quote. */
const piece = /[A-Za-z0-9_/:=.,@%+-]+|'(?<quoted>[^']*)'|\\(?<escaped>')/uy;

/**
 * The words of one command in the form our emitters write: bare and single-quoted text, lines
 * continued by a backslash.
 *
 * @returns undefined for any other form
 */
export function splitCommand(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let position = 0;
  while (text.slice(position) !== "\n") {
    const gap = matchAt(between, text, position);
    if ((gap === null) !== (words.length === 0)) {
      return undefined;
    }
    position += gap?.[0].length ?? 0;
    const word = readWord(text, position);
    if (word === undefined) {
      return undefined;
    }
    words.push(word.text);
    position = word.end;
  }
  return words;
}

function readWord(text: string, start: number): { text: string; end: number } | undefined {
  let word = "";
  let position = start;
  for (;;) {
    const match = matchAt(piece, text, position);
    if (match === null) {
      return position === start ? undefined : { text: word, end: position };
    }
    word += match.groups?.["quoted"] ?? match.groups?.["escaped"] ?? match[0];
    position += match[0].length;
  }
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
