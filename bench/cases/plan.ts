import { strictEqual } from "node:assert";

import { aws } from "@imagewright/aws";
import { observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import { createImageCatalog, type ImageRecord, type JsonObject } from "@imagewright/core";
import {
  type ClusterPlan,
  planClusters,
  planLines,
  type PlanInput,
  planObjects,
  type PlanOptions,
} from "@imagewright/core/plan";
import { DepGraph } from "dependency-graph";

import type { BenchCase, Budget } from "../measure.ts";
import type { Cases } from "./index.ts";

/** Cases by name. */
export const cases: Cases = {
  "plan: 1,000 clusters of 10 node groups, 3 hops": () =>
    plans(1000, [{ id: "P6", of: "median_ms", atMost: 100 }]),
  "plan: 1,000 clusters, order alone, dependency-graph (peer)": () => graphs(1000),
  "plan: 1,000 clusters, order alone, plain arrays (peer)": () => arrays(1000),
  "plan: 1,000 clusters as JSON lines": () => lines(1000),
  "plan: 10,000 clusters of 10 node groups, 3 hops": () => plans(10_000),
  "plan: 100,000 clusters of 10 node groups, 3 hops": () =>
    plans(100_000, [
      { id: "P6", of: "median_ms", atMost: 6000 },
      { id: "P6", of: "peak_mb", atMost: 300 },
    ]),
};

const groups = 10;
const hops = ["1.32.13", "1.33.13", "1.34.11"];
/** Distinct clusters; larger fleets meet them again, so that the clock sees nothing but plans. */
const distinct = 200;
/** A look at the start, then of each hop and owner a template and a patch. */
const stepsOfCluster = 1 + hops.length * (groups + 1) * 2;

const options: PlanOptions = {
  intent: {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: "1.34.11" },
  },
  catalog: createImageCatalog(["1.31.14", ...hops].map(recordOf)),
  contributions: [clusterApiPlanning],
  writeReference: (object, found) => {
    if (aws.writeReference === undefined) {
      throw new Error("the plugin writes no references");
    }
    return aws.writeReference(object, found);
  },
};

function recordOf(version: string): ImageRecord {
  return {
    name: `ubuntu-${version}`,
    kubernetesVersion: version,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id: amiOf(version) }],
    components: { etcd: "3.5.26", containerd: "2.2.1" },
    created: "2026-06-01T00:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
}

function amiOf(version: string): string {
  return `ami-${version.replaceAll(".", "0").padStart(17, "0")}`;
}

function plans(n: number, budgets: readonly Budget[] = []): BenchCase {
  const fleet = Array.from({ length: distinct }, (_, index) => inputOf(index));
  return {
    n,
    isSlow: n > 1000,
    budgets,
    run: () => {
      let steps = 0;
      let last: ClusterPlan | undefined;
      for (const plan of planClusters(repeated(fleet, n), options)) {
        steps += plan.steps.length;
        last = plan;
      }
      return { steps, last };
    },
    check: (result) => {
      const { steps, last } = result as { readonly steps: number; readonly last?: ClusterPlan };
      strictEqual(steps, n * stepsOfCluster);
      strictEqual(last?.hops.map(({ version }) => version).join(), hops.join());
      const seen = new Set<string>();
      for (const { id, after } of last?.steps ?? []) {
        strictEqual(
          after.every((one) => seen.has(one)),
          true,
        );
        seen.add(id);
      }
    },
  };
}

/** Plans as they are handed on: line by line, none of which is kept. */
function lines(n: number): BenchCase {
  const fleet = Array.from({ length: distinct }, (_, index) => inputOf(index));
  const header = { formatVersion: 1, intent: options.intent, waves: [] } as const;
  return {
    n,
    run: () => {
      let count = 0;
      let last = "";
      for (const line of planLines(header, planClusters(repeated(fleet, n), options))) {
        count += 1;
        last = line;
      }
      return { count, last };
    },
    check: (result) => {
      const { count, last } = result as { readonly count: number; readonly last: string };
      strictEqual(count, n + 1);
      const plan = JSON.parse(last) as ClusterPlan;
      strictEqual(plan.steps.length, stepsOfCluster);
    },
  };
}

