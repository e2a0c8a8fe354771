import type { ImageRecord, JsonObject } from "@imagewright/core";
import type { GroupUpgrade } from "@imagewright/core/plan";
import { expect, test } from "vitest";

import { writeKarpenterReference } from "../index.ts";
import {
  amiOf,
  observed,
  planOf,
  type Planning,
  record,
  records,
  type World,
} from "./__fixtures__/planned-cluster.ts";
import { betaPool, nodeClass, nodePool } from "./__fixtures__/pool-objects.ts";
import { karpenterPlanDiagnostics } from "./plan-diagnostics.ts";
import { planPools } from "./plan-pools.ts";

interface Row extends Planning {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly controlPlane?: string;
  /** Code, and where it is found. */
  readonly blockers: readonly string[];
}

const beta = [nodeClass({}, "v1beta1"), betaPool()];
const budgetsAt = "/spec/disruption/budgets";
const marker = "imagewright.dev/before-upgrade";

function withBudgets(budgets: readonly JsonObject[], annotations: JsonObject = {}): JsonObject {
  return nodePool({ annotations, spec: { disruption: { consolidateAfter: "0s", budgets } } });
}

const al2 = nodeClass({ amiFamily: "AL2" });
const alias = (text: string, spec: JsonObject = {}): JsonObject => {
  const { amiFamily: _, ...rest } = nodeClass({ amiSelectorTerms: [{ alias: text }], ...spec })[
    "spec"
  ] as JsonObject;
  return { ...nodeClass(), spec: { ...rest, ...spec } };
};

