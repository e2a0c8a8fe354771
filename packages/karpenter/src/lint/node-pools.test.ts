import type { JsonObject, TargetVersions } from "@imagewright/core";
import { expect, test } from "vitest";

import { ec2NodeClass, lines, nodePool, requirement } from "../__fixtures__/lint.ts";

const at = "/spec/template/spec";

function requires(...requirements: JsonObject[]): JsonObject {
  return nodePool({ requirements });
}

function budget(one: JsonObject): JsonObject {
  return nodePool({}, { disruption: { consolidateAfter: "0s", budgets: [one] } });
}

function refersTo(nodeClassRef: JsonObject): JsonObject {
  return nodePool({ nodeClassRef });
}

const reference = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" };
const window = { nodes: "10%", duration: "8h" };

/** Each hazard, and a twin that has it not. */
test.for<readonly [string, JsonObject, readonly string[], JsonObject, TargetVersions?]>([
  [
    "an old label",
    requires(requirement("beta.kubernetes.io/arch", "In", "arm64")),
    [`LABEL_DEPRECATED ${at}/requirements/0/key`],
    requires(requirement("kubernetes.io/arch", "In", "arm64")),
  ],
  [
    "a label of a later Karpenter",
    requires(requirement("karpenter.k8s.aws/placement-group-id", "Exists")),
    [`FIELD_TOO_NEW ${at}/requirements/0/key`],
    requires(requirement("karpenter.k8s.aws/instance-cpu", "Exists")),
    { karpenter: "1.10.0" },
  ],
  [
    "an operator of a later Karpenter",
    requires(requirement("karpenter.k8s.aws/instance-cpu", "Gte", "4")),
    [`FIELD_TOO_NEW ${at}/requirements/0/operator`],
    requires(requirement("karpenter.k8s.aws/instance-cpu", "Gt", "3")),
    { karpenter: "1.8.8" },
  ],
  [
    "an architecture by EC2's name",
    requires(requirement("kubernetes.io/arch", "In", "x86_64")),
    [`REQUIREMENT ${at}/requirements/0/values`],
    requires(requirement("kubernetes.io/arch", "In", "amd64")),
  ],
  [
    "two lists without a common value",
    requires(
      requirement("karpenter.k8s.aws/instance-family", "In", "m7g"),
      requirement("karpenter.k8s.aws/instance-family", "NotIn", "m7g"),
    ),
    [`NEVER_MATCHES ${at}/requirements/1`],
    requires(
      requirement("karpenter.k8s.aws/instance-family", "In", "m7g", "c7g"),
      requirement("karpenter.k8s.aws/instance-family", "NotIn", "m7g"),
    ),
  ],
  [
    "bounds that cross",
    requires(
      requirement("karpenter.k8s.aws/instance-cpu", "Gt", "8"),
      requirement("karpenter.k8s.aws/instance-cpu", "Lt", "9"),
    ),
    [`NEVER_MATCHES ${at}/requirements/1`],
    requires(
      requirement("karpenter.k8s.aws/instance-cpu", "Gt", "8"),
      requirement("karpenter.k8s.aws/instance-cpu", "Lt", "17"),
    ),
  ],
  [
    "values outside their bounds",
    requires(
      requirement("karpenter.k8s.aws/instance-cpu", "In", "2", "4"),
      requirement("karpenter.k8s.aws/instance-cpu", "Gt", "4"),
    ),
    [`NEVER_MATCHES ${at}/requirements/1`],
    requires(
      requirement("karpenter.k8s.aws/instance-cpu", "In", "2", "4"),
      requirement("karpenter.k8s.aws/instance-cpu", "Gt", "2"),
    ),
  ],
  [
    "a label that exists and does not",
    requires(requirement("a", "DoesNotExist"), requirement("a", "In", "b")),
    [`NEVER_MATCHES ${at}/requirements/1`],
    requires(requirement("a", "DoesNotExist"), requirement("b", "In", "b")),
  ],
  [
    "a system the class does not boot",
    requires(requirement("kubernetes.io/os", "In", "windows")),
    [`NEVER_MATCHES ${at}/requirements/0`],
    requires(requirement("kubernetes.io/os", "In", "linux")),
  ],
  [
    "a taint that stands twice",
    nodePool({
      taints: [{ key: "a", effect: "NoSchedule" }],
      startupTaints: [{ key: "a", effect: "NoSchedule", value: "b" }],
    }),
    [`TAINT_TWICE ${at}/startupTaints/0`],
    nodePool({
      taints: [{ key: "a", effect: "NoSchedule" }],
      startupTaints: [{ key: "a", effect: "NoExecute" }],
    }),
  ],
  [
    "a schedule that does not parse",
    budget({ ...window, schedule: "0 9 * * sat-sun" }),
    ["BUDGET /spec/disruption/budgets/0/schedule"],
    budget({ ...window, schedule: "0 9 * * sat,sun" }),
  ],
  [
    "a name with a tail, which the pattern admits",
    budget({ ...window, schedule: "@dailyx" }),
    ["BUDGET /spec/disruption/budgets/0/schedule"],
    budget({ ...window, schedule: "@daily" }),
  ],
  [
    "a day that never comes",
    budget({ ...window, schedule: "0 0 30 2 *" }),
    ["BUDGET_NEVER /spec/disruption/budgets/0/schedule"],
    budget({ ...window, schedule: "0 0 29 2 *" }),
  ],
  [
    "no reason",
    budget({ nodes: "10%", reasons: [] }),
    ["BUDGET_IDLE /spec/disruption/budgets/0/reasons"],
    budget({ nodes: "10%", reasons: ["Drifted"] }),
  ],
  [
    "never a node",
    budget({ nodes: "0" }),
    ["BUDGET_CLOSED /spec/disruption/budgets"],
    budget({ nodes: "0", reasons: ["Empty"] }),
  ],
  [
    "a duration with a tail",
    nodePool({}, { disruption: { consolidateAfter: "10seconds" } }),
    ["DURATION /spec/disruption/consolidateAfter"],
    nodePool({}, { disruption: { consolidateAfter: "10s" } }),
  ],
  [
    "a group with a version",
    refersTo({ ...reference, group: "karpenter.k8s.aws/v1" }),
    [`CLASS_REFERENCE ${at}/nodeClassRef/group`],
    refersTo(reference),
  ],
  [
    "a kind of another generation",
    refersTo({ ...reference, kind: "AWSNodeTemplate" }),
    [`CLASS_REFERENCE ${at}/nodeClassRef/kind`],
    refersTo({ group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" }),
  ],
  [
    "a class nobody wrote",
    refersTo({ ...reference, name: "defualt" }),
    [`CLASS_ELSEWHERE ${at}/nodeClassRef/name`],
    refersTo(reference),
  ],
])("node pools: %s", ([, pool, expected, twin, versions]) => {
  expect(lines([ec2NodeClass(), pool], versions)).toEqual(expected);
  expect(lines([ec2NodeClass(), twin], versions)).toEqual([]);
});

function annotated(spec: JsonObject, annotations: JsonObject): JsonObject {
  const template = { metadata: { annotations }, spec: { nodeClassRef: reference, ...spec } };
  return { apiVersion: "karpenter.sh/v1", kind: "NodePool", spec: { template } };
}

function betaPool(template: JsonObject): JsonObject {
  return { ...nodePool(template), apiVersion: "karpenter.sh/v1beta1" };
}

test("nodes that expire and may not be disrupted need an end", () => {
  const kept = { "karpenter.sh/do-not-disrupt": "true" };
  const pointer = "/spec/template/metadata/annotations";
  expect(lines([annotated({}, kept)])).toEqual([
    `NEVER_DRAINED ${pointer}/karpenter.sh~1do-not-disrupt`,
  ]);
  expect(lines([annotated({ expireAfter: "Never" }, kept)])).toEqual([]);
  expect(lines([annotated({ terminationGracePeriod: "1h" }, kept)])).toEqual([]);
  expect(lines([annotated({}, {})])).toEqual([]);
  expect(lines([annotated({}, { "karpenter.sh/do-not-evict": "true" })])).toEqual([
    `OLD_WORD ${pointer}/karpenter.sh~1do-not-evict`,
  ]);
});

test("pools of v1beta1 name a whole API version, and hold the kubelet's settings", () => {
  const { group: _, ...named } = { ...reference, apiVersion: "karpenter.k8s.aws/v1" };
  const nodeClass = ec2NodeClass({ amiFamily: "Bottlerocket" }, "v1beta1");
  expect(lines([betaPool({ nodeClassRef: named })])).toEqual([
    `CLASS_REFERENCE ${at}/nodeClassRef/apiVersion`,
  ]);
  const nodeClassRef = { name: "default" };
  expect(lines([nodeClass, betaPool({ nodeClassRef, kubelet: { podsPerCore: 2 } })])).toEqual([
    `FIELD_IGNORED ${at}/kubelet/podsPerCore`,
  ]);
  expect(lines([nodeClass, betaPool({ nodeClassRef, kubelet: { maxPods: 2 } })])).toEqual([]);
  expect(lines([betaPool({ nodeClassRef })], { karpenter: "0.37", kubernetes: "1.31" })).toEqual([
    "KUBERNETES_TOO_NEW /apiVersion",
  ]);
  expect(lines([betaPool({ nodeClassRef })], { karpenter: "1.1", kubernetes: "1.31" })).toEqual([
    "ERA /apiVersion",
  ]);
});
