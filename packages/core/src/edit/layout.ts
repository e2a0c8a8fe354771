/** How a scalar is written. */
export type ScalarStyle = "plain" | "single" | "double";

/** A node of a text, and where each of its signs stands. Offsets count UTF-16 units. */
export type LayoutNode = ScalarNode | BlockTextNode | CollectionNode | OtherNode;

interface Span {
  /** The first sign of the value itself: anchor and tag stand before it. */
  readonly start: number;
  /** After its last sign. */
  readonly end: number;
  readonly properties?: Properties;
}

/** What stands between a key and its value. */
export interface Properties {
  readonly start: number;
  readonly end: number;
  readonly anchor?: string;
  readonly tag?: string;
}

interface ScalarNode extends Span {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
}

/** A text below `|` or `>`. Its end is the start of a line, or the end of the text. */
export interface BlockTextNode extends Span {
  readonly kind: "block-text";
  readonly isFolded: boolean;
  readonly headerEnd: number;
  /** Where the line after the header starts. */
  readonly bodyStart: number;
}

/** A map or list, indented or in brackets. */
export interface CollectionNode extends Span {
  readonly kind: "block" | "flow";
  readonly isList: boolean;
  readonly entries: readonly LayoutEntry[];
  /** Whether `<<` pulls other maps in. */
  readonly hasMerge: boolean;
}

/** An alias, nothing at all, or a pair without braces: `[a: b]`. */
interface OtherNode extends Span {
  readonly kind: "alias" | "nothing" | "pair";
}

/** A field or list item. */
export interface LayoutEntry {
  /** The first sign of the entry: its dash, `?`, key, or the item itself inside brackets. */
  readonly start: number;
  /** After the last sign of the entry. */
  readonly end: number;
  /** After the colon or dash; for items in brackets, where they start. */
  readonly head: number;
  readonly hasColon: boolean;
  readonly key?: LayoutKey;
  readonly value: LayoutNode;
}

export interface LayoutKey {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The key is a scalar of one line without anchor, tag and `?`. */
  readonly isSimple: boolean;
}

/** The layout of one document. */
export interface Layout {
  readonly text: string;
  readonly root: LayoutNode;
  /** Names of anchors that an alias uses. */
  readonly usedAnchors: ReadonlySet<string>;
  readonly hasAnchors: boolean;
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The line feed that ends the line of an offset, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

/** The start of the line after the last one of a node that ends at an offset. */
export function lineAfter(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") {
    return offset; // the text of `|` and `>` takes its line feed with it
  }
  return Math.min(lineEnd(text, offset) + 1, text.length);
}

/** How far an offset stands from the start of its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether nothing but blanks stands before an offset on its line, which may be a long one. */
export function isFirstOnLine(text: string, offset: number): boolean {
  let start = offset;
  while (text[start - 1] === " " || text[start - 1] === "\t") {
    start -= 1;
  }
  return start === 0 || text[start - 1] === "\n";
}
