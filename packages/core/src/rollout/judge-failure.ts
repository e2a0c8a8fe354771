import { textAt } from "../json-fields.ts";
import type { JsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import { type RolloutFinding, rolloutFinding } from "./rollout-findings.ts";
import type { RolloutSubject } from "./rollout-verdict.ts";

const pointers = ["/status", "/status/deprecated/v1beta1"].flatMap((block) => [
  `${block}/failureMessage`,
  `${block}/failureReason`,
]);

/**
 * The failure an object of Cluster API or of one of its providers reports of itself: a failure
 * message or reason, in either generation of status, or the phase `Failed`.
 *
 * @example
 * ```ts
 * const subject = { group: "cluster.x-k8s.io", kind: "Machine", name: "a", namespace: "prod" };
 * judgeFailure({ status: { phase: "Running" } }, subject); // => []
 * judgeFailure({ status: { failureReason: "CreateError" } }, subject).map(({ found }) => found);
 * // => ["CreateError"]
 * ```
 */
export function judgeFailure(
  object: JsonObject,
  subject: RolloutSubject,
): readonly RolloutFinding[] {
  const isFailed = textAt(object, "/status/phase") === "Failed";
  const pointer =
    pointers.find((place) => (textAt(object, place) ?? "") !== "") ??
    (isFailed ? "/status/phase" : undefined);
  const found = pointer === undefined ? undefined : textAt(object, pointer);
  const message = `${subject.kind} ${showValue(subject.name)} has failed`;
  return pointer === undefined
    ? []
    : [rolloutFinding("FAILED", subject, { message, pointer, found })];
}
