import { isLabelKey, isLabelValue } from "@imagewright/aws/user-data";
import { type JsonObject, textAt } from "@imagewright/core";

import { entriesAt, mapsAt, textsOf } from "../json-parts.ts";
import { currentKey, isOfKubernetes, isRestricted } from "../label-keys.ts";
import { below, type WebhookFindings } from "./webhook-findings.ts";

const operators = new Set(["In", "NotIn", "Gt", "Lt", "Exists", "DoesNotExist"]);
const effects = new Set(["NoSchedule", "PreferNoSchedule", "NoExecute", ""]);

/** A place of an object, by its pointer and as the webhook calls it. */
export interface WebhookPlace {
  readonly pointer: string;
  readonly path: string;
}

/** Every rule about requirements that the webhooks of pools share. */
export function checkRequirements(
  spec: JsonObject,
  { pointer, path }: WebhookPlace,
  nodeLabel: string,
  findings: WebhookFindings,
): void {
  for (const { map, index } of mapsAt(spec, "/requirements")) {
    const key = currentKey(textAt(map, "/key") ?? "");
    const operator = textAt(map, "/operator") ?? "";
    const values = textsOf(map["values"]);
    for (const words of requirementFaults({ key, operator, values, nodeLabel, map })) {
      const at = `${path}.requirements[${index}]`;
      findings.invalid(below(pointer, "requirements", index), at, words);
    }
  }
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly nodeLabel: string;
  readonly map: JsonObject;
}

function requirementFaults({ key, operator, values, nodeLabel, map }: Requirement): string[] {
  const words = `key ${key} with operator ${operator}`;
  const isBound = operator === "Gt" || operator === "Lt";
  const minimum = map["minValues"];
  return [
    ...(key === nodeLabel ? [`${key} is restricted`] : []),
    ...(operators.has(operator) ? [] : [`key ${key} has an unsupported operator ${operator}`]),
    ...(isClosed(key) && key !== nodeLabel ? [`label ${key} is restricted`] : []),
    ...(isLabelKey(key) ? [] : [`key ${key} is not a qualified name`]),
    ...values
      .filter((value) => !isLabelValue(value))
      .map((value) => `invalid value ${value} for key ${key}`),
    ...(operator === "In" && values.length === 0 ? [`${words} must have a value defined`] : []),
    ...(operator === "In" && typeof minimum === "number" && values.length < minimum
      ? [`${words} must have at least minimum number of values defined in 'values' field`]
      : []),
    ...(isBound && !(values.length === 1 && /^\+?\d+$/u.test(values[0] ?? ""))
      ? [`${words} must have a single positive integer value`]
      : []),
  ];
}

/** Labels Karpenter keeps for itself, and those of Kubernetes that it then kept closed. */
function isClosed(key: string): boolean {
  return isRestricted(key) || isOfKubernetes(key);
}

/** Every rule about the labels of nodes. */
export function checkLabels(
  labels: JsonObject,
  { pointer, path }: WebhookPlace,
  nodeLabel: string,
  findings: WebhookFindings,
): void {
  for (const [key, value] of entriesAt({ labels }, "/labels")) {
    const at = below(pointer, key);
    if (key === nodeLabel || !isLabelKey(key)) {
      findings.say(at, `invalid key name "${key}": ${path}`);
    } else if (isClosed(key)) {
      findings.say(at, `invalid key name "${key}": ${path}\nlabel ${key} is restricted`);
    }
    if (!isLabelValue(value)) {
      findings.invalid(at, `${path}[${key}]`, value);
    }
  }
}

/** Every rule about taints: no pair of key and effect twice, in both lists together. */
export function checkTaints(
  spec: JsonObject,
  { pointer, path }: WebhookPlace,
  findings: WebhookFindings,
): void {
  const seen = new Set<string>();
  for (const list of ["taints", "startupTaints"]) {
    for (const { map, index } of mapsAt(spec, `/${list}`)) {
      const key = textAt(map, "/key") ?? "";
      const value = textAt(map, "/value") ?? "";
      const effect = textAt(map, "/effect") ?? "";
      const at = below(pointer, list, index);
      const words = `${path}.${list}[${index}]`;
      if (!isLabelKey(key) || (value !== "" && !isLabelKey(value))) {
        findings.invalid(at, words, isLabelKey(key) ? value : key);
      }
      if (!effects.has(effect)) {
        findings.invalid(at, words, effect);
      }
      if (seen.has(`${key}=${effect}`)) {
        findings.say(
          at,
          `duplicate taint Key/Effect pair ${key}=${effect}: ${path}.taints[${index}]`,
        );
      }
      seen.add(`${key}=${effect}`);
    }
  }
}
