import type { TemplateDialect } from "./template-dialect.ts";

/**
 * A value in the model.
 *
 * Every block that brings a context has a slot: 0 is what the template or partial was given, the
 * loops and `with` blocks around the path follow, and -1 is the root of the whole rendering.
 */
export interface TemplatePath {
  readonly slot: number;
  /** Names of own properties, from the slot's value inwards. */
  readonly parts: readonly string[];
  /** What the loop at the slot knows about its turn, instead of a value. */
  readonly data?: LoopData;
}

/** What a loop knows about its turn; `key` is the index in a list. */
export type LoopData = "index" | "key" | "first" | "last";

/** How a value is written at its place. */
export type Escape =
  | "plain"
  | "text"
  | "shell-word"
  | "shell-quoted"
  | "shell-double"
  | "shell-single"
  | "shell-here"
  | "shell-here-quoted"
  | "yaml-value"
  | "yaml-key"
  | "yaml-string"
  | "json-value"
  | "json-string"
  | "toml-value"
  | "toml-string"
  | "hcl-value"
  | "hcl-string"
  | "make"
  | "markdown"
  | "markdown-link"
  | "markdown-span"
  | "markdown-fence";

/** Prints a scalar. */
export interface PrintNode {
  readonly kind: "print";
  readonly path: TemplatePath;
  readonly escape: Escape;
}

/** Prints safe text of the template's dialect. */
export interface SafeNode {
  readonly kind: "safe";
  readonly path: TemplatePath;
}

/** One of two branches. */
export interface IfNode {
  readonly kind: "if";
  readonly path: TemplatePath;
  /** Zero counts as true. */
  readonly includeZero?: true;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** A body for each item of a list or each entry of a map. */
export interface EachNode {
  readonly kind: "each";
  readonly path: TemplatePath;
  readonly slot: number;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** A body with another context, if there is one. */
export interface WithNode {
  readonly kind: "with";
  readonly path: TemplatePath;
  readonly slot: number;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** Another set of nodes, with a context of its own. */
export interface PartialNode {
  readonly kind: "partial";
  /** A key of the template's `partials`. */
  readonly name: string;
  /** The empty map, if absent. */
  readonly path?: TemplatePath;
  readonly fields?: { readonly [name: string]: TemplatePath | TemplateConstant };
}

/** A value that stands in the template itself. */
export interface TemplateConstant {
  readonly constant: string | number | boolean;
}

/** Where a region starts in which no line may be equal to a delimiter, or where it ends. */
export interface RegionNode {
  readonly kind: "region";
  readonly edge: "start" | "end";
  /** The line that ends a here-document, or the fence of a Markdown code block. */
  readonly delimiter: string;
  /** Whether tabs before the delimiter do not count. */
  readonly tabs?: true;
}

/** Literal text, or something to do. */
export type TemplateNode =
  | string
  | PrintNode
  | SafeNode
  | IfNode
  | EachNode
  | WithNode
  | PartialNode
  | RegionNode;

/**
 * A template after all checks, as plain data: no functions, nothing to compile.
 *
 * Made by `parseTemplate` or, for built-in templates, stored in a generated module. `Model` is
 * what it prints from.
 */
export interface CheckedTemplate<in Model> {
  readonly name: string;
  readonly dialect: TemplateDialect;
  readonly nodes: readonly TemplateNode[];
  readonly partials: { readonly [name: string]: readonly TemplateNode[] };
  /** Never there: lets the compiler remember the model. */
  readonly accepts?: (model: Model) => void;
}
