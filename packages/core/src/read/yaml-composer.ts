import { Composer, type Document } from "yaml";

import type { Findings } from "./findings.ts";
import { describeComplaint } from "./yaml-syntax.ts";

/** What the parser hands to the composer. */
export type YamlToken = Parameters<Composer["next"]>[0];

/** A document as the parser understood it. */
export interface YamlDocument {
  readonly content: Document.Parsed;
  /** If not, its structure is a guess. */
  readonly isWellFormed: boolean;
}

/** Makes documents of tokens, and reports breaks of the grammar as they are met. */
export interface YamlComposer {
  /** @throws {FindingsOverflow} as soon as there are too many findings */
  take(token: YamlToken): void;
  /** @throws {FindingsOverflow} as soon as there are too many findings */
  end(): readonly YamlDocument[];
}

/** Ends the composing of a text with too many faults; never leaves this folder. */
export class FindingsOverflow extends Error {}

/** Scalars stay texts and keys unchecked: both are judged by us, in one pass and linear time. */
const options = {
  schema: "failsafe",
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/** Where a complaint belongs: an offset, the start and end of a range, or a token. */
type Place = number | readonly [number, ...number[]] | { readonly offset: number };

export function createComposer(findings: Findings): YamlComposer {
  const composer = new Composer(options);
  const documents: Document.Parsed[] = [];
  const malformed = new Set<number>();
  let count = 0;
  const complain = (code: string, message: string, offset: number): void => {
    // What stands before the first document belongs to it.
    malformed.add(Math.max(count, 1) - 1);
    const finding = describeComplaint(code, message, offset);
    if (finding !== undefined) {
      findings.add(finding);
    }
    if (findings.full) {
      throw new FindingsOverflow();
    }
  };
  // Private, hence the brackets: left alone, the composer makes an error object, stack included, for
  // each of the millions of faults that a text can hold. What it keeps by itself is read at the end.
  composer["onError"] = (place: Place, code: string, message: string, isWarning?: boolean) => {
    if (isWarning !== true) {
      complain(code, message, offsetOf(place));
    }
  };
  return {
    take(token) {
      count += token.type === "document" ? 1 : 0;
      documents.push(...composer.next(token));
    },
    end() {
      documents.push(...composer.end());
      for (const [index, { errors }] of documents.entries()) {
        count = index + 1;
        for (const { code, message, pos } of errors) {
          complain(code, message, pos[0]);
        }
      }
      return documents.map((content, index) => ({ content, isWellFormed: !malformed.has(index) }));
    },
  };
}

function offsetOf(place: Place): number {
  if (typeof place === "number") {
    return place;
  }
  return "offset" in place ? place.offset : place[0];
}
