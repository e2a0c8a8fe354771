import type { JsonValue } from "../../json-value.ts";
import { formatObjectAddress } from "../object-address.ts";
import type { FieldChange, ObjectChange } from "../object-change.ts";
import { objectText } from "../object-text.ts";
import type { PlanStep } from "../upgrade-plan.ts";
import { rollbackOf, type StepUndoing } from "./rollback-of.ts";
import { stepAdvice } from "./step-advice.ts";

/** A step in words. */
export interface StepDescription {
  readonly title: string;
  readonly reason: string;
  /** What it changes, one sentence each; empty where it changes nothing. */
  readonly changes: readonly string[];
  /** When it is finished. */
  readonly finished: string;
  /** What to do if it fails. */
  readonly failure: string;
  readonly undoing: StepUndoing;
}

/**
 * What a step does, why, when it is finished, what to do if it fails, and how it is undone.
 *
 * @example
 * ```ts
 * import { describeStep } from "@imagewright/core/plan";
 *
 * const described = describeStep({
 *   id: "a",
 *   class: "wait",
 *   action: "soak",
 *   title: "Wait for 10 minutes",
 *   reason: "Faults show up under load.",
 *   hop: 1,
 *   stage: 2,
 *   after: [],
 *   effects: [],
 *   seconds: 600,
 *   rollback: "none",
 * });
 * described.finished; // => "It is finished after 600 seconds."
 * described.undoing.text; // => "Nothing was changed."
 * ```
 */
export function describeStep(step: PlanStep): StepDescription {
  const { title, reason, effects } = step;
  return {
    title,
    reason,
    changes: effects.flatMap(describeChange),
    finished: describeEnd(step),
    failure: stepAdvice[step.action],
    undoing: rollbackOf(step),
  };
}

/** A change in sentences. */
function describeChange(change: ObjectChange): readonly string[] {
  const address = formatObjectAddress(change.object);
  switch (change.change) {
    case "patch":
      return change.fields.map((field) => `In ${address}, ${describeField(field)}.`);
    case "copy": {
      const { length } = change.fields;
      const fields = change.fields.map(describeField).join("; ");
      const differences = length === 0 ? "" : `, in which ${fields}`;
      return [`${address} is added: a copy of ${change.of.name}${differences}.`];
    }
    case "create":
      return [`${address} is added.`];
    case "delete":
      return [`${address} is deleted.`];
  }
}

/** Longest value that is written out; the patch has it whole. */
const longestValue = 400;

function showValue(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= longestValue
    ? text
    : `${text.slice(0, longestValue - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}

function describeField({ pointer, from, to }: FieldChange): string {
  if (to === undefined) {
    return `${pointer} is taken away (${showValue(from)} before)`;
  }
  return from === undefined
    ? `${pointer} becomes ${showValue(to)} (nothing before)`
    : `${pointer} becomes ${showValue(to)} (${showValue(from)} before)`;
}

function describeEnd({ check, seconds, class: stepClass, effects, action }: PlanStep): string {
  if (check !== undefined) {
    const subject = objectText(check.subject);
    const { kubernetesVersion, record, image } = check.intended;
    const version = kubernetesVersion === undefined ? "" : ` Kubernetes ${kubernetesVersion}`;
    const named = record === undefined ? "" : ` of the image ${record.name}`;
    const isNamed = record !== undefined || image === undefined;
    const what = `${version}${isNamed ? named : " of the intended image"}`;
    return what === ""
      ? `It is finished when the rollout of ${subject} is.`
      : `It is finished when every machine of ${subject} runs${what}.`;
  }
  if (seconds !== undefined) {
    return `It is finished after ${seconds} seconds.`;
  }
  if (stepClass === "approve" || action === "buildImage") {
    return "It is finished when a person says so.";
  }
  return effects.length === 0
    ? "It is finished at once."
    : "It is finished as soon as the change is made.";
}
