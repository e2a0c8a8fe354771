import type { JsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import { evidenceOfSubject } from "./evidence-request.ts";
import { rolloutFinding, rolloutVerdict } from "./rollout-findings.ts";
import type { RolloutQuestion, RolloutVerdict } from "./rollout-verdict.ts";

/** Asks the judge of another subject's kind. */
export type AskRollout = (question: RolloutQuestion) => RolloutVerdict;

/** Judges rollouts of some kinds of object: pure, and of any input whatever. */
export interface RolloutJudge {
  readonly group: string;
  readonly kinds: readonly string[];
  /**
   * @param object - the subject, as it was found among the live objects
   * @param ask - for the parts that are of another kind, or of another provider
   */
  readonly judge: (
    object: JsonObject,
    question: RolloutQuestion,
    ask: AskRollout,
  ) => RolloutVerdict;
}

/** How deep a subject's parts may have parts: cluster, node group, pool, instance, and one to spare. */
const maxDepth = 5;

/**
 * Is it finished, and do the nodes run what is intended? Answered by the judge of the subject's
 * kind, from nothing but the evidence in the question.
 *
 * @returns `unknown` with what would tell, wherever evidence is missing; never an exception
 * @example
 * ```ts
 * const subject = { group: "", kind: "Widget", name: "a", namespace: "prod" };
 * const intended = { kubernetesVersion: "1.34.1" };
 * const ready = { group: "", kinds: ["Widget"], judge: () => rolloutVerdict([]) };
 * const widget = { apiVersion: "v1", kind: "Widget", metadata: { name: "a", namespace: "prod" } };
 * judgeRollout({ subject, intended, live: manifestSet([widget]) }, [ready]).state; // => "done"
 * judgeRollout({ subject, intended, live: manifestSet([]) }, [ready]).state; // => "missing"
 * judgeRollout({ subject, intended, live: manifestSet([widget]) }, []).state; // => "unknown"
 * ```
 */
export function judgeRollout(
  question: RolloutQuestion,
  judges: readonly RolloutJudge[],
): RolloutVerdict {
  return judgeAtDepth(question, judges, 0);
}

function judgeAtDepth(
  question: RolloutQuestion,
  judges: readonly RolloutJudge[],
  depth: number,
): RolloutVerdict {
  const { subject, live } = question;
  const shown = `${subject.kind} ${showValue(subject.name)}`;
  const judge = judges.find(
    ({ group, kinds }) => group === subject.group && kinds.includes(subject.kind),
  );
  if (judge === undefined || depth >= maxDepth) {
    const message = `nobody here can judge ${shown}`;
    return rolloutVerdict([rolloutFinding("JUDGE_MISSING", subject, { message })]);
  }
  const object = live.find(subject.group, subject.kind, subject.name, subject.namespace);
  if (object === undefined) {
    const message = `${shown} is not among the live objects`;
    const evidence = evidenceOfSubject(subject);
    return rolloutVerdict([rolloutFinding("OBJECT_MISSING", subject, { message, evidence })]);
  }
  return judge.judge(object, question, (part) => judgeAtDepth(part, judges, depth + 1));
}