const rows: readonly Row[] = [
  {
    name: "a provisioner has no budgets",
    objects: [
      {
        apiVersion: "karpenter.sh/v1alpha5",
        kind: "Provisioner",
        metadata: { name: "general" },
        spec: { providerRef: { name: "default" } },
      },
      {
        apiVersion: "karpenter.k8s.aws/v1alpha1",
        kind: "AWSNodeTemplate",
        metadata: { name: "default" },
        spec: { amiSelector: { "aws::ids": amiOf("1.33.5") } },
      },
    ],
    blockers: ["KARPENTER_PLAN_ALPHA /kind"],
  },
  {
    name: "Karpenter 0.33 reads no budgets",
    objects: beta,
    controlPlane: "1.27",
    goal: { kubernetesVersion: "1.28" },
    records: [record("1.28.5")],
    targetVersions: { karpenter: "0.33.10" },
    blockers: [`KARPENTER_PLAN_NO_BUDGETS ${budgetsAt}`],
  },
  {
    name: "Karpenter 1.1 serves no v1beta1",
    objects: beta,
    controlPlane: "1.30",
    goal: { kubernetesVersion: "1.31" },
    records: [record("1.31.5")],
    targetVersions: { karpenter: "1.1.5" },
    blockers: ["KARPENTER_PLAN_NOT_SERVED /apiVersion", "KARPENTER_PLAN_NOT_SERVED /apiVersion"],
  },
  {
    name: "Karpenter 1.5 supports Kubernetes up to 1.33",
    objects: [nodeClass(), nodePool()],
    targetVersions: { karpenter: "1.5.3" },
    blockers: ["KARPENTER_PLAN_KUBERNETES_NEW /apiVersion"],
  },
  {
    name: "no Karpenter that serves v1beta1 supports Kubernetes 1.32",
    objects: beta,
    controlPlane: "1.31",
    goal: { kubernetesVersion: "1.32" },
    records: [record("1.31.5", { id: amiOf("1.33.5") }), record("1.32.9")],
    blockers: ["KARPENTER_PLAN_KUBERNETES_NEW /apiVersion"],
  },
  {
    name: "the class is not there",
    objects: [nodePool()],
    blockers: ["KARPENTER_PLAN_CLASS_MISSING /spec/template/spec/nodeClassRef"],
  },
  {
    name: "the class is of Azure",
    objects: [
      nodePool({
        node: {
          nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
        },
      }),
      {
        apiVersion: "karpenter.azure.com/v1beta1",
        kind: "AKSNodeClass",
        metadata: { name: "default" },
        spec: {},
      },
    ],
    goal: { kubernetesVersion: "1.34" },
    blockers: ["KARPENTER_PLAN_CLASS_UNSUPPORTED /spec/template/spec/nodeClassRef"],
  },
  {
    name: "AL2 ends before 1.33",
    objects: [al2, nodePool()],
    controlPlane: "1.32",
    goal: { kubernetesVersion: "1.33" },
    records: [
      record("1.32.9", { id: amiOf("1.33.5"), format: "bootstrap.sh" }),
      record("1.33.5", { id: amiOf("1.34.1"), format: "bootstrap.sh" }),
    ],
    blockers: ["KARPENTER_PLAN_FAMILY /spec/amiFamily"],
  },
  {
    name: "an alias of AL2 ends before 1.33, whatever the family is called",
    objects: [alias("al2@latest", { amiFamily: "Custom" }), nodePool()],
    controlPlane: "1.32",
    goal: { kubernetesVersion: "1.33" },
    blockers: ["KARPENTER_PLAN_FAMILY /spec/amiFamily"],
  },
  {
    name: "Windows 2025 begins with 1.35",
    objects: [alias("windows2025@latest"), nodePool()],
    blockers: ["KARPENTER_PLAN_FAMILY /spec/amiFamily"],
  },
  {
    name: "a pinned alias is older than the minor",
    objects: [alias("al2023@v20250101"), nodePool()],
    blockers: ["KARPENTER_PLAN_ALIAS_OLD /spec/amiSelectorTerms/0/alias"],
  },
  {
    name: "an alias is none",
    objects: [alias("al2023@newest"), nodePool()],
    blockers: ["KARPENTER_PLAN_ALIAS /spec/amiSelectorTerms/0/alias"],
  },
  {
    name: "an image that Karpenter writes other user data for",
    objects: [nodeClass({ amiFamily: "Bottlerocket" }), nodePool()],
    blockers: ["KARPENTER_PLAN_FORMAT /spec/amiFamily"],
  },
  {
    name: "an architecture without image",
    objects: [
      nodeClass({ amiSelectorTerms: [{ id: amiOf("1.33.5") }, { id: amiOf("1.33.5", "arm64") }] }),
      nodePool({ architectures: ["amd64", "arm64"] }),
    ],
    records: records.filter(({ name }) => name !== "nodes-1.34.1-arm64"),
    goal: { kubernetesVersion: "1.34.1" },
    blockers: ["PLAN_IMAGE_MISSING "],
  },
  {
    name: "a parameter, before Karpenter knows them",
    objects: [nodeClass({ amiSelectorTerms: [{ name: "nodes-1.31", owner: "self" }] }), nodePool()],
    controlPlane: "1.31",
    goal: { kubernetesVersion: "1.32" },
    records: [
      record("1.32.9", {
        references: [{ kind: "karpenter-ami-selector", terms: [{ ssmParameter: "/nodes/1.32" }] }],
      }),
    ],
    targetVersions: { karpenter: "1.3.3" },
    blockers: ["KARPENTER_FIELD_TOO_NEW /spec/amiSelectorTerms/0/ssmParameter"],
  },
  {
    name: "a budget that never lets a node go",
    objects: [nodeClass(), withBudgets([{ nodes: "0" }])],
    blockers: [`KARPENTER_PLAN_HELD ${budgetsAt}`],
  },
  {
    name: "a budget for drift that never lets a node go",
    objects: [nodeClass(), withBudgets([{ nodes: "50%" }, { nodes: "0", reasons: ["Drifted"] }])],
    blockers: [`KARPENTER_PLAN_HELD ${budgetsAt}`],
  },
  {
    name: "a schedule that does not parse",
    objects: [nodeClass(), withBudgets([{ nodes: "5", schedule: "0 0 * * 7", duration: "1h" }])],
    blockers: [`KARPENTER_PLAN_HELD ${budgetsAt}`],
  },
  {
    name: "nodes that are not to be disrupted",
    objects: [
      nodeClass(),
      nodePool({
        template: { metadata: { annotations: { "karpenter.sh/do-not-disrupt": "true" } } },
      }),
    ],
    blockers: [
      "KARPENTER_PLAN_HELD /spec/template/metadata/annotations/karpenter.sh~1do-not-disrupt",
    ],
  },
  {
    name: "as many budgets as there may be",
    objects: [nodeClass(), withBudgets(Array.from({ length: 50 }, () => ({ nodes: "10%" })))],
    blockers: [`KARPENTER_PLAN_BUDGETS_FULL ${budgetsAt}`],
  },
  {
    name: "budgets that were edited while they were frozen",
    objects: [
      nodeClass(),
      withBudgets([{ nodes: "7" }, { nodes: "0", reasons: ["Drifted"] }], {
        [marker]: '{"budgets":[{"nodes":"1"}],"disruption":true}',
      }),
    ],
    blockers: [`KARPENTER_PLAN_BUDGETS_EDITED ${budgetsAt}`],
  },
  {
    name: "a note that cannot be read",
    objects: [nodeClass(), nodePool({ annotations: { [marker]: "yes" } })],
    blockers: ["KARPENTER_PLAN_MARKER /metadata/annotations/imagewright.dev~1before-upgrade"],
  },
  {
    name: "budgets that are no list",
    objects: [
      nodeClass(),
      nodePool({ spec: { disruption: { consolidateAfter: "0s", budgets: "10%" } } }),
    ],
    blockers: [`KARPENTER_PLAN_UNREADABLE ${budgetsAt}`],
  },
  {
    name: "requirements that no node fits",
    objects: [
      nodeClass(),
      nodePool({
        node: {
          requirements: [
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "kubernetes.io/arch", operator: "NotIn", values: ["amd64"] },
          ],
        },
      }),
    ],
    blockers: ["KARPENTER_PLAN_NEVER_MATCHES /spec/template/spec/requirements/1"],
  },
];

