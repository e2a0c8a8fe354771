import { createImageCatalog, type JsonValue } from "@imagewright/core";
import {
  changeObjects,
  type ClusterPlan,
  createPlanner,
  planObjects,
  type PlanStep,
} from "@imagewright/core/plan";
import { describe, expect, test } from "vitest";

import { observeClusters } from "../observe/observe-clusters.ts";
import { awsCluster } from "./__fixtures__/aws-clusters.ts";
import { amiOf, imageOf, plugin } from "./__fixtures__/planning.ts";
import { imagePatch, topologyDocuments, versionedPatch } from "./__fixtures__/topology-clusters.ts";
import { clusterApiPlanning } from "./index.ts";

const versions = ["1.33.4", "1.34.1", "1.35.0"];
const id = "/spec/template/spec/ami/id";
const text = { type: "string" };

/** The plan of the first cluster, by the planner of core, and the documents after some steps. */
function planOf(
  documents: readonly JsonValue[],
  goal = "1.35",
): { readonly plan: ClusterPlan; readonly after: (count: number) => readonly JsonValue[] } {
  const { clusters, objects } = observeClusters(
    documents.map((value) => ({ value })),
    plugin,
  );
  const [state] = clusters;
  if (state === undefined) {
    throw new Error("no cluster was observed");
  }
  const planner = createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: goal },
    },
    catalog: createImageCatalog(versions.map((version) => imageOf(version))),
    contributions: [{ ...clusterApiPlanning, guards: [] }],
    writeReference: plugin.writeReference,
  });
  const before = planObjects(objects);
  const plan = planner.plan({ state, objects: before });
  return {
    plan,
    after(count) {
      const draft = changeObjects(before);
      const effects = plan.steps.slice(0, count).flatMap((step) => step.effects);
      const refused = effects.filter((effect) => !draft.apply(effect));
      expect(refused).toEqual([]);
      const added = effects.flatMap(({ change, object }) => (change === "copy" ? [object] : []));
      return [...objects.map(({ address }) => address), ...added].flatMap(
        (address) => draft.find(address)?.object ?? [],
      );
    },
  };
}

function changing(steps: readonly PlanStep[]): readonly string[] {
  return steps
    .filter(({ effects }) => effects.length > 0)
    .map(({ hop, title }) => `${hop} ${title.replaceAll(/-[a-z0-9]{10}$/gu, "-DIGEST")}`);
}

const clusters: readonly (readonly [string, readonly JsonValue[], readonly string[]])[] = [
  [
    "a plain cluster",
    awsCluster("v1beta1"),
    [
      "1 Create AWSMachineTemplate shop/prod-control-plane-DIGEST",
      "1 Create AWSMachineTemplate shop/workers-1-34-1-DIGEST",
      "1 Upgrade KubeadmControlPlane shop/prod-control-plane to v1.34.1",
      "1 Upgrade MachineDeployment shop/workers to v1.34.1",
      "2 Create AWSMachineTemplate shop/prod-control-plane-DIGEST",
      "2 Create AWSMachineTemplate shop/workers-1-35-0-DIGEST",
      "2 Upgrade KubeadmControlPlane shop/prod-control-plane to v1.35.0",
      "2 Upgrade MachineDeployment shop/workers to v1.35.0",
    ],
  ],
  [
    "a cluster of a class with a variable",
    topologyDocuments({
      definitions: { ami: text },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
      values: { ami: amiOf("1.33.4") },
    }),
    ["1 Upgrade Cluster shop/prod to v1.34.1", "2 Upgrade Cluster shop/prod to v1.35.0"],
  ],
  [
    "a cluster of a class with a map by versions",
    topologyDocuments({
      definitions: { amis: { type: "object", additionalProperties: text } },
      patches: [versionedPatch(id, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`)],
      values: { amis: { "v1.33.4": amiOf("1.33.4") } },
    }),
    ["1 Upgrade Cluster shop/prod to v1.34.1", "2 Upgrade Cluster shop/prod to v1.35.0"],
  ],
  [
    "a cluster of a class without variable",
    topologyDocuments({ version: "v1beta1" }),
    [
      "1 Add variable nodeImage to ClusterClass shop/aws, which clusters share",
      "1 Upgrade Cluster shop/prod to v1.34.1",
      "2 Upgrade Cluster shop/prod to v1.35.0",
    ],
  ],
  [
    "a cluster of a class that chains",
    topologyDocuments({
      listed: versions.map((version) => `v${version}`),
      patches: [
        versionedPatch(id, (builtin) => `ami-{{ trimPrefix "v" .builtin.${builtin}.version }}`),
      ],
    }),
    ["1 Upgrade Cluster shop/prod to v1.35.0"],
  ],
];

describe.for(clusters)("%s", ([, documents, expected]) => {
  const { plan, after } = planOf(documents);

  test("is led to the goal, step by step", () => {
    expect(plan.blockers).toEqual([]);
    expect(changing(plan.steps).toSorted()).toEqual(expected.toSorted());
    expect(plan.to).toBe("1.35.0");
  });

  test("has nothing left to do at the end", () => {
    expect(planOf(after(plan.steps.length)).plan).toMatchObject({ steps: [], blockers: [] });
  });

  test("comes to the same end from every prefix of its steps", () => {
    const end = sorted(after(plan.steps.length));
    for (let count = 0; count < plan.steps.length; count += 1) {
      const rest = planOf(after(count));
      expect(rest.plan.blockers).toEqual([]);
      expect(sorted(rest.after(rest.plan.steps.length))).toEqual(end);
    }
  });
});

/** Objects whatever their order; templates that were in use on the way are left out. */
function sorted(documents: readonly JsonValue[]): readonly string[] {
  const { clusters: found, objects } = observeClusters(
    documents.map((value) => ({ value })),
    plugin,
  );
  const unused = new Set(found.flatMap(({ unreferenced }) => unreferenced).map(({ name }) => name));
  return objects
    .filter(({ address }) => !unused.has(address.name))
    .map(({ object }) => JSON.stringify(object))
    .toSorted();
}
