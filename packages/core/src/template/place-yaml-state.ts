/** Where a YAML text stands. */
export interface YamlState {
  /**
   * `indent`: blanks at the start of a line; `entry`: where a key, an item or a value may start;
   * `value`: after a colon; `token`: an anchor, alias or tag; `plain`: in a plain scalar;
   * `after`: behind a value; `keyed`: behind what may be a key; `header`: behind `|` or `>`.
   */
  readonly mode:
    | "indent"
    | "entry"
    | "value"
    | "token"
    | "plain"
    | "after"
    | "keyed"
    | "double"
    | "single"
    | "comment"
    | "header"
    | "block";
  /** The column being read, on lines whose indentation matters. */
  readonly column: number;
  /** Lines deeper than this column belong to the value that is being read. */
  readonly parent: number;
  /** Where the scalar started that is being read. */
  readonly start: number;
  /** The open brackets of flow collections. */
  readonly flow: string;
  /** Deeper lines go on with the plain scalar above. */
  readonly goesOn: number;
  /** Whether the scalar being read may turn out to be a key. */
  readonly mayBeKey: boolean;
  /** The last character, as far as it matters for the next one. */
  readonly tail: string;
}

/** Larger than any indentation: no line is deeper. */
export const nowhere = 1_000_000;
