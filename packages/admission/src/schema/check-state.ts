import { type Diagnostic, formatPointer } from "@imagewright/core";

import { type AdmissionCode, admissionDiagnostics } from "../admission-diagnostics.ts";
import type { Unchecked } from "../unchecked.ts";
import { newestFeatures, type ServerFeatures } from "./server-features.ts";

/** The facts of one finding at the place where the walk stands. */
export interface FindingFacts {
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string | undefined;
  /** Whether the API server evaluates no rules of an object that has such a fault. */
  readonly blocks?: boolean;
}

/** How much is shown and done for one object, whatever it holds. */
const limits = { findings: 100, unchecked: 1000, steps: 5_000_000 };

/** What an object may cost; shared by every state of one judgement. */
interface Budget {
  steps: number;
}

/** The state of a walk at one moment; what is found later can be tolerated. */
export interface Mark {
  readonly kept: number;
  readonly errors: number;
  readonly others: number;
  readonly blocked: boolean;
}

/** Everything that is gathered on the way through an object, within limits. */
export class CheckState {
  /** Where the walk stands. */
  readonly path: (string | number)[];
  readonly unchecked: Unchecked[];
  readonly features: ServerFeatures;
  /** Pointers of values that rules are about. */
  readonly ruled: string[] = [];
  readonly #budget: Budget;
  readonly #limit: number;
  #kept: Diagnostic[] = [];
  #errors = 0;
  #others = 0;
  #blocked = false;

  private constructor(parent: CheckState | undefined, limit: number, features: ServerFeatures) {
    this.features = features;
    this.path = parent?.path ?? [];
    this.unchecked = parent?.unchecked ?? [];
    this.#budget = parent === undefined ? { steps: limits.steps } : parent.#budget;
    this.#limit = limit;
  }

  /** A state for one object. */
  static start(features: ServerFeatures = newestFeatures): CheckState {
    return new CheckState(undefined, limits.findings, features);
  }

  /** A state for one alternative at the same place: it counts its findings and shows none. */
  branch(): CheckState {
    return new CheckState(this, 0, this.features);
  }

  /** The pointer of the place where the walk stands. */
  get pointer(): string {
    return formatPointer(this.path);
  }

  get hasErrors(): boolean {
    return this.#errors > 0 || this.isSpent;
  }

  /** Whether a fault was met after which the API server evaluates no rules. */
  get isBlocked(): boolean {
    return this.#blocked || this.isSpent;
  }

  get isSpent(): boolean {
    return this.#budget.steps <= 0;
  }

  /** Counts steps; false when the object has cost enough. */
  spend(steps = 1): boolean {
    this.#budget.steps -= steps;
    return this.#budget.steps > 0;
  }

  /** Notes a finding here; the facts are asked for only if it is shown. */
  report(code: AdmissionCode, facts: () => FindingFacts, blocks = false): void {
    const isError = admissionDiagnostics.rules[code].severity === "error";
    const count = isError ? (this.#errors += 1) : (this.#others += 1);
    this.#blocked ||= isError && blocks;
    if (count <= this.#limit) {
      this.#kept.push(admissionDiagnostics.report(code, { ...facts(), pointer: this.pointer }));
    }
  }

  /** Notes that rules are about the value here. */
  noteRules(): void {
    if (this.ruled.length < limits.unchecked) {
      this.ruled.push(this.pointer);
    }
  }

  /** Notes something here that nobody judged. */
  leave(part: Unchecked["part"], reason: string): void {
    if (this.unchecked.length < limits.unchecked) {
      this.unchecked.push({ part, pointer: this.pointer, reason });
    }
  }

  mark(): Mark {
    return {
      kept: this.#kept.length,
      errors: this.#errors,
      others: this.#others,
      blocked: this.#blocked,
    };
  }

  hasErrorsSince(mark: Mark): boolean {
    return this.#errors > mark.errors;
  }

  /** Errors since a moment become warnings: what was found wrong stands there unchanged. */
  tolerate(mark: Mark): void {
    this.#others += this.#errors - mark.errors;
    this.#errors = mark.errors;
    this.#blocked = mark.blocked;
    this.#kept = this.#kept.map((found, index) =>
      index < mark.kept || found.severity !== "error" ? found : tolerated(found),
    );
  }

  /** Everything that was found, and how much more there is. */
  diagnostics(): readonly Diagnostic[] {
    const spent = "judging the object takes more steps than any real one does";
    return [
      ...this.#kept,
      ...(this.isSpent
        ? [admissionDiagnostics.report("ADMISSION_TOO_LARGE", { message: spent })]
        : []),
      ...more("ADMISSION_MORE_ERRORS", this.#errors - this.#limit),
      ...more("ADMISSION_MORE_WARNINGS", this.#others - this.#limit),
    ];
  }
}

function more(
  code: "ADMISSION_MORE_ERRORS" | "ADMISSION_MORE_WARNINGS",
  count: number,
): readonly Diagnostic[] {
  return count > 0 ? [admissionDiagnostics.report(code, { message: `and ${count} more` })] : [];
}

function tolerated({ message, pointer, found, expected }: Diagnostic): Diagnostic {
  return admissionDiagnostics.report("ADMISSION_RATCHETED", { message, pointer, found, expected });
}
