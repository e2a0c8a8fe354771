/** The parser alone: no compiler, no runtime. Its package declares no types for this file. */
declare module "handlebars/dist/cjs/handlebars/compiler/base.js" {
  export interface AstPosition {
    /** From 1. */
    readonly line: number;
    /** From 0, in UTF-16 units. */
    readonly column: number;
  }

  export interface AstLocation {
    readonly start: AstPosition;
    readonly end: AstPosition;
  }

  export interface AstPath {
    readonly type: "PathExpression";
    readonly data: boolean;
    readonly depth: number;
    readonly parts: readonly string[];
    readonly original: string;
    readonly loc: AstLocation;
  }

  export interface AstSubExpression {
    readonly type: "SubExpression";
    readonly loc: AstLocation;
  }

  export interface AstLiteral {
    readonly type: "StringLiteral" | "NumberLiteral" | "BooleanLiteral";
    readonly value: string | number | boolean;
    readonly loc: AstLocation;
  }

  export interface AstNothing {
    readonly type: "UndefinedLiteral" | "NullLiteral";
    readonly loc: AstLocation;
  }

  export type AstExpression = AstPath | AstSubExpression | AstLiteral | AstNothing;

  export interface AstPair {
    readonly key: string;
    readonly value: AstExpression;
    readonly loc: AstLocation;
  }

  export interface AstHash {
    readonly pairs: readonly AstPair[];
  }

  export interface AstProgram {
    readonly body: readonly AstStatement[];
    readonly blockParams?: readonly string[];
  }

  export interface AstContent {
    readonly type: "ContentStatement";
    readonly value: string;
    readonly original: string;
    readonly loc: AstLocation;
  }

  export interface AstComment {
    readonly type: "CommentStatement";
    readonly loc: AstLocation;
  }

  export interface AstMustache {
    readonly type: "MustacheStatement" | "Decorator";
    readonly path: AstExpression;
    readonly params: readonly AstExpression[];
    readonly hash?: AstHash;
    readonly escaped: boolean;
    readonly loc: AstLocation;
  }

  export interface AstBlock {
    readonly type: "BlockStatement" | "DecoratorBlock";
    readonly path: AstExpression;
    readonly params: readonly AstExpression[];
    readonly hash?: AstHash;
    readonly program?: AstProgram;
    readonly inverse?: AstProgram;
    readonly loc: AstLocation;
  }

  export interface AstPartial {
    readonly type: "PartialStatement" | "PartialBlockStatement";
    /** The blanks before a partial that has a line to itself. */
    readonly indent?: string;
    readonly name: AstExpression;
    readonly params: readonly AstExpression[];
    readonly hash?: AstHash;
    readonly loc: AstLocation;
  }

  export type AstStatement = AstContent | AstComment | AstMustache | AstBlock | AstPartial;

  /** With whitespace control done. */
  export function parse(source: string): AstProgram;

  export const parser: {
    readonly lexer: {
      /** Where the last token stood, as long as nothing else is parsed. */
      readonly yylloc: { readonly first_line: number; readonly first_column: number };
    };
  };
}
