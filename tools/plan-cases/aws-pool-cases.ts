import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import { clusterOf, kubeadmOf, nodesOf, objectOf, referTo } from "./provider-objects.ts";
import { streamOf } from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "aws-capa §5 AWSMachinePool";
const goal = { kubernetesVersion: "1.34.11" };
const kind = "AWSMachinePool";

/** A cluster of Cluster API on AWS with a pool. */
function pooled(version: string, pool: JsonObject, more: JsonObject = {}): string {
  return streamOf([
    clusterOf(
      referTo("controlPlane", "KubeadmControlPlane", "prod"),
      referTo("infrastructure", "AWSCluster", "prod"),
    ),
    objectOf("infrastructure", "v1beta2", "AWSCluster", "prod", { region: "eu-west-1" }),
    kubeadmOf("1.34.11", "AWSMachineTemplate"),
    objectOf("infrastructure", "v1beta2", "AWSMachineTemplate", "prod", {
      template: { spec: { instanceType: "m6i.large", ami: { id: amiOf("1.34.11") } } },
    }),
    nodesOf("MachinePool", "pool", kind, {
      version: `v${version}`,
      bootstrap: { configRef: referTo("bootstrap", "KubeadmConfig", "pool") },
      ...more,
    }),
    objectOf("bootstrap", "v1beta2", "KubeadmConfig", "pool", {}),
    objectOf("infrastructure", "v1beta2", kind, "pool", { minSize: 1, maxSize: 5, ...pool }),
  ]);
}

function launch(ami: JsonObject, instanceType = "m6i.large"): JsonObject {
  return { awsLaunchTemplate: { instanceType, ami } };
}

/** Image and version of a pool that is paused while both change. */
function together(from: string, to: string): readonly string[] {
  const pause = "AWSMachinePool pool /metadata/annotations/cluster.x-k8s.io~1paused";
  return [
    `1 pause ${pause}: nothing -> imagewright`,
    `1 upgradeNodes AWSMachinePool pool /spec/awsLaunchTemplate/ami/id: ${from} -> ${to}`,
    "1 and MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11",
    `1 resume ${pause}: imagewright -> nothing`,
  ];
}

const usual = together(amiOf("1.33.13"), amiOf("1.34.11"));

/** Pools of CAPA: nothing is rotated, and what is several changes is paused for. */
export const awsPoolCases: readonly PlanCase[] = [
  {
    rule,
    name: "image and version change together: the pool is paused for it",
    manifests: pooled("1.33.13", launch({ id: amiOf("1.33.13") })),
    checks: ["MachinePool pool runs 1.34.11 of ubuntu-1.34.11"],
    goal,
    steps: usual,
  },
  {
    rule,
    name: "a pool that looks its image up needs the version alone",
    manifests: pooled("1.33.13", launch({})),
    goal,
    steps: ["1 upgradeNodes MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11"],
  },
  {
    rule,
    name: "without instance refresh instances stay",
    manifests: pooled("1.33.13", {
      ...launch({ id: amiOf("1.33.13") }),
      refreshPreferences: { disable: true },
    }),
    goal,
    steps: usual,
    hazards: ["CAPA_PLAN_REFRESH_DISABLED"],
  },
  {
    rule,
    name: "a refresh that still runs is cancelled",
    manifests: pooled("1.33.13", launch({ id: amiOf("1.33.13") })),
    goal,
    steps: usual,
    hazards: ["CAPA_PLAN_REFRESH_CANCELLED"],
  },
  {
    rule: "aws-capa §8 architecture",
    name: "an image of the instances' architecture is looked for",
    manifests: pooled("1.33.13", launch({ id: amiOf("1.33.13", "arm64") }, "m7g.large")),
    goal,
    steps: together(amiOf("1.33.13", "arm64"), amiOf("1.34.11", "arm64")),
  },
  {
    rule: "aws-capa §8 architecture",
    name: "instances that cannot run the image they have get one that they can run",
    manifests: pooled("1.33.13", launch({ id: amiOf("1.33.13") }, "m7g.large")),
    goal,
    steps: together(amiOf("1.33.13"), amiOf("1.34.11", "arm64")),
  },
];
