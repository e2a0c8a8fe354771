import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  after,
  amiOf,
  planOf,
  type Planning,
  record,
  records,
  stepLines,
  type World,
} from "./__fixtures__/planned-cluster.ts";
import { betaPool, nodeClass, nodePool } from "./__fixtures__/pool-objects.ts";

interface Row extends Planning {
  readonly name: string;
  readonly world: World;
}

const both = [{ id: amiOf("1.33.5") }, { id: amiOf("1.33.5", "arm64") }];
const oldRecord = record("1.29.9", { id: amiOf("1.33.5") });

const rows: readonly Row[] = [
  {
    name: "v1 pool of one AMI",
    world: { objects: [nodeClass(), nodePool()], controlPlane: "1.33" },
  },
  {
    name: "v1 pool with budgets of its own",
    world: {
      objects: [
        nodeClass(),
        nodePool({
          annotations: { "example.com/team": "orders" },
          spec: {
            disruption: {
              consolidationPolicy: "WhenEmpty",
              consolidateAfter: "1m",
              budgets: [
                { nodes: "20%" },
                { nodes: "0", schedule: "0 8 * * mon-fri", duration: "10h", reasons: ["Drifted"] },
              ],
            },
            limits: { cpu: "1000" },
            weight: 10,
          },
          template: { metadata: { labels: { team: "orders" } } },
          node: { taints: [{ key: "orders", effect: "NoSchedule" }], expireAfter: "Never" },
        }),
      ],
      controlPlane: "1.33",
    },
  },
  {
    name: "v1beta1 pool",
    world: {
      objects: [
        nodeClass({}, "v1beta1"),
        betaPool({ spec: { disruption: { budgets: [{ nodes: "1" }] } } }),
      ],
      controlPlane: "1.29",
    },
    goal: { kubernetesVersion: "1.30" },
    records: [oldRecord, record("1.30.4")],
    targetVersions: { karpenter: "0.37.8" },
  },
  {
    name: "v1beta1 pool without a disruption block",
    world: { objects: [nodeClass({}, "v1beta1"), betaPool()], controlPlane: "1.29" },
    goal: { kubernetesVersion: "1.30" },
    records: [oldRecord, record("1.30.4")],
  },
  {
    name: "newest alias over two minors",
    world: {
      objects: [nodeClass({ amiSelectorTerms: [{ alias: "al2023@latest" }] }), nodePool()],
      controlPlane: "1.33",
    },
    goal: { kubernetesVersion: "1.35" },
  },
  {
    name: "v1beta1 class that names no image",
    world: {
      objects: [
        {
          ...nodeClass({}, "v1beta1"),
          spec: { ...withoutTerms(nodeClass({}, "v1beta1")["spec"]), amiFamily: "AL2023" },
        },
        betaPool(),
      ],
      controlPlane: "1.29",
    },
    goal: { kubernetesVersion: "1.30" },
    records: [],
    targetVersions: { karpenter: "0.37.8" },
  },
  {
    name: "pools of both architectures that share a class",
    world: {
      objects: [
        nodeClass({ amiSelectorTerms: both }),
        nodePool(),
        nodePool({ name: "graviton", architectures: ["arm64"] }),
      ],
      controlPlane: "1.33",
    },
  },
  {
    name: "one pool of both architectures",
    world: {
      objects: [
        nodeClass({ amiSelectorTerms: both }),
        nodePool({ architectures: ["amd64", "arm64"] }),
      ],
      controlPlane: "1.33",
    },
  },
  {
    name: "class by name and alias beside each other",
    world: {
      objects: [
        nodeClass({ amiSelectorTerms: [{ name: "nodes-1.33-*", owner: "self" }] }),
        nodeClass(
          { amiSelectorTerms: [{ alias: "bottlerocket@latest" }], amiFamily: "Bottlerocket" },
          "v1",
          "public",
        ),
        nodePool(),
        nodePool({ name: "spare", className: "public" }),
      ],
      controlPlane: "1.33",
    },
    records: [record("1.34.1")],
  },
  {
    name: "static pool",
    world: {
      objects: [nodeClass(), nodePool({ spec: { replicas: 3, limits: { nodes: "5" } } })],
      controlPlane: "1.33",
    },
  },
  {
    name: "another image within the minor",
    world: { objects: [nodeClass(), nodePool()], controlPlane: "1.33.5" },
    goal: { image: "nodes-1.33.5-next" },
    records: [
      ...records,
      { ...record("1.33.5", { id: "ami-0c133500000000000" }), name: "nodes-1.33.5-next" },
    ],
  },
  {
    name: "pool that lags behind its control plane",
    world: { objects: [nodeClass(), nodePool()], controlPlane: "1.34" },
    goal: { kubernetesVersion: "1.34.1" },
  },
];

function withoutTerms(spec: unknown): object {
  const { amiSelectorTerms: _, ...rest } = { ...(spec as Readonly<Record<string, unknown>>) };
  return rest;
}

test("plans, step by step", async () => {
  const artifacts = rows.map(({ name, world, ...planning }) => {
    const plan = planOf(world, planning);
    expect(plan.blockers).toEqual([]);
    const lines = [
      ...plan.steps.flatMap((step) => [`[hop ${step.hop}] ${stepLines(step).join("\n")}`]),
      "",
      ...plan.hazards.map(({ code, severity, message }) => `${severity} ${code}: ${message}`),
    ];
    return {
      path: `${name.toLowerCase().replaceAll(" ", "-")}.txt`,
      mediaType: "text/plain",
      text: `${lines.join("\n")}\n`,
    };
  });
  await expectGolden(new URL("__golden__/", import.meta.url), artifacts);
});

test.for(rows)("$name: the plan of the end is empty", ({ world, ...planning }) => {
  let now = world;
  const plan = planOf(now, planning);
  now = after(now, plan, plan.steps);
  const again = planOf(now, planning);
  expect({ steps: again.steps, blockers: again.blockers }).toEqual({ steps: [], blockers: [] });
});
