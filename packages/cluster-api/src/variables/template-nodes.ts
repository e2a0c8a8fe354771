/** Text between substitutions, escapes resolved. */
interface TextNode {
  readonly type: "text";
  readonly text: string;
}

/** One `${…}`. */
export interface SubstitutionNode {
  readonly type: "substitution";
  readonly name: string;
  /** Empty for a bare variable, else the signs of the function: `:=`, `//`, `#`, … */
  readonly operator: string;
  /** Parts of a default stand side by side; other functions have one or two. */
  readonly parameters: readonly TemplateNode[];
  /** Offset of the `$` in the text. */
  readonly offset: number;
}

export type TemplateNode = TextNode | SubstitutionNode;
