import { type Diagnostic, formatPointer } from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { ValidationRule } from "../schema/validation-rule.ts";
import type { Unchecked } from "../unchecked.ts";
import type { RuleVerdict } from "./check-rules.ts";
import { shortRule } from "./rule-message.ts";

/** How much is shown of one object. */
const limits = { findings: 100, unchecked: 1000 } as const;

/** The facts of a rule that is not fulfilled. */
interface RuleFinding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
}

/** Gathers what rules say, within limits. */
export class RuleReport {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unchecked: Unchecked[] = [];
  #errors = 0;
  #warnings = 0;
  /** Whether rules about changes cannot be judged, as the old object is not known. */
  readonly isOldUnknown: boolean;
  readonly #ratchets: boolean;

  constructor(isOldUnknown: boolean, ratchets: boolean) {
    this.isOldUnknown = isOldUnknown;
    this.#ratchets = ratchets;
  }

  /** @param stoodBefore - whether what breaks the rule is unchanged */
  refuse({ path, ...facts }: RuleFinding, stoodBefore: boolean): void {
    const isTolerated = stoodBefore && this.#ratchets;
    const count = isTolerated ? (this.#warnings += 1) : (this.#errors += 1);
    if (count <= limits.findings) {
      const code = isTolerated ? "ADMISSION_RATCHETED" : "ADMISSION_RULE";
      const pointer = formatPointer(path);
      this.#diagnostics.push(admissionDiagnostics.report(code, { ...facts, pointer }));
    }
  }

  /** Notes a rule that nobody judged. */
  leave(path: readonly (string | number)[], { rule }: ValidationRule, reason: string): void {
    if (this.#unchecked.length < limits.unchecked) {
      this.#unchecked.push({
        part: "rule",
        pointer: formatPointer(path),
        reason: `the rule ${shortRule(rule)} cannot be evaluated: ${reason}`,
      });
    }
  }

  verdict(): RuleVerdict {
    return {
      diagnostics: [
        ...this.#diagnostics,
        ...more("ADMISSION_MORE_ERRORS", this.#errors),
        ...more("ADMISSION_MORE_WARNINGS", this.#warnings),
      ],
      unchecked: this.#unchecked,
    };
  }
}

function more(
  code: "ADMISSION_MORE_ERRORS" | "ADMISSION_MORE_WARNINGS",
  count: number,
): readonly Diagnostic[] {
  const message = `and ${count - limits.findings} more`;
  return count > limits.findings ? [admissionDiagnostics.report(code, { message })] : [];
}
