/** What came of something that Cluster API would evaluate. */
export type Evaluation<T> =
  | { readonly outcome: "value"; readonly value: T }
  /** Cluster API fails on it too, and stops there. */
  | { readonly outcome: "failed"; readonly reason: string }
  /** It is outside of what is evaluated here: a function, or a value only the cluster knows. */
  | { readonly outcome: "notEvaluated"; readonly reason: string };

/** Leaves an evaluation from wherever it is. Never seen by callers. */
class EvaluationStop extends Error {
  override readonly name = "EvaluationStop";
  readonly outcome: "failed" | "notEvaluated";

  constructor(outcome: "failed" | "notEvaluated", reason: string) {
    super(reason);
    this.outcome = outcome;
  }
}

/** Stops: Cluster API fails here. */
export function fail(reason: string): never {
  throw new EvaluationStop("failed", reason);
}

/** Stops: this is not evaluated. */
export function giveUp(reason: string): never {
  throw new EvaluationStop("notEvaluated", reason);
}

/** Runs an evaluation to its end, or to where it stops. */
export function evaluate<T>(run: () => T): Evaluation<T> {
  try {
    return { outcome: "value", value: run() };
  } catch (error) {
    if (error instanceof EvaluationStop) {
      return { outcome: error.outcome, reason: error.message };
    }
    throw error;
  }
}
