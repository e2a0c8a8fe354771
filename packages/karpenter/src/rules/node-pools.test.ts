import { expect, test } from "vitest";

import { al2023, today } from "../__fixtures__/example-targets.ts";
import { findings, nodePool } from "../__fixtures__/findings.ts";
import type { DisruptionBudget, NodePoolOptions, NodeRequirement } from "../index.ts";

test.for([
  { karpenterVersion: "1.8", key: "kubernetes.io/role", found: true },
  { karpenterVersion: "1.8", key: "x.k8s.io/role", found: true },
  { karpenterVersion: "1.8", key: "node.kubernetes.io/windows-build", found: false },
  { karpenterVersion: "1.8", key: "kops.k8s.io/instancegroup", found: false },
  { karpenterVersion: "1.8", key: "topology.kubernetes.io/zone", found: false },
  { karpenterVersion: "1.9", key: "kubernetes.io/role", found: false },
])("Karpenter $karpenterVersion and the key $key", ({ karpenterVersion, key, found }) => {
  const nodePools = [
    { name: "a", nodeClass: "default", requirements: [{ key, operator: "Exists" as const }] },
  ];
  expect(findings(al2023, { ...today, karpenterVersion, nodePools })).toEqual(
    found ? ["LABEL /nodePools/0/requirements/0/key"] : [],
  );
});

test.for<readonly [string, NodeRequirement, readonly string[]]>([
  [
    "In without values",
    { key: "a", operator: "In" },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "fewer than minValues",
    { key: "a", operator: "In", values: ["x"], minValues: 2 },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "Gt without a number",
    { key: "a", operator: "Gt", values: ["x"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "Gt with two numbers",
    { key: "a", operator: "Gt", values: ["1", "2"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "Exists with a value",
    { key: "a", operator: "Exists", values: ["x"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "another architecture",
    { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
    ["ARCHITECTURE /nodePools/0/requirements/0"],
  ],
  [
    "both architectures, of which Karpenter takes what the image has",
    { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
    [],
  ],
  [
    "any architecture but the image's",
    { key: "kubernetes.io/arch", operator: "NotIn", values: ["arm64"] },
    ["ARCHITECTURE /nodePools/0/requirements/0"],
  ],
  ["no Windows", { key: "kubernetes.io/os", operator: "NotIn", values: ["windows"] }, []],
  [
    "a misspelt capacity type",
    { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spott"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "the image's architecture",
    { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
    [],
  ],
  [
    "an old key",
    { key: "beta.kubernetes.io/arch", operator: "In", values: ["arm64"] },
    ["LABEL_DEPRECATED /nodePools/0/requirements/0/key"],
  ],
  [
    "a key of Karpenter",
    { key: "karpenter.sh/nodepool", operator: "Exists" },
    ["LABEL /nodePools/0/requirements/0/key"],
  ],
  [
    "an unknown key of the provider",
    { key: "karpenter.k8s.aws/instance-colour", operator: "Exists" },
    ["LABEL /nodePools/0/requirements/0/key"],
  ],
  [
    "the hostname",
    { key: "kubernetes.io/hostname", operator: "Exists" },
    ["LABEL /nodePools/0/requirements/0/key"],
  ],
])("requirements: %s", ([, requirement, expected]) => {
  expect(nodePool({ requirements: [requirement] })).toEqual(expected);
});

test.for<readonly [string, Partial<NodePoolOptions>, readonly string[]]>([
  [
    "a limit that is no quantity",
    { limits: { cpu: "many" } },
    ["QUANTITY /nodePools/0/limits/cpu"],
  ],
  ["a label value with a blank", { nodeLabels: { a: "b c" } }, ["LABEL /nodePools/0/nodeLabels/a"]],
  [
    "a taint in both lists",
    {
      taints: [{ key: "a", effect: "NoExecute" }],
      startupTaints: [{ key: "a", value: "x", effect: "NoExecute" }],
    },
    ["TAINT_TWICE /nodePools/0/startupTaints/0"],
  ],
  [
    "an empty taint value",
    { taints: [{ key: "a", value: "", effect: "NoExecute" }] },
    ["USERDATA_TAINT /nodePools/0/taints/0/value"],
  ],
  [
    "an annotation with a blank",
    { annotations: { "a b": "c" } },
    ["LABEL /nodePools/0/annotations/a b"],
  ],
])("node pools: %s", ([, change, expected]) => {
  expect(nodePool(change)).toEqual(expected);
});

test.for<readonly [string, DisruptionBudget, readonly string[]]>([
  [
    "a schedule without duration",
    { nodes: "1", schedule: "@daily" },
    ["BUDGET /nodePools/0/disruption/budgets/0"],
  ],
  [
    "Sunday as 7",
    { nodes: "1", schedule: "0 0 * * 7", duration: "1h" },
    ["BUDGET /nodePools/0/disruption/budgets/0/schedule"],
  ],
  [
    "no reason",
    { nodes: "1", reasons: [] },
    ["BUDGET_IDLE /nodePools/0/disruption/budgets/0/reasons"],
  ],
  ["nothing, ever", { nodes: "0%" }, ["BUDGET_CLOSED /nodePools/0/disruption/budgets"]],
  [
    "no drift, ever",
    { nodes: "0", reasons: ["Drifted"] },
    ["BUDGET_CLOSED /nodePools/0/disruption/budgets"],
  ],
  ["nothing by day", { nodes: "0", schedule: "0 9 * * *", duration: "8h" }, []],
])("budgets: %s", ([, budget, expected]) => {
  expect(nodePool({ disruption: { budgets: [budget] } })).toEqual(expected);
});

test("a static pool has neither a weight nor limits of resources", () => {
  const found = nodePool({ replicas: 3, weight: 1, limits: { cpu: "1", nodes: "5" } });
  expect(found).toEqual(["STATIC_POOL /nodePools/0/replicas", "STATIC_POOL /nodePools/0/replicas"]);
});
