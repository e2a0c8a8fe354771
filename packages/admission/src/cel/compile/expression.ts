import type { ASTNode } from "@marcbachmann/cel-js";

import type { Meter } from "../meter.ts";
import type { CelType } from "../type/cel-type.ts";
import type { CelValue } from "../value/cel-value.ts";

/** What an expression is evaluated in: variables by their slots, and what it may cost. */
export interface Frame {
  readonly meter: Meter;
  readonly slots: (CelValue | undefined)[];
}

/** An expression that is ready to be evaluated. */
export interface Expression {
  readonly type: CelType;
  readonly run: (frame: Frame) => CelValue;
}

/** A variable, and where its value stands. */
interface Variable {
  readonly slot: number;
  readonly type: CelType;
}

/** Compiles the parts of an expression. */
export interface Compiler {
  readonly compile: (node: ASTNode, scope: Scope) => Expression;
}

/** What is learnt while an expression is compiled. */
interface CompileFacts {
  /** Slots of variables that are named somewhere. */
  readonly usedSlots: Set<number>;
  /** How long all patterns of the expression are, with repetitions written out. */
  patternLength: number;
}

/** The variables that can be named at one place of an expression. */
export class Scope {
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #depth: number;
  readonly facts: CompileFacts;

  private constructor(
    variables: ReadonlyMap<string, Variable>,
    depth: number,
    facts: CompileFacts,
  ) {
    this.#variables = variables;
    this.#depth = depth;
    this.facts = facts;
  }

  static of(variables: Readonly<Record<string, CelType>>): Scope {
    const entries = Object.entries(variables);
    return new Scope(
      new Map(entries.map(([name, type], slot) => [name, { slot, type }])),
      entries.length,
      { usedSlots: new Set(), patternLength: 0 },
    );
  }

  find(name: string): Variable | undefined {
    const variable = this.#variables.get(name);
    if (variable !== undefined) {
      this.facts.usedSlots.add(variable.slot);
    }
    return variable;
  }

  /** The scope with one more variable, which hides one of the same name. */
  declare(name: string, type: CelType): { readonly scope: Scope; readonly slot: number } {
    const slot = this.#depth;
    const variables = new Map([...this.#variables, [name, { slot, type }] as const]);
    return { scope: new Scope(variables, slot + 1, this.facts), slot };
  }
}
