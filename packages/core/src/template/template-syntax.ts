import type { LoopData, TemplatePath } from "./checked-template.ts";

/** A place in a template's source; both numbers start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A path with what was written, and where. */
export interface SyntaxPath extends TemplatePath {
  readonly written: string;
  /** Whether the first part was written alone, so that it could have meant a block parameter. */
  readonly isBare: boolean;
  readonly at: Position;
}

export interface TextSyntax {
  readonly kind: "text";
  /** After whitespace control. */
  readonly value: string;
  /** Where the first character of `value` stands in the source. */
  readonly at: Position;
}

export interface PrintSyntax {
  readonly kind: "print";
  readonly path: SyntaxPath;
  /** Written with three braces. */
  readonly isSafe: boolean;
}

export interface IfSyntax {
  readonly kind: "if";
  readonly at: Position;
  readonly path: SyntaxPath;
  readonly includeZero: boolean;
  readonly body: readonly Syntax[];
  readonly otherwise: readonly Syntax[];
}

/** A name that a block introduces. */
export interface BlockParameter {
  readonly name: string;
  readonly at: Position;
}

export interface ContextSyntax {
  readonly kind: "each" | "with";
  readonly at: Position;
  readonly path: SyntaxPath;
  readonly slot: number;
  readonly parameters: readonly BlockParameter[];
  readonly body: readonly Syntax[];
  readonly otherwise: readonly Syntax[];
}

/** A field that a call adds to the context of a partial. */
export interface FieldSyntax {
  readonly name: string;
  readonly at: Position;
  readonly value: SyntaxPath | { readonly constant: string | number | boolean };
}

export interface PartialSyntax {
  readonly kind: "partial";
  readonly at: Position;
  readonly name: string;
  readonly path: SyntaxPath | undefined;
  readonly fields: readonly FieldSyntax[];
}

/** One piece of a template whose form is right. */
export type Syntax = TextSyntax | PrintSyntax | IfSyntax | ContextSyntax | PartialSyntax;

/** A parsed template or partial. */
export interface SyntaxTree {
  readonly file: string;
  readonly nodes: readonly Syntax[];
}

/** The names a loop gives to what it knows. */
export const loopData: ReadonlySet<string> = new Set<LoopData>(["index", "key", "first", "last"]);

export function isLoopData(name: string): name is LoopData {
  return loopData.has(name);
}

/** Handlebars' own names: a field or parameter of that name would be mistaken for a helper. */
export const reservedNames: ReadonlySet<string> = new Set([
  "if",
  "unless",
  "each",
  "with",
  "raw",
  "lookup",
  "log",
  "helperMissing",
  "blockHelperMissing",
  "this",
]);
