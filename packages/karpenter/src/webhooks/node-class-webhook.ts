import { type JsonObject, textAt, type Webhook } from "@imagewright/core";

import { entriesAt, listAt, mapAt, mapsAt } from "../json-parts.ts";
import { checkMetadata, checkVolume } from "./provider-rules.ts";
import { restrictedTag } from "./restricted-tags.ts";
import {
  below,
  has,
  isBetaJudged,
  type WebhookFindings,
  webhookFindings,
} from "./webhook-findings.ts";

const termLists = [
  { list: "subnetSelectorTerms", fields: ["tags", "id"], alone: ["id"] },
  { list: "securityGroupSelectorTerms", fields: ["tags", "id", "name"], alone: ["id", "name"] },
  { list: "amiSelectorTerms", fields: ["tags", "id", "name"], alone: ["id"] },
] as const;

/**
 * The webhook of EC2NodeClass v1beta1, creation and update. It was on by default in 0.32, and off
 * from 0.33 on, where the definition's own rules stand alone; those are milder in places.
 *
 * @see aws/karpenter-provider-aws v0.32.10 (f0eb822), pkg/apis/v1beta1/ec2nodeclass_validation.go
 */
export const nodeClassWebhook: Webhook = {
  group: "karpenter.k8s.aws",
  kinds: ["EC2NodeClass"],
  versions: ["v1beta1", "v1"],
  validate(review) {
    const { object, oldObject } = review;
    if (!isBetaJudged(review)) {
      return [];
    }
    const spec = mapAt(object, "/spec");
    const findings = webhookFindings();
    if (oldObject !== undefined) {
      checkRoleUpdate(spec, mapAt(oldObject, "/spec"), findings);
    }
    checkIdentity(spec, findings);
    for (const one of termLists) {
      checkTerms(spec, one, findings);
    }
    checkMetadata(
      mapAt(spec, "/metadataOptions"),
      "/spec/metadataOptions",
      "spec.metadataOptions",
      findings,
    );
    if (textAt(spec, "/amiFamily") === "Custom" && listAt(spec, "/amiSelectorTerms").length === 0) {
      findings.missing("/spec/amiSelectorTerms", "spec.amiFamily.amiSelectorTerms");
    }
    checkVolumes(spec, findings);
    checkTags(spec, findings);
    return findings.found;
  },
};

function checkRoleUpdate(spec: JsonObject, old: JsonObject, findings: WebhookFindings): void {
  const before = textAt(old, "/role") ?? "";
  const after = textAt(spec, "/role") ?? "";
  if (before !== after) {
    findings.say("/spec/role", "Immutable field changed: spec.role");
  }
}

function checkIdentity(spec: JsonObject, findings: WebhookFindings): void {
  const hasRole = (textAt(spec, "/role") ?? "") !== "";
  const hasProfile = has(spec, "instanceProfile");
  if (hasRole && hasProfile) {
    findings.both("/spec", ["spec.instanceProfile", "spec.role"]);
  }
  if (!hasRole && !hasProfile) {
    findings.say("/spec", "expected exactly one, got neither: spec.instanceProfile, spec.role");
  }
}

function checkTerms(
  spec: JsonObject,
  { list, fields, alone }: (typeof termLists)[number],
  findings: WebhookFindings,
): void {
  const terms = mapsAt(spec, `/${list}`);
  if (terms.length === 0 && list !== "amiSelectorTerms") {
    findings.say(`/spec/${list}`, `expected exactly one, got neither: spec.${list}`);
  }
  for (const { map, index } of terms) {
    const pointer = below(`/spec/${list}`, index);
    for (const [key, value] of entriesAt(map, "/tags")) {
      if (key === "" || value === "") {
        findings.invalid(below(pointer, "tags", key), `spec.${list}[${index}].tags`, '""');
      }
    }
    const set = Object.keys(map).filter((field) => !isEmpty(map, field));
    const only = alone.find((field) => set.includes(field));
    if (!fields.some((field) => set.includes(field))) {
      findings.say(pointer, `expected at least one, got none: ${fields.join(", ")}`);
    } else if (only !== undefined && set.length > 1) {
      findings.say(
        pointer,
        `"${only}" is mutually exclusive, cannot be set with a combination of other fields in: spec.${list}[${index}]`,
      );
    }
  }
}

function isEmpty(term: JsonObject, field: string): boolean {
  const value = term[field];
  return value === "" || (field === "tags" && Object.keys(mapAt(term, "/tags")).length === 0);
}

function checkVolumes(spec: JsonObject, findings: WebhookFindings): void {
  const mappings = mapsAt(spec, "/blockDeviceMappings");
  for (const { map, index } of mappings) {
    const path = `spec.blockDeviceMappings[${index}]`;
    checkVolume(map, below("/spec/blockDeviceMappings", index), path, findings);
  }
  if (mappings.filter(({ map }) => map["rootVolume"] === true).length > 1) {
    const words =
      "expected exactly one, got both: spec.blockDeviceMappings.more than 1 root volume configured";
    findings.say("/spec/blockDeviceMappings", words);
  }
}

function checkTags(spec: JsonObject, findings: WebhookFindings): void {
  for (const [key, value] of entriesAt(spec, "/tags")) {
    const pointer = below("/spec/tags", key);
    const pattern = restrictedTag(key);
    if (key === "") {
      const words = `the tag with key : '' and value : '${value}' is invalid because empty tag keys aren't supported`;
      findings.invalid(pointer, "spec.tags.tags", words);
    }
    if (pattern !== undefined) {
      const words = `invalid key name "${key}": spec.tags.tags\ntag contains in restricted tag matching "${pattern}"`;
      findings.say(pointer, words);
    }
  }
}
