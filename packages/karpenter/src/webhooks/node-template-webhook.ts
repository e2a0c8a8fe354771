import { textAt, type Webhook } from "@imagewright/core";

import { entriesAt, mapAt } from "../json-parts.ts";
import { checkProvider, checkSelector } from "./provider-rules.ts";
import { restrictedTag } from "./restricted-tags.ts";
import { below, has, webhookFindings } from "./webhook-findings.ts";

/**
 * The webhook of AWSNodeTemplate v1alpha1.
 *
 * @see aws/karpenter-provider-aws v0.32.10 (f0eb822), pkg/apis/v1alpha1
 */
export const nodeTemplateWebhook: Webhook = {
  group: "karpenter.k8s.aws",
  kinds: ["AWSNodeTemplate"],
  versions: ["v1alpha1"],
  validate({ object }) {
    const spec = mapAt(object, "/spec");
    const findings = webhookFindings();
    const form = "ami-id (regex: ami-[0-9a-z]+)";
    checkProvider(spec, "/spec", "spec.provider", findings);
    for (const field of ["userData", "amiSelector"]) {
      if (has(spec, "launchTemplate") && has(spec, field)) {
        findings.both(below("/spec", field), [`spec.${field}`, "spec.launchTemplate"]);
      }
    }
    checkSelector(spec, "amiSelector", form, { pointer: "/spec", path: "spec", findings });
    if (textAt(spec, "/amiFamily") === "Custom" && !has(spec, "amiSelector")) {
      findings.missing("/spec/amiSelector", "spec.amiSelector");
    }
    for (const [key] of entriesAt(spec, "/tags")) {
      const pattern = restrictedTag(key);
      if (pattern !== undefined) {
        const words = `invalid key name "${key}": spec.tags\ntag contains a restricted tag matching "${pattern}"`;
        findings.say(below("/spec/tags", key), words);
      }
    }
    return findings.found;
  },
};
