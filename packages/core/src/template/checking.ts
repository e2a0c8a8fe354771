import type { JsonObject } from "../json-value.ts";
import type { PrintFacts } from "./check-print.ts";
import type { Findings } from "./findings.ts";
import { objectAt, textsAt } from "./schema-parts.ts";
import type { SchemaReader } from "./schema-shape.ts";
import { maximumCheckedNodes } from "./template-limits.ts";
import type { FieldSyntax, PrintSyntax, SyntaxTree } from "./template-syntax.ts";

/** A call of a partial, while the partial is checked. */
export interface Call {
  readonly name: string;
  /** The context it gets, compared with the context of its caller. */
  readonly relation: "same" | "smaller" | "other";
}

/** What checking a partial for one more kind of context costs, in nodes. */
export const partialCost = 200;

/** How many nodes may still be visited. */
export interface Budget {
  /** Takes one, or as many as a partial costs; false, and a finding, when none is left. */
  spend(file: string, cost?: number): boolean;
}

/** What the check of one template against its model knows. */
export interface ModelChecking {
  readonly reader: SchemaReader;
  readonly findings: Findings;
  readonly dialect: string;
  readonly partials: ReadonlyMap<string, SyntaxTree>;
  readonly printed: Map<PrintSyntax, PrintFacts>;
  /** Partials with the contexts they were checked for. */
  readonly visited: Set<string>;
  readonly calls: Call[];
  readonly budget: Budget;
  readonly emptyContext: JsonObject;
  constantSchema(value: FieldSyntax["value"]): JsonObject;
  /** A context with added fields; equal questions get the same schema object. */
  contextSchema(
    base: JsonObject | undefined,
    added: { readonly [name: string]: JsonObject },
    required: readonly string[],
  ): JsonObject;
}

export function createChecking(
  reader: SchemaReader,
  findings: Findings,
  partials: ReadonlyMap<string, SyntaxTree>,
  dialect: string,
): ModelChecking {
  const contexts = new Map<string, JsonObject>();
  const constants = new Map<unknown, JsonObject>();
  return {
    reader,
    findings,
    dialect,
    partials,
    printed: new Map(),
    visited: new Set(),
    calls: [],
    budget: createBudget(findings),
    emptyContext: { type: "object", properties: {}, additionalProperties: false },
    constantSchema(value) {
      const constant = "constant" in value ? value.constant : "";
      const schema = constants.get(constant) ?? { const: constant };
      constants.set(constant, schema);
      return schema;
    },
    contextSchema(base, added, required) {
      const fields = Object.entries(added).map(([name, schema]) => [name, reader.id(schema)]);
      const key = JSON.stringify([base === undefined ? -1 : reader.id(base), fields, required]);
      const schema = contexts.get(key) ?? extended(base, added, required);
      contexts.set(key, schema);
      return schema;
    },
  };
}

/** A budget of {@link maximumCheckedNodes}. */
export function createBudget(findings: Findings): Budget {
  let left = maximumCheckedNodes;
  return {
    spend(file, cost = 1) {
      left -= cost;
      if (left < 0) {
        findings.add(
          "TEMPLATE_TOO_COMPLEX",
          file,
          { line: 1, column: 1 },
          {
            message: "The checks gave up: partials and loops multiply",
            expected: `at most ${maximumCheckedNodes} nodes`,
          },
        );
      }
      return left >= 0;
    },
  };
}

function extended(
  base: JsonObject | undefined,
  added: { readonly [name: string]: JsonObject },
  required: readonly string[],
): JsonObject {
  return {
    ...base,
    type: "object",
    properties: { ...objectAt(base ?? {}, "properties"), ...added },
    required: [...textsAt(base ?? {}, "required"), ...required],
  };
}
