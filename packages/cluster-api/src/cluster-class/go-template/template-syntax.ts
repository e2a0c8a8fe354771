import type { JsonValue } from "@imagewright/core";

/** A thing that has a value: a field of the data, a literal, or a pipeline in brackets. */
export type Operand =
  | { readonly type: "field"; readonly path: readonly string[] }
  | { readonly type: "literal"; readonly value: JsonValue; readonly isInteger: boolean }
  | { readonly type: "pipeline"; readonly pipeline: Pipeline; readonly path: readonly string[] }
  | { readonly type: "function"; readonly name: string };

/** A function with its arguments, or one operand. */
export type Command = readonly Operand[];

/** Commands whose result is the last argument of the next. */
export type Pipeline = readonly Command[];

/** A piece of a template. */
export type TemplatePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "print"; readonly pipeline: Pipeline }
  | {
      readonly type: "if";
      readonly condition: Pipeline;
      readonly body: readonly TemplatePart[];
      readonly otherwise: readonly TemplatePart[];
    };
