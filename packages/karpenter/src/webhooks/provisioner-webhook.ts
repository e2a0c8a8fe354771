import { type JsonObject, type JsonValue, ownValue, textAt, type Webhook } from "@imagewright/core";

import { listAt, mapAt, mapsAt } from "../json-parts.ts";
import { currentKey } from "../label-keys.ts";
import { checkKubelet } from "./kubelet-rules.ts";
import { checkProvider } from "./provider-rules.ts";
import { checkLabels, checkRequirements, checkTaints } from "./requirement-rules.ts";
import { has, type WebhookFindings, webhookFindings } from "./webhook-findings.ts";

const nodeLabel = "karpenter.sh/provisioner-name";
const place = { pointer: "/spec", path: "spec" };

/**
 * The webhooks of Provisioner v1alpha5: the core's and AWS's own, and AWS's defaults.
 *
 * @see aws/karpenter-provider-aws v0.32.10 (f0eb822), pkg/apis/v1alpha5; kubernetes-sigs/karpenter, pkg/apis/v1alpha5
 */
export const provisionerWebhook: Webhook = {
  group: "karpenter.sh",
  kinds: ["Provisioner"],
  versions: ["v1alpha5"],
  mutate({ object }) {
    const spec = mapAt(object, "/spec");
    const given = listAt(spec, "/requirements");
    const requirements = [...given, ...defaultRequirements(spec)];
    return { ...object, spec: { ...spec, requirements } };
  },
  validate({ object }) {
    const spec = mapAt(object, "/spec");
    const findings = webhookFindings();
    checkTimes(spec, findings);
    checkProviders(spec, findings);
    const labels = { pointer: "/spec/labels", path: "spec.labels" };
    checkLabels(mapAt(spec, "/labels"), labels, nodeLabel, findings);
    checkTaints(spec, place, findings);
    checkRequirements(spec, place, nodeLabel, findings);
    const kubelet = { pointer: "/spec/kubeletConfiguration", path: "spec.kubeletConfiguration" };
    checkKubelet(mapAt(spec, "/kubeletConfiguration"), kubelet, findings);
    return findings.found;
  },
};

function checkTimes(spec: JsonObject, findings: WebhookFindings): void {
  for (const field of ["ttlSecondsUntilExpired", "ttlSecondsAfterEmpty"]) {
    const seconds = spec[field];
    if (typeof seconds === "number" && seconds < 0) {
      findings.invalid(`/spec/${field}`, `spec.${field}`, "cannot be negative");
    }
  }
  const isConsolidated = ownValue(mapAt(spec, "/consolidation"), "enabled") === true;
  if (isConsolidated && has(spec, "ttlSecondsAfterEmpty")) {
    const paths = ["spec.ttlSecondsAfterEmpty", "spec.consolidation.enabled"];
    findings.both("/spec/ttlSecondsAfterEmpty", paths);
  }
}

function checkProviders(spec: JsonObject, findings: WebhookFindings): void {
  const paths = ["spec.provider", "spec.providerRef"];
  const hasProvider = has(spec, "provider");
  if (hasProvider && has(spec, "providerRef")) {
    findings.both("/spec/provider", paths);
  }
  if (!hasProvider && !has(spec, "providerRef")) {
    findings.say("/spec", `expected exactly one, got neither: ${paths.join(", ")}`);
  }
  if (hasProvider) {
    checkProvider(mapAt(spec, "/provider"), "/spec/provider", "provider", findings);
  }
}

/** Labels of instance types; a provisioner that names none gets categories and generations. */
const typeLabels = [
  "node.kubernetes.io/instance-type",
  "karpenter.k8s.aws/instance-family",
  "karpenter.k8s.aws/instance-category",
  "karpenter.k8s.aws/instance-generation",
];

/** What a provisioner without requirements of a kind means, in the order it is appended. */
export function defaultRequirements(spec: JsonObject): readonly JsonValue[] {
  const keys = new Set(
    mapsAt(spec, "/requirements").map(({ map }) => currentKey(textAt(map, "/key") ?? "")),
  );
  const singles = [
    ["kubernetes.io/os", "linux"],
    ["kubernetes.io/arch", "amd64"],
    ["karpenter.sh/capacity-type", "on-demand"],
  ] as const;
  return [
    ...singles
      .filter(([key]) => !keys.has(key))
      .map(([key, value]) => ({ key, operator: "In", values: [value] })),
    ...(typeLabels.some((key) => keys.has(key))
      ? []
      : [
          { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
          { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["2"] },
        ]),
  ];
}
