import type { JsonValue } from "@imagewright/core";
import {
  type ClusterPlan,
  isContentDigest,
  type ObjectChange,
  type PlanStep,
} from "@imagewright/core/plan";

/**
 * Steps as lines: `STAGE action KIND name`, and behind it each field that changes, as
 * `pointer: before -> after`; `and` instead of the action where a step changes several objects. The
 * look at the start is left out, and a star stands for the digest in a name.
 */
export function stepLines({ steps }: ClusterPlan): readonly string[] {
  return steps
    .filter(({ action }) => action !== "verifyStart")
    .flatMap(linesOf)
    .map(withoutDigests);
}

/** What shows that steps are done: `KIND name runs VERSION of RECORD`. */
export function checkLines({ steps }: ClusterPlan): readonly string[] {
  return steps
    .filter(({ action }) => action !== "verifyStart")
    .flatMap(({ check }) => {
      if (check === undefined) {
        return [];
      }
      const { kubernetesVersion = "its version", record } = check.intended;
      const image = record === undefined ? "" : ` of ${record.name}`;
      return [`${check.subject.kind} ${check.subject.name} runs ${kubernetesVersion}${image}`];
    })
    .map(withoutDigests);
}

/** Names of what is left over. */
export function garbageLines({ garbage }: ClusterPlan): readonly string[] {
  return garbage
    .map(({ object, keep }) => (keep === undefined ? object.name : `${object.name} (kept)`))
    .map(withoutDigests);
}

function withoutDigests(line: string): string {
  return line.replaceAll(/\b[bcdfghjklmnpqrstvwxz2456789]{10}\b/gu, (text) =>
    isContentDigest(text) ? "*" : text,
  );
}

function linesOf({ stage, action, title, effects }: PlanStep): readonly string[] {
  return effects.length === 0
    ? [`${stage} ${action} ${title}`]
    : effects.map(
        (change, index) => `${stage} ${index === 0 ? action : "and"} ${changeLine(change)}`,
      );
}

function changeLine(change: ObjectChange): string {
  const { kind, name } = change.object;
  switch (change.change) {
    case "copy":
      return `${kind} ${name} of ${change.of.name} ${fieldsText(change)}`.trimEnd();
    case "patch":
      return `${kind} ${name} ${fieldsText(change)}`;
    case "create":
      return `new ${kind} ${name}`;
    case "delete":
      return `delete ${kind} ${name}`;
  }
}

function fieldsText({ fields }: Extract<ObjectChange, { readonly fields: unknown }>): string {
  return fields
    .map(({ pointer, from, to }) => `${pointer}: ${show(from)} -> ${show(to)}`)
    .join(", ");
}

function show(value: JsonValue | undefined): string {
  return value === undefined
    ? "nothing"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
}
