import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { after, amiOf, planOf, type Planning, record } from "./__fixtures__/planned-cluster.ts";
import { betaPool, nodeClass, nodePool } from "./__fixtures__/pool-objects.ts";

interface Row extends Planning {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly controlPlane?: string;
  readonly hazards: readonly string[];
}

const calm = {
  spec: { disruption: { consolidateAfter: "1m", budgets: [{ nodes: "1" }] } },
  node: { expireAfter: "Never", terminationGracePeriod: "1h" },
} as const;

const rows: readonly Row[] = [
  { name: "nothing to be said", objects: [nodeClass(), nodePool(calm)], hazards: [] },
  {
    name: "nodes expire, and pods may keep them",
    objects: [nodeClass(), nodePool({ spec: calm.spec })],
    hazards: [
      "info KARPENTER_PLAN_EXPIRY /spec/template/spec/expireAfter",
      "info KARPENTER_PLAN_DRAIN /spec/template/spec",
    ],
  },
  {
    name: "budgets are the API server's",
    objects: [nodeClass(), nodePool({ node: calm.node })],
    hazards: ["info KARPENTER_PLAN_DEFAULT_BUDGETS /spec/disruption/budgets"],
  },
  {
    name: "v1beta1, and nobody says which Karpenter",
    objects: [
      nodeClass({}, "v1beta1"),
      betaPool({
        spec: { disruption: { expireAfter: "Never", budgets: [{ nodes: "1" }] } },
        node: calm.node,
      }),
    ],
    controlPlane: "1.29",
    goal: { kubernetesVersion: "1.30" },
    records: [record("1.29.9", { id: amiOf("1.33.5") }), record("1.30.4")],
    hazards: [
      "warning KARPENTER_PLAN_BUDGETS_ASSUMED /spec/disruption/budgets",
      "info KARPENTER_PLAN_CONSOLIDATION /spec/disruption",
    ],
  },
  {
    name: "limits that are reached",
    objects: [
      nodeClass(),
      {
        ...nodePool({ ...calm, spec: { ...calm.spec, limits: { cpu: "10", memory: "100Gi" } } }),
        status: { resources: { cpu: "10", memory: "90Gi" } },
      },
    ],
    hazards: ["warning KARPENTER_PLAN_LIMITS /spec/limits/cpu"],
  },
  {
    name: "a static pool without room for one more",
    objects: [
      nodeClass(),
      nodePool({ ...calm, spec: { ...calm.spec, replicas: 3, limits: { nodes: 3 } } }),
    ],
    hazards: ["warning KARPENTER_PLAN_LIMITS /spec/limits/nodes"],
  },
  {
    name: "a class that is not ready",
    objects: [
      {
        ...nodeClass(),
        status: { conditions: [{ type: "Ready", status: "False", reason: "AMINotFound" }] },
      },
      nodePool(calm),
    ],
    hazards: ["warning KARPENTER_PLAN_NOT_READY /status/conditions/0"],
  },
  {
    name: "user data that names the version",
    objects: [nodeClass({ userData: "#!/bin/bash\ninstall kubectl-1.33.5\n" }), nodePool(calm)],
    hazards: ["warning KARPENTER_PLAN_USER_DATA /spec/userData"],
  },
  {
    name: "user data with another number",
    objects: [nodeClass({ userData: "#!/bin/bash\ninstall tool-11.33.5\n" }), nodePool(calm)],
    hazards: [],
  },
  {
    name: "a pinned alias that may have no image",
    objects: [nodeClass({ amiSelectorTerms: [{ alias: "al2023@v20260714" }] }), nodePool(calm)],
    hazards: ["warning KARPENTER_PLAN_ALIAS_UNCHECKED /spec/amiSelectorTerms/0/alias"],
  },
  {
    name: "the newest image",
    objects: [nodeClass({ amiSelectorTerms: [{ alias: "al2023@latest" }] }), nodePool(calm)],
    hazards: [],
  },
  {
    name: "a lookup by tags",
    objects: [nodeClass({ amiSelectorTerms: [{ tags: { team: "orders" } }] }), nodePool(calm)],
    hazards: ["warning KARPENTER_PLAN_LOOKUP /spec/amiSelectorTerms/0"],
  },
  {
    name: "more ids than pools ask for",
    objects: [
      nodeClass({ amiSelectorTerms: [{ id: amiOf("1.33.5") }, { id: amiOf("1.33.5", "arm64") }] }),
      nodePool(calm),
    ],
    hazards: ["warning KARPENTER_PLAN_IDS_DROPPED /spec/amiSelectorTerms"],
  },
  {
    name: "Karpenter does not support the old version any more",
    objects: [nodeClass(), nodePool(calm)],
    controlPlane: "1.24",
    goal: { kubernetesVersion: "1.25" },
    records: [record("1.24.9", { id: amiOf("1.33.5") }), record("1.25.3")],
    targetVersions: { karpenter: "1.5.0" },
    hazards: ["warning KARPENTER_PLAN_KUBERNETES_OLD /apiVersion"],
  },
];

