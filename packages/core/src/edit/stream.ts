/** The lines of a stream that belong to one document. */
export interface DocumentLines {
  readonly start: number;
  readonly end: number;
  /** After the line with `---`, or {@link start} where there is none. */
  readonly contentStart: number;
  readonly hasMarker: boolean;
  /** After the last line before `...`, or {@link end} where there is none. */
  readonly contentEnd: number;
}

const marker = /^(?:---|\.\.\.)(?=[ \t\n]|$)/gmu;

/** Lines that start a document without `---`: neither blank, comment nor directive. */
const content = /^(?!%|[ \t]*(?:#|$)).*$/mu;

/** Cuts a stream into its documents; every character of it belongs to one, if there are any. */
export function splitStream(text: string): readonly DocumentLines[] {
  const documents: DocumentLines[] = [];
  let start = 0;
  let open: { readonly hasMarker: boolean; readonly contentStart: number } | undefined;
  const close = (contentEnd: number, end: number): void => {
    if (open !== undefined) {
      documents.push({ start, end, contentEnd, ...open });
    }
    open = undefined;
    start = end;
  };
  /** Takes what stands between two markers for a document, if it says something. */
  const openBare = (from: number, end: number): void => {
    if (open === undefined && content.test(text.slice(from, end))) {
      open = { hasMarker: false, contentStart: from };
    }
  };
  let after = 0;
  for (const { 0: sign, index } of text.matchAll(marker)) {
    openBare(after, index);
    const lineFeed = text.indexOf("\n", index);
    after = lineFeed === -1 ? text.length : lineFeed + 1;
    if (sign === "...") {
      if (open !== undefined) {
        close(index, after);
      }
    } else {
      close(index, open === undefined ? start : index);
      const isAlone = /^---[ \t]*(?:#.*)?$/u.test(text.slice(index, after).trimEnd());
      open = { hasMarker: true, contentStart: isAlone ? after : index };
    }
  }
  openBare(after, text.length);
  close(text.length, text.length);
  return coverEnd(documents, text.length);
}

/** Comments after the last `...` go with the last document. */
function coverEnd(documents: readonly DocumentLines[], end: number): readonly DocumentLines[] {
  const last = documents.at(-1);
  return last === undefined || last.end === end
    ? documents
    : [...documents.slice(0, -1), { ...last, end }];
}
