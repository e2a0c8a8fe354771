import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  mapAt,
} from "@imagewright/core";

import { listAt, ownText, textsAt } from "../json/read-field.ts";
import { invalid } from "./webhook-findings.ts";

const valuePattern = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/u;
const namePattern = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/u;
const prefixPattern = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/u;

/** Whether a text may be the value of a label. */
export function isLabelValue(text: string): boolean {
  return valuePattern.test(text);
}

/** Whether a text may be the name of a label or an annotation. */
export function isLabelKey(text: string): boolean {
  const [name = "", prefix, ...rest] = text.split("/").toReversed();
  return (
    rest.length === 0 &&
    namePattern.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && prefixPattern.test(prefix)))
  );
}

/** Labels and annotations of a template: names and values Kubernetes would refuse. */
export function checkMetadata(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const labels = [...textsAt(object, `${pointer}/labels`)];
  const annotations = [...textsAt(object, `${pointer}/annotations`)];
  return [
    ...labels.flatMap(([key, value]) => {
      const at = `${pointer}/labels${formatPointer([key])}`;
      return [
        ...(isLabelKey(key) ? [] : [invalid(at, key, "must be a valid label key")]),
        ...(isLabelValue(value) ? [] : [invalid(at, value, "must be a valid label value")]),
      ];
    }),
    ...annotations
      .filter(([key]) => !isLabelKey(key.toLowerCase()))
      .map(([key]) => {
        const at = `${pointer}/annotations${formatPointer([key])}`;
        return invalid(at, key, "must be a valid annotation key");
      }),
  ];
}

/** A requirement of a label selector. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A label selector, or why it is none. */
export type LabelSelector =
  | { readonly requirements: readonly Requirement[] }
  | { readonly fault: string };

/** Reads the label selector at a pointer. */
export function readSelector(object: JsonObject, pointer: string): LabelSelector {
  const labels = [...textsAt(object, `${pointer}/matchLabels`)].map(([key, value]) => ({
    key,
    operator: "In",
    values: [value],
  }));
  const requirements = [
    ...labels,
    ...listAt(object, `${pointer}/matchExpressions`).filter(isJsonObject).map(readRequirement),
  ];
  const fault = requirements.map(faultOf).find((found) => found !== undefined);
  return fault === undefined ? { requirements } : { fault };
}

/** Whether labels satisfy a selector. */
export function selects(
  requirements: readonly Requirement[],
  labels: ReadonlyMap<string, string>,
): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels.get(key);
    if (operator === "Exists" || operator === "DoesNotExist") {
      return (value !== undefined) === (operator === "Exists");
    }
    return operator === "In"
      ? value !== undefined && values.includes(value)
      : value === undefined || !values.includes(value);
  });
}

/** A selector that is none. */
export function checkSelector(object: JsonObject, pointer: string): readonly Diagnostic[] {
  if (mapAt(object, pointer) === undefined) {
    return [];
  }
  const selector = readSelector(object, pointer);
  return "fault" in selector ? [invalid(pointer, undefined, selector.fault)] : [];
}

function readRequirement(expression: JsonObject): Requirement {
  const values = listAt(expression, "/values").filter((value) => typeof value === "string");
  return {
    key: ownText(expression, "key") ?? "",
    operator: ownText(expression, "operator") ?? "",
    values,
  };
}

function faultOf({ key, operator, values }: Requirement): string | undefined {
  const wantsValues = operator === "In" || operator === "NotIn";
  if (!wantsValues && operator !== "Exists" && operator !== "DoesNotExist") {
    return `${JSON.stringify(operator)} is not a valid label selector operator`;
  }
  if (wantsValues === (values.length === 0)) {
    return `values must be ${wantsValues ? "given" : "empty"} for operator ${operator}`;
  }
  if (!isLabelKey(key)) {
    return `${JSON.stringify(key)} is not a valid label key`;
  }
  const bad = values.find((value) => !isLabelValue(value));
  return bad === undefined ? undefined : `${JSON.stringify(bad)} is not a valid label value`;
}
