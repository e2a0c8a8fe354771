import { numberAt } from "../json-fields.ts";
import type { JsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import { type ObjectCondition, readCondition } from "./read-condition.ts";
import { type RolloutFinding, rolloutFinding } from "./rollout-findings.ts";
import type { RolloutSubject } from "./rollout-verdict.ts";

/** What a condition has to be. */
export interface ConditionExpectation {
  readonly type: string;
  readonly status: "True" | "False";
  /** Whether it may be absent. */
  readonly optional?: boolean;
}

/**
 * Whether conditions say what those of a finished rollout say, and say it of the object as it is:
 * a condition that was set for an earlier generation counts for nothing.
 *
 * @param pointer - where the list of conditions stands
 * @example
 * ```ts
 * const subject = { group: "", kind: "Node", name: "worker-1" };
 * const node = { status: { conditions: [{ type: "Ready", status: "False" }] } };
 * judgeConditions(node, subject, "/status/conditions", [
 *   { type: "Ready", status: "True" },
 * ]).map(({ code }) => code);
 * // => ["CONDITION_DIFFERS"]
 * ```
 */
export function judgeConditions(
  object: JsonObject,
  subject: RolloutSubject,
  pointer: string,
  expected: readonly ConditionExpectation[],
): readonly RolloutFinding[] {
  const generation = numberAt(object, "/metadata/generation");
  return expected.flatMap((expectation) => {
    const condition = readCondition(object, pointer, expectation.type);
    if (condition === undefined) {
      return expectation.optional === true ? [] : [missing(subject, pointer, expectation)];
    }
    const { observedGeneration } = condition;
    const isStale =
      generation !== undefined &&
      observedGeneration !== undefined &&
      observedGeneration < generation;
    return isStale
      ? [stale(subject, condition, expectation)]
      : condition.status === expectation.status
        ? []
        : [differs(subject, condition, expectation)];
  });
}

function missing(
  subject: RolloutSubject,
  pointer: string,
  { type, status }: ConditionExpectation,
): RolloutFinding {
  const message = `${subject.kind} ${showValue(subject.name)} does not report condition ${type}`;
  return rolloutFinding("CONDITION_MISSING", subject, { message, pointer, expected: status });
}

function stale(
  subject: RolloutSubject,
  { pointer }: ObjectCondition,
  { type }: ConditionExpectation,
): RolloutFinding {
  const message = `condition ${type} of ${subject.kind} ${showValue(subject.name)} is of before the last change`;
  return rolloutFinding("CONDITION_STALE", subject, { message, pointer });
}

function differs(
  subject: RolloutSubject,
  { pointer, status, reason, message }: ObjectCondition,
  expectation: ConditionExpectation,
): RolloutFinding {
  const because = [reason, message].filter((text) => text !== undefined && text !== "").join(": ");
  return rolloutFinding("CONDITION_DIFFERS", subject, {
    message:
      `condition ${expectation.type} of ${subject.kind} ${showValue(subject.name)} is ` +
      `${showValue(status)}${because === "" ? "" : ` (${because.slice(0, 200)})`}`,
    pointer,
    found: status,
    expected: expectation.status,
  });
}
