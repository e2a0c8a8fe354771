import { BudgetSpent } from "./cel-error.ts";

/**
 * What evaluations may cost, in units of about one step of the language, as an API server counts
 * them: so many for one rule, and so many for all rules of one object.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#resource-use-by-validation-functions
 */
const costLimits = { rule: 1_000_000, object: 10_000_000 } as const;

/** Counts what evaluations cost, and ends them when the budget is spent. */
export class Meter {
  #object: number = costLimits.object;
  #rule = 0;

  /** Starts the evaluation of one rule. */
  begin(): void {
    this.#rule = Math.min(costLimits.rule, this.#object);
    this.#object -= this.#rule;
  }

  /** Ends the evaluation of one rule: what it did not need is there for others. */
  end(): void {
    this.#object += Math.max(this.#rule, 0);
    this.#rule = 0;
  }

  /** @throws {BudgetSpent} when nothing is left */
  spend(units: number): void {
    this.#rule -= units;
    if (this.#rule < 0) {
      throw new BudgetSpent("the evaluation costs more than one rule, or one object, may cost");
    }
  }

  /** Spends for going through a text, or bytes, once. */
  spendText(length: number): void {
    if (length >= charactersPerUnit) {
      this.spend(Math.ceil(length / charactersPerUnit));
    }
  }
}

const charactersPerUnit = 10;
