/**
 * An error of the language itself: no such key, division by zero. `&&`, `||`, `all` and `exists`
 * may absorb it.
 */
export class CelError extends Error {
  override readonly name = "CelError";
}

/** The error upstream words like this where the arguments are of the wrong types. */
export function noSuchOverload(): CelError {
  return new CelError("no such overload");
}

/** The evaluation takes more than it may: it ends at once, and nothing absorbs this. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

/** The expression cannot be evaluated: its syntax, its types, or something that is not there. */
export class NotEvaluable extends Error {
  override readonly name: string = "NotEvaluable";
}

/** The same where no API server would take the expression either. */
export class RuleFault extends NotEvaluable {
  override readonly name = "RuleFault";
}
