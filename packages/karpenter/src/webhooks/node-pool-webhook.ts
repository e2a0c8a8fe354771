import { type JsonObject, textAt, type Webhook } from "@imagewright/core";

import { isCronSchedule } from "../cron-schedule.ts";
import { mapAt, mapsAt } from "../json-parts.ts";
import { secondsOf } from "../objects/go-duration.ts";
import { checkKubelet } from "./kubelet-rules.ts";
import { checkLabels, checkRequirements, checkTaints } from "./requirement-rules.ts";
import {
  below,
  has,
  isBetaJudged,
  type WebhookFindings,
  webhookFindings,
} from "./webhook-findings.ts";

const nodeLabel = "karpenter.sh/nodepool";
const place = { pointer: "/spec/template/spec", path: "spec.template.spec" };

/**
 * The webhook of NodePool v1beta1. It was on by default in 0.32, and off from 0.33 on, where the
 * definition's own rules stand alone.
 *
 * @see kubernetes-sigs/karpenter, pkg/apis/v1beta1/nodepool_validation.go
 */
export const nodePoolWebhook: Webhook = {
  group: "karpenter.sh",
  kinds: ["NodePool"],
  versions: ["v1beta1", "v1"],
  validate(review) {
    const { object } = review;
    if (!isBetaJudged(review)) {
      return [];
    }
    const findings = webhookFindings();
    const spec = mapAt(object, "/spec/template/spec");
    const requests = mapAt(spec, "/resources/requests");
    if (Object.keys(requests).length > 0) {
      const at = "/spec/template/spec/resources/requests";
      findings.say(at, "must not set the field(s): spec.template.resources.requests");
    }
    const labels = {
      pointer: "/spec/template/metadata/labels",
      path: "spec.template.metadata.labels",
    };
    checkLabels(mapAt(object, labels.pointer), labels, nodeLabel, findings);
    checkTaints(spec, place, findings);
    checkRequirements(spec, place, nodeLabel, findings);
    const kubelet = {
      pointer: "/spec/template/spec/kubelet",
      path: "spec.template.spec.kubeletConfiguration",
    };
    checkKubelet(mapAt(spec, "/kubelet"), kubelet, findings);
    checkDisruption(mapAt(object, "/spec/disruption"), findings);
    return findings.found;
  },
};

function checkDisruption(disruption: JsonObject, findings: WebhookFindings): void {
  const policy = textAt(disruption, "/consolidationPolicy") ?? "WhenUnderutilized";
  const after = textAt(disruption, "/consolidateAfter");
  const pointer = "/spec/disruption/consolidateAfter";
  if (after !== undefined && after !== "Never" && policy === "WhenUnderutilized") {
    const words = "consolidateAfter cannot be combined with consolidationPolicy=WhenUnderutilized";
    findings.say(pointer, `${words}: spec.deprovisioning`);
  }
  if (after === undefined && policy === "WhenEmpty") {
    const words = "consolidateAfter must be specified with consolidationPolicy=WhenEmpty";
    findings.say(pointer, `${words}: spec.deprovisioning`);
  }
  for (const { map, index } of mapsAt(disruption, "/budgets")) {
    const at = below("/spec/disruption/budgets", index);
    checkBudget(map, at, `spec.deprovisioning.budget[${index}]`, findings);
  }
}

function checkBudget(
  budget: JsonObject,
  pointer: string,
  path: string,
  findings: WebhookFindings,
): void {
  const schedule = textAt(budget, "/schedule");
  const duration = textAt(budget, "/duration");
  const nodes = textAt(budget, "/nodes") ?? "10%";
  if (has(budget, "schedule") !== has(budget, "duration")) {
    findings.say(pointer, `crontab and duration must be specified together: ${path}`);
  }
  if (!/^(?:(?:100|\d{1,2})%|\d+)$/u.test(nodes)) {
    findings.invalid(below(pointer, "nodes"), `${path}.maxUnavailable`, nodes);
  }
  if (schedule !== undefined && !isCronSchedule(schedule)) {
    findings.invalid(below(pointer, "schedule"), `${path}.crontab`, schedule);
  }
  if (duration !== undefined && (secondsOf(duration) ?? 0) % 60 !== 0) {
    findings.say(
      below(pointer, "duration"),
      `invalid value: ${duration}: ${path}.duration\nduration cannot have time denomination smaller than minutes`,
    );
  }
}
