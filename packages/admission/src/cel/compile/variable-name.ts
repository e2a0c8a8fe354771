import type { ASTNode } from "@marcbachmann/cel-js";

import { NotEvaluable } from "../cel-error.ts";

/** @throws {NotEvaluable} where the argument of a macro is no simple name */
export function variableName(node: ASTNode): string {
  if (node.op !== "id") {
    throw new NotEvaluable("argument must be a simple name");
  }
  return node.args;
}
