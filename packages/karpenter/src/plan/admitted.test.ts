import { type CustomResourceSource, judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import type { JsonObject } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { karpenterWebhooks } from "../index.ts";
import {
  addressOf,
  after,
  amiOf,
  planOf,
  type Planning,
  record,
  type World,
} from "./__fixtures__/planned-cluster.ts";
import { betaPool, nodeClass, nodePool } from "./__fixtures__/pool-objects.ts";

interface Row extends Planning {
  readonly name: string;
  readonly crds: string;
  readonly karpenter: string;
  readonly world: World;
}

const both = [{ id: amiOf("1.33.5") }, { id: amiOf("1.33.5", "arm64") }];
const betaClass = nodeClass({}, "v1beta1");
const betaRecords = [record("1.29.9", { id: amiOf("1.33.5") }), record("1.30.4")];
const own = { consolidateAfter: "5m", budgets: [{ nodes: "1", reasons: ["Empty"] }] };

const rows: readonly Row[] = [
  {
    name: "v1, no disruption block",
    crds: "crds",
    karpenter: "1.14.1",
    world: { objects: [nodeClass(), nodePool()], controlPlane: "1.33" },
  },
  {
    name: "v1, budgets, both architectures",
    crds: "crds",
    karpenter: "1.14.1",
    world: {
      objects: [
        nodeClass({ amiSelectorTerms: both }),
        nodePool({
          architectures: ["amd64", "arm64"],
          spec: { disruption: own, limits: { cpu: "100", memory: "1Ti" }, weight: 5 },
        }),
      ],
      controlPlane: "1.33",
    },
  },
  {
    name: "v1, static",
    crds: "crds",
    karpenter: "1.14.1",
    world: {
      objects: [nodeClass(), nodePool({ spec: { replicas: 2, limits: { nodes: "4" } } })],
      controlPlane: "1.33",
    },
  },
  {
    name: "v1 of 1.0, two hops and an alias",
    crds: "karpenter/crds-v1.0.14",
    karpenter: "1.0.14",
    goal: { kubernetesVersion: "1.31" },
    records: [...betaRecords, record("1.31.3")],
    world: {
      objects: [
        nodeClass(),
        nodeClass(
          { amiSelectorTerms: [{ alias: "bottlerocket@latest" }], amiFamily: "Bottlerocket" },
          "v1",
          "public",
        ),
        nodePool({ spec: { disruption: own } }),
        nodePool({ name: "public", className: "public" }),
      ],
      controlPlane: "1.29",
    },
  },
  {
    name: "v1beta1",
    crds: "karpenter/crds-v1.0.14",
    karpenter: "1.0.14",
    goal: { kubernetesVersion: "1.30" },
    records: betaRecords,
    world: { objects: [betaClass, betaPool()], controlPlane: "1.29" },
  },
  {
    name: "v1beta1, budgets and a policy",
    crds: "karpenter/crds-v1.0.14",
    karpenter: "0.37.8",
    goal: { kubernetesVersion: "1.30" },
    records: betaRecords,
    world: {
      objects: [
        betaClass,
        betaPool({
          spec: {
            disruption: {
              consolidationPolicy: "WhenEmpty",
              consolidateAfter: "30s",
              expireAfter: "Never",
              budgets: [{ nodes: "2", schedule: "@daily", duration: "1h" }],
            },
          },
        }),
      ],
      controlPlane: "1.29",
    },
  },
];

/** The canary's pod is of Kubernetes' own API, whose definitions are no custom resources. */
function judged(world: World): ReadonlyMap<string, JsonObject> {
  const objects = world.objects.filter((object) => object["kind"] !== "Pod");
  return new Map(
    objects.map((object) => [`${addressOf(object).kind} ${addressOf(object).name}`, object]),
  );
}

test.for(rows)("$name: every object on the way is admitted", (row, context) => {
  const source = folderSource(requireUpstream(context, row.crds));
  const { world, karpenter, ...planning } = row;
  const targetVersions = { karpenter };
  const plan = planOf(world, { ...planning, targetVersions });
  expect(plan.blockers).toEqual([]);
  expect(plan.steps.length).toBeGreaterThan(5);
  let now = world;
  for (const step of plan.steps) {
    const next = after(now, plan, [step]);
    for (const [name, object] of judged(next)) {
      const verdict = verdictOn(judged(now).get(name), object, source, targetVersions);
      expect({ step: step.title, name, ...verdict }).toEqual({
        step: step.title,
        name,
        admitted: true,
        diagnostics: [],
        unchecked: [],
      });
    }
    now = next;
  }
});

function verdictOn(
  before: JsonObject | undefined,
  object: JsonObject,
  source: CustomResourceSource,
  targetVersions: Planning["targetVersions"],
): object {
  const options = {
    webhooks: karpenterWebhooks,
    ...(targetVersions !== undefined && { targetVersions }),
  };
  const { admitted, diagnostics, unchecked } =
    before === undefined
      ? judgeCreation(object, source, options)
      : judgeUpdate(before, object, source, options);
  return { admitted, diagnostics, unchecked };
}
