import type { ASTNode } from "@marcbachmann/cel-js";

import { CelError, noSuchOverload } from "../cel-error.ts";
import { boolType } from "../type/cel-type.ts";
import type { CelValue } from "../value/cel-value.ts";
import { requireBool } from "./bool-expression.ts";
import type { Compiler, Expression, Frame, Scope } from "./expression.ts";

/** An error that is caught on the way costs as much as so many steps. */
const errorCost = 20;

/**
 * A chain of `&&` or `||`. An operand that decides the chain makes up for errors of the others,
 * whichever comes first.
 */
export function compileChain(
  node: Extract<ASTNode, { readonly op: "&&" | "||" }>,
  scope: Scope,
  compiler: Compiler,
): Expression {
  const operands = operandsOf(node).map((operand) =>
    requireBool(compiler.compile(operand, scope), `an operand of \`${node.op}\``),
  );
  const decisive = node.op === "||";
  return {
    type: boolType,
    run: (frame) => decide(operands, decisive, frame),
  };
}

/** The operands in their order: a long chain is no deep one. */
function operandsOf(node: Extract<ASTNode, { readonly op: "&&" | "||" }>): readonly ASTNode[] {
  const operands: ASTNode[] = [];
  let left: ASTNode = node;
  while (left.op === node.op) {
    operands.push(left.args[1]);
    left = left.args[0];
  }
  return [left, ...operands.toReversed()];
}

function decide(operands: readonly Expression[], decisive: boolean, frame: Frame): CelValue {
  const verdict = new Verdict(decisive, frame);
  for (const operand of operands) {
    if (verdict.isDecidedBy(operand)) {
      return decisive;
    }
  }
  return verdict.otherwise();
}

/** Gathers answers until one decides; errors count only if none does. */
export class Verdict {
  readonly #decisive: boolean;
  readonly #frame: Frame;
  #error: CelError | undefined;

  /** @param decisive - the answer that settles the matter */
  constructor(decisive: boolean, frame: Frame) {
    this.#decisive = decisive;
    this.#frame = frame;
  }

  /** Asks one expression; whether its answer decides. */
  isDecidedBy({ run }: Expression): boolean {
    try {
      const value = run(this.#frame);
      if (typeof value !== "boolean") {
        this.#error ??= noSuchOverload();
      }
      return value === this.#decisive;
    } catch (error) {
      if (!(error instanceof CelError)) {
        throw error;
      }
      this.#frame.meter.spend(errorCost);
      this.#error ??= error;
      return false;
    }
  }

  /** The answer where none decided. */
  otherwise(): boolean {
    if (this.#error !== undefined) {
      throw this.#error;
    }
    return !this.#decisive;
  }
}