test.for(rows)("refused: $name", ({ objects, controlPlane = "1.33", blockers, ...planning }) => {
  const world: World = { objects, controlPlane };
  const plan = planOf(world, planning);
  expect(plan.blockers.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(blockers);
  expect(plan.steps).toEqual([]);
  expect(plan.applyable).toBe(false);
});

test("a pool that nothing is to be done about is not refused", () => {
  const objects = [nodeClass(), withBudgets([{ nodes: "0" }])];
  const plan = planOf({ objects, controlPlane: "1.33" }, { goal: { kubernetesVersion: "1.33.5" } });
  expect({ steps: plan.steps, blockers: plan.blockers }).toEqual({ steps: [], blockers: [] });
});

test("an object that is no canary has the name of one", () => {
  const objects = [nodeClass(), nodePool()];
  const { steps } = planOf({ objects, controlPlane: "1.33" });
  const create = steps.find(({ action }) => action === "createCanary")?.effects ?? [];
  const names = create.map(({ object }) => object.name);
  const taken = [nodeClass({}, "v1", names[0]), nodePool({ name: names[1] ?? "", className: "x" })];
  const others = [...taken, nodeClass({}, "v1", "x")];
  const plan = planOf({ objects: [...objects, ...others], controlPlane: "1.33" });
  expect(plan.blockers.map(({ code, found }) => `${code} ${found}`)).toEqual([
    `KARPENTER_PLAN_NAME_TAKEN ${names[0]}`,
    `KARPENTER_PLAN_NAME_TAKEN ${names[1]}`,
  ]);
});

interface UnitRow {
  readonly name: string;
  readonly architectures: readonly (readonly string[])[];
  readonly images: readonly (ImageRecord | undefined)[];
  readonly codes: readonly string[];
}

const unitRows: readonly UnitRow[] = [
  {
    name: "pools of one class get two images of one architecture",
    architectures: [["amd64"], ["amd64"]],
    images: [record("1.34.1"), { ...record("1.34.1", { id: "ami-0c134100000000000" }), name: "b" }],
    codes: ["KARPENTER_PLAN_IMAGES_DIFFER"],
  },
  {
    name: "a pool gets an image of another architecture",
    architectures: [["arm64"]],
    images: [record("1.34.1")],
    codes: ["KARPENTER_PLAN_ARCHITECTURES"],
  },
  {
    name: "one of two pools gets no image",
    architectures: [["amd64"], ["arm64"]],
    images: [record("1.34.1"), undefined],
    codes: ["KARPENTER_PLAN_ARCHITECTURES"],
  },
  {
    name: "an image that Karpenter cannot select",
    architectures: [["amd64"]],
    images: [record("1.34.1", { references: [{ kind: "ami-lookup", baseOs: "ubuntu-24.04" }] })],
    codes: ["KARPENTER_PLAN_UNREADABLE"],
  },
  {
    name: "each pool gets the image of its architecture",
    architectures: [["amd64"], ["arm64"]],
    images: [record("1.34.1"), record("1.34.1", { architecture: "arm64" })],
    codes: [],
  },
];

test.for(unitRows)("$name", ({ architectures, images, codes }) => {
  const pools = architectures.map((one, index) =>
    nodePool({ name: `pool-${index}`, architectures: one }),
  );
  const { state, objects } = observed([nodeClass(), ...pools]);
  const upgrades = state.nodeGroups.map((group, index): GroupUpgrade => {
    const image = images[index];
    const reference = image?.references[0];
    return { group, ...(image && reference && { image: { record: image, reference } }) };
  });
  const { steps, diagnostics } = planPools(upgrades, {
    cluster: state,
    objects,
    version: "1.34.1",
    movesControlPlane: true,
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: "1.34.1" },
    },
    targetVersions: {},
    writeReference: writeKarpenterReference,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code }) => code)).toEqual(codes);
  expect(steps.length === 0).toBe(codes.length > 0);
});

test("every finding has a cause and a remedy of its own", () => {
  const rules = Object.values(karpenterPlanDiagnostics.rules);
  expect(new Set(rules.map(({ cause }) => cause)).size).toBe(rules.length);
});
