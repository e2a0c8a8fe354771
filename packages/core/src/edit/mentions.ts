import type { Mention } from "./edit.ts";
import { lineEnd } from "./layout.ts";
import type { Page } from "./page.ts";

/** The comment of a line, and what it is to name instead. */
export interface NotedComment {
  readonly end: number;
  readonly mentions: readonly Mention[];
}

/** Notes that the comment on the line on which a scalar ends may name what has changed. */
export function noteMentions(page: Page, scalarEnd: number): void {
  const { layout, mentions, comments, flow } = page;
  const start = mentions.length === 0 || flow.isJson ? -1 : commentStart(layout.text, scalarEnd);
  if (start !== -1) {
    const noted = comments.get(start)?.mentions ?? [];
    comments.set(start, {
      end: lineEnd(layout.text, start),
      mentions: [...noted, ...mentions],
    });
  }
}

/** Makes the comments that were noted name what stands there now, wherever they stay. */
export function renewComments({ layout: { text }, splices, comments }: Page): void {
  for (const [start, { end, mentions }] of comments) {
    const stays = !splices.some((one) => one.start < end && one.end > start);
    const comment = text.slice(start, end);
    const renewed = withMentions(comment, mentions);
    if (stays && renewed !== comment) {
      splices.push({ start, end, text: renewed });
    }
  }
}

/** Where the words of the comment behind a scalar start, on its line; -1 where there is none. */
function commentStart(text: string, scalarEnd: number): number {
  const end = lineEnd(text, scalarEnd);
  let isOpen = false;
  for (let at = scalarEnd; at < end; at += 1) {
    const sign = text[at] ?? "";
    const isApart = " \t".includes(text[at - 1] ?? "");
    if (sign === "#" && isApart) {
      return at + 1;
    }
    if (isOpen && (sign === '"' || sign === "'")) {
      const close = text.slice(at, end).match(quoted)?.[0].length;
      if (close === undefined) {
        return -1; // a text that goes on below
      }
      at += close - 1;
      isOpen = false;
    } else if (sign !== " " && sign !== "\t") {
      isOpen = "[{,:".includes(sign);
    }
  }
  return -1;
}

const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/u;

/** The comment with every whole word that is known as another one; what is put in is not read again. */
function withMentions(comment: string, mentions: readonly Mention[]): string {
  const names = new Map(
    mentions
      .filter(({ from, to }) => from.trim() === from && from !== "" && isVisible.test(to))
      .map(({ from, to }) => [from, to]),
  );
  const longestFirst = [...names.keys()].toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) {
    return comment;
  }
  const words = longestFirst.map((name) =>
    name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`),
  );
  const pattern = new RegExp(`${before}(?:${words.join("|")})${after}`, "gu");
  return comment.replaceAll(pattern, (name) => names.get(name) ?? name);
}

/** Signs on one line. */
const isVisible = /^[^\p{C}\u2028\u2029]+$/u;

/** No part of a longer word, path or version: a full stop or colon ends a word if a blank follows. */
const before = String.raw`(?<![\p{L}\p{N}_+~-]|[\p{L}\p{N}_][.:/@])`;
const after = String.raw`(?![\p{L}\p{N}_+~-]|[.:/@][\p{L}\p{N}_])`;
