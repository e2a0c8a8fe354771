import type { JsonObject } from "@imagewright/core";

import kubelet from "../data/kubelet-keys.json" with { type: "json" };
import { entriesAt, mapAt, scalarText } from "../json-parts.ts";
import { amountOf, isQuantity } from "../quantity.ts";
import type { WebhookPlace } from "./requirement-rules.ts";
import { below, type WebhookFindings } from "./webhook-findings.ts";

/** Every rule about the kubelet's settings that the webhooks of pools share. */
export function checkKubelet(
  settings: JsonObject,
  place: WebhookPlace,
  findings: WebhookFindings,
): void {
  const { pointer, path } = place;
  for (const field of ["evictionHard", "evictionSoft"]) {
    for (const [key, value] of entriesAt(settings, `/${field}`)) {
      checkKey(key, kubelet.signals, field, place, findings);
      const words = thresholdFault(value);
      if (words !== undefined) {
        const at = `${path}.${field}["${key}"]`;
        findings.say(below(pointer, field, key), `invalid value: ${value}: ${at}\n${words}`);
      }
    }
  }
  for (const field of ["kubeReserved", "systemReserved"]) {
    for (const [key, value] of Object.entries(mapAt(settings, `/${field}`))) {
      checkKey(key, kubelet.resources, field, place, findings);
      if ((amountOf(scalarText(value)) ?? 0) < 0) {
        const words = "Value cannot be a negative resource quantity";
        const at = `${path}.${field}["${key}"]`;
        findings.say(
          below(pointer, field, key),
          `invalid value: ${scalarText(value)}: ${at}\n${words}`,
        );
      }
    }
  }
  for (const [key] of entriesAt(settings, "/evictionSoftGracePeriod")) {
    checkKey(key, kubelet.signals, "evictionSoftGracePeriod", place, findings);
  }
  checkPairs(settings, place, findings);
  checkCollection(settings, place, findings);
}

function checkKey(
  key: string,
  keys: readonly string[],
  field: string,
  { pointer, path }: WebhookPlace,
  findings: WebhookFindings,
): void {
  if (!keys.includes(key)) {
    findings.say(below(pointer, field, key), `invalid key name "${key}": ${path}.${field}`);
  }
}

function thresholdFault(value: string): string | undefined {
  if (!value.endsWith("%")) {
    return isQuantity(value) ? undefined : "Value could not be parsed as a resource quantity";
  }
  const number = Number(value.replaceAll("%", ""));
  if (Number.isNaN(number)) {
    return "Value could not be parsed as a percentage value";
  }
  if (number < 0) {
    return "Percentage values cannot be negative";
  }
  return number > 100 ? "Percentage values cannot be greater than 100" : undefined;
}

function checkPairs(settings: JsonObject, place: WebhookPlace, findings: WebhookFindings): void {
  const soft = mapAt(settings, "/evictionSoft");
  const periods = mapAt(settings, "/evictionSoftGracePeriod");
  const report = (field: string, key: string, words: string): void => {
    const message = `invalid key name "${key}": ${place.path}.${field}\n${words}`;
    findings.say(below(place.pointer, field, key), message);
  };
  for (const key of Object.keys(soft).filter((one) => !Object.hasOwn(periods, one))) {
    report("evictionSoft", key, "Key does not have a matching evictionSoftGracePeriod");
  }
  for (const key of Object.keys(periods).filter((one) => !Object.hasOwn(soft, one))) {
    const words = "Key does not have a matching evictionSoft threshold value";
    report("evictionSoftGracePeriod", key, words);
  }
}

/** Equal thresholds pass: the definition of v1 is stricter. */
function checkCollection(
  settings: JsonObject,
  { pointer, path }: WebhookPlace,
  findings: WebhookFindings,
): void {
  const high = settings["imageGCHighThresholdPercent"];
  const low = settings["imageGCLowThresholdPercent"];
  if (typeof high === "number" && typeof low === "number" && high < low) {
    const field = "imageGCHighThresholdPercent";
    const words = "must be greater than imageGCLowThresholdPercent";
    findings.invalid(below(pointer, field), `${path}.${field}`, words);
  }
}