test("what is the same of several pools is said once", () => {
  const pools = ["general", "batch", "spot", "gpu"].map((name) => nodePool({ name }));
  const { hazards } = planOf({ objects: [nodeClass(), ...pools], controlPlane: "1.33" });
  expect(hazards.map(({ message }) => message)).toEqual([
    "no budgets stand in node pools batch, general, gpu and 1 more",
    "nodes of node pools batch, general, gpu and 1 more expire after 720h",
    "pods of node pools batch, general, gpu and 1 more may keep their nodes without end",
  ]);
});

test.for(rows)("$name", ({ objects, controlPlane = "1.33", hazards, ...planning }) => {
  const plan = planOf({ objects, controlPlane }, planning);
  expect(plan.blockers).toEqual([]);
  const own = plan.hazards.filter(({ code }) => code.startsWith("KARPENTER_PLAN"));
  expect(own.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`)).toEqual(
    hazards,
  );
});

test("pools of whose upgrade something is left are gone on with, whatever the goal", () => {
  const world = { objects: [nodeClass(), nodePool()], controlPlane: "1.33.5" };
  const old = record("1.33.5");
  const records = [
    { ...old, lifecycle: { state: "deprecated" as const } },
    { ...record("1.33.5", { id: "ami-0c133500000000000" }), name: "nodes-next" },
  ];
  const planning: Planning = { goal: { images: "supported" }, records };
  const plan = planOf(world, planning);
  const actions = plan.steps.map(({ action }) => action);
  expect(actions).toEqual([
    "freeze",
    "createCanary",
    "verifyCanary",
    "upgradeNodes",
    "thaw",
    "restore",
    "removeCanary",
  ]);
  for (const [at] of actions.entries()) {
    const between = after(world, plan, plan.steps.slice(0, at + 1));
    const left = planOf(between, planning).steps.map(({ action }) => action);
    expect(left.at(-1)).toBe(at === actions.length - 1 ? undefined : "removeCanary");
  }
});

test("a canary of another image is taken away as well", () => {
  const world = { objects: [nodeClass(), nodePool()], controlPlane: "1.33" };
  const first = planOf(world, { goal: { kubernetesVersion: "1.34.1" } });
  const upTo = first.steps.findIndex(({ action }) => action === "createCanary");
  const between = after(world, first, first.steps.slice(0, upTo + 1));
  const planning: Planning = {
    goal: { kubernetesVersion: "1.34.2" },
    records: [record("1.33.5"), record("1.34.1"), record("1.34.2")],
  };
  const second = planOf(between, planning);
  expect(second.blockers).toEqual([]);
  const reached = after(between, second, second.steps);
  expect(reached.objects.length).toBe(2);
  expect(planOf(reached, planning).steps).toEqual([]);
});