/** Clusters that are met again and again. */
function* repeated(fleet: readonly PlanInput[], n: number): Generator<PlanInput> {
  for (let index = 0; index < n; index += 1) {
    const input = fleet[index % fleet.length];
    if (input !== undefined) {
      yield input;
    }
  }
}

/** One cluster after the other is put in order; what its steps do is left out. */
function graphs(n: number): BenchCase {
  return ordered(n, (cluster) => {
    const graph = new DepGraph<string>();
    let before: string | undefined;
    for (const name of namesOf(cluster)) {
      graph.addNode(name);
      if (before !== undefined) {
        graph.addDependency(name, before);
      }
      before = name;
    }
    return graph.overallOrder();
  });
}

function arrays(n: number): BenchCase {
  return ordered(n, (cluster) => {
    const steps: { readonly name: string; readonly after: readonly string[] }[] = [];
    for (const name of namesOf(cluster)) {
      const before = steps.at(-1);
      steps.push({ name, after: before === undefined ? [] : [before.name] });
    }
    return steps.map(({ name }) => name);
  });
}

function ordered(n: number, order: (cluster: number) => readonly string[]): BenchCase {
  return {
    n,
    run: () => {
      let steps = 0;
      for (let cluster = 0; cluster < n; cluster += 1) {
        steps += order(cluster).length;
      }
      return steps;
    },
    check: (result) => strictEqual(result, n * hops.length * (groups + 1)),
  };
}

function namesOf(cluster: number): readonly string[] {
  return hops.flatMap((hop) => [
    `${cluster} ${hop} control plane`,
    ...Array.from({ length: groups }, (_, group) => `${cluster} ${hop} ${group}`),
  ]);
}

function inputOf(index: number): PlanInput {
  const { clusters, objects } = observeClusters(
    manifestsOf(`prod-${index}`).map((value) => ({ value })),
    { carriers: aws.carriers, readImages: (object) => aws.readManifest(object) },
  );
  const [state] = clusters;
  if (state === undefined) {
    throw new Error("no cluster was observed");
  }
  return { state, objects: planObjects(objects) };
}

function manifestsOf(name: string): readonly JsonObject[] {
  const metadata = { name, namespace: "fleet" };
  const infrastructure = "infrastructure.cluster.x-k8s.io";
  const reference = (kind: string, of: string): JsonObject => ({
    apiGroup: infrastructure,
    kind,
    name: of,
  });
  const nodes = Array.from({ length: groups }, (_, group) => `${name}-nodes-${group}`);
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "Cluster",
      metadata,
      spec: {
        controlPlaneRef: {
          apiGroup: "controlplane.cluster.x-k8s.io",
          kind: "KubeadmControlPlane",
          name,
        },
        infrastructureRef: reference("AWSCluster", name),
      },
    },
    {
      apiVersion: `${infrastructure}/v1beta2`,
      kind: "AWSCluster",
      metadata,
      spec: { region: "eu-west-1" },
    },
    {
      apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
      kind: "KubeadmControlPlane",
      metadata,
      spec: {
        replicas: 3,
        version: "v1.31.14",
        machineTemplate: { spec: { infrastructureRef: reference("AWSMachineTemplate", name) } },
        kubeadmConfigSpec: {},
      },
    },
    templateOf(name),
    ...nodes.flatMap((one) => [
      {
        apiVersion: "cluster.x-k8s.io/v1beta2",
        kind: "MachineDeployment",
        metadata: { name: one, namespace: "fleet" },
        spec: {
          clusterName: name,
          replicas: 3,
          template: {
            spec: {
              clusterName: name,
              version: "v1.31.14",
              bootstrap: { dataSecretName: "boot" },
              infrastructureRef: reference("AWSMachineTemplate", one),
            },
          },
        },
      },
      templateOf(one),
    ]),
  ];
}

function templateOf(name: string): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "AWSMachineTemplate",
    metadata: { name, namespace: "fleet" },
    spec: {
      template: {
        spec: {
          ami: { id: amiOf("1.31.14") },
          instanceType: "m6i.xlarge",
          iamInstanceProfile: "nodes.example.com",
          instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
          rootVolume: { size: 40 + name.length, type: "gp3", encrypted: true },
        },
      },
    },
  };
}
