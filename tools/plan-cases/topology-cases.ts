import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import {
  entry,
  patchOf,
  topologyCluster,
  type TopologyCluster,
  versionedPatch,
} from "./topology-cluster.ts";
import { amiOf, catalogOf } from "./usual-catalog.ts";

const rule = "cluster-api §8 topology webhook";
const chained = "cluster-api §8 chained upgrades";
const order = "cluster-api §7 managed topology";
const goal = { kubernetesVersion: "1.34.11" };
const id = "/spec/template/spec/ami/id";
const text = { type: "string" };
const ami = "/spec/topology/variables/0/value";

/** A topology whose image is a variable. */
function varied(options: TopologyCluster = {}): string {
  const { version = "1.33.13" } = options;
  return topologyCluster({
    definitions: { ami: text },
    patches: [patchOf(id, { valueFrom: { variable: "ami" } })],
    values: { ami: amiOf(version) },
    ...options,
  });
}

/** A topology whose class makes the image from the version, of CloudStack. */
function versioned(options: TopologyCluster & { readonly version: string }): string {
  const name = "/spec/template/spec/template/name";
  const kind = "CloudStackMachineTemplate";
  return topologyCluster({
    kind,
    machine: {
      template: { name: `ubuntu-2404-kube-v${options.version}` },
      offering: { name: "large" },
    },
    patches: [
      versionedPatch(name, (builtin) => `ubuntu-2404-kube-{{ .builtin.${builtin}.version }}`, kind),
    ],
    ...options,
  });
}

function steps(versions: readonly string[]): readonly string[] {
  return versions.slice(1).map((to, index) => {
    const from = versions[index] ?? "";
    return `${index + 1} upgradeTopology Cluster prod /spec/topology/version: v${from} -> v${to}, ${ami}: ${amiOf(from)} -> ${amiOf(to)}`;
  });
}

const one = steps(["1.33.13", "1.34.11"]);
const example = ["1.30.0", "1.31.1", "1.32.0", "1.33.1", "1.34.1"];

function annotated(annotations: JsonObject, more: TopologyCluster = {}): string {
  return varied({ annotations, ...more });
}

const md = (name: string, annotation?: string): JsonObject =>
  entry(name, annotation === undefined ? {} : { metadata: { annotations: { [annotation]: "" } } });
const defer = "topology.cluster.x-k8s.io/defer-upgrade";
const hold = "topology.cluster.x-k8s.io/hold-upgrade-sequence";

/** What the topology controller made of the cluster, as a live dump has it. */
function owned(version: string): readonly JsonObject[] {
  const labels = {
    "cluster.x-k8s.io/cluster-name": "prod",
    "topology.cluster.x-k8s.io/owned": "",
  };
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "MachineDeployment",
      metadata: {
        name: "prod-md-0-abcde",
        namespace: "prod",
        labels: { ...labels, "topology.cluster.x-k8s.io/deployment-name": "md-0" },
      },
      spec: {
        clusterName: "prod",
        replicas: 2,
        template: {
          spec: {
            clusterName: "prod",
            version: `v${version}`,
            bootstrap: { dataSecretName: "boot" },
            infrastructureRef: {
              apiGroup: "infrastructure.cluster.x-k8s.io",
              kind: "AWSMachineTemplate",
              name: "prod-md-0-x",
            },
          },
        },
      },
    },
    {
      apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
      kind: "AWSMachineTemplate",
      metadata: { name: "prod-md-0-x", namespace: "prod", labels },
      spec: { template: { spec: { ami: { id: amiOf(version) }, instanceType: "m6i.large" } } },
    },
  ];
}

/** What Cluster API accepts of a topology's version, and what holds an upgrade back. */
export const topologyCases: readonly PlanCase[] = [
  {
    rule,
    name: "a lower patch is refused",
    manifests: varied(),
    goal: { kubernetesVersion: "1.33.4" },
    blockers: ["PLAN_DOWNGRADE 1.33.4 is older than 1.33.13, which the control plane asks for"],
  },
  {
    rule,
    name: "a candidate of the version is refused, though the webhook leaves pre-releases out",
    manifests: varied({ version: "1.34.0" }),
    catalog: catalogOf(["1.34.0", "1.34.0-rc.1"]),
    goal: { kubernetesVersion: "1.34.0-rc.1" },
    blockers: ["PLAN_DOWNGRADE 1.34.0-rc.1 is older than 1.34.0, which the control plane asks for"],
  },
  {
    rule,
    name: "so is an older build, which the webhook would take as well",
    manifests: varied({ version: "1.33.4+vmware.2" }),
    catalog: catalogOf(["1.33.4+vmware.2", "1.33.4+vmware.1"]),
    goal: { kubernetesVersion: "1.33.4+vmware.1" },
    blockers: [
      "PLAN_DOWNGRADE 1.33.4+vmware.1 is older than 1.33.4+vmware.2, which the control plane asks for",
    ],
  },
  {
    rule,
    name: "a version without v is written with it",
    manifests: varied().replace('"version":"v1.33.13"', '"version":"1.33.13"'),
    goal,
    steps: one.map((line) => line.replace("version: v1.33.13", "version: 1.33.13")),
  },
  {
    rule,
    name: "two minors without a list of versions are two steps",
    manifests: varied({ version: "1.32.13" }),
    goal,
    steps: steps(["1.32.13", "1.33.13", "1.34.11"]),
  },
  {
    rule,
    name: "a version that the class does not list is refused",
    manifests: varied({ classSpec: { kubernetesVersions: ["v1.33.13", "v1.34.1"] } }),
    goal,
    blockers: ["CAPI_PLAN_TOPOLOGY_VERSION the class does not list the next version"],
  },
  {
    rule,
    name: "a patch within the minor has to be listed too",
    manifests: varied({ version: "1.33.4", classSpec: { kubernetesVersions: ["v1.33.4"] } }),
    catalog: catalogOf(["1.33.4", "1.33.13"]),
    goal: { kubernetesVersion: "1.33.13" },
    blockers: ["CAPI_PLAN_TOPOLOGY_VERSION the class does not list the next version"],
  },
  {
    rule,
    name: "while AfterClusterUpgrade is pending nothing is accepted",
    manifests: annotated({ "runtime.cluster.x-k8s.io/pending-hooks": "AfterClusterUpgrade" }),
    goal,
    blockers: ["CAPI_PLAN_HOOKS_PENDING still to be called: AfterClusterUpgrade"],
  },
  {
    rule,
    name: "while a group does not run the topology's version nothing is accepted",
    manifests: varied({ more: owned("1.32.13") }),
    goal,
    blockers: ["CAPI_PLAN_TOPOLOGY_BUSY md-0 does not run the topology's version yet"],
  },
  {
    rule,
    name: "not even a patch",
    manifests: varied({ version: "1.33.4", more: owned("1.33.2") }),
    catalog: catalogOf(["1.33.4", "1.33.13", "1.33.2"]),
    goal: { kubernetesVersion: "1.33.13" },
    blockers: ["CAPI_PLAN_TOPOLOGY_BUSY md-0 does not run the topology's version yet"],
  },
  {
    rule: "cluster-api §4 topology-owned",
    name: "what the controller made is never edited, and is none of the plan's garbage",
    manifests: varied({ more: owned("1.33.13") }),
    goal,
    steps: one,
    garbage: [],
  },
  {
    rule: "cluster-api §4 topology-owned",
    name: "nor does it become a group of its own where the Cluster is not read",
    manifests: owned("1.33.13")
      .map((one) => JSON.stringify(one))
      .join("\n---\n"),
    goal,
    intent: { controlPlaneVersion: "1.34.11" },
    blockers: ["CAPI_PLAN_NOT_EDITABLE AWSMachineTemplate prod-md-0-x was made by a controller"],
  },
  {
    rule: chained,
    name: "1.30.0 to 1.34.1 with all versions listed, and images that follow: one step",
    manifests: versioned({
      version: "1.30.0",
      classSpec: { kubernetesVersions: example.map((one) => `v${one}`) },
    }),
    catalog: catalogOf(example),
    checks: ["Cluster prod runs 1.34.1 of ubuntu-1.34.1"],
    goal: { kubernetesVersion: "1.34.1" },
    steps: ["1 upgradeTopology Cluster prod /spec/topology/version: v1.30.0 -> v1.34.1"],
  },
  {
    rule: chained,
    name: "one value of a variable cannot be right on the way: each version is a step of its own",
    manifests: varied({
      version: "1.30.0",
      classSpec: { kubernetesVersions: example.map((one) => `v${one}`) },
    }),
    catalog: catalogOf(example),
    goal: { kubernetesVersion: "1.34.1" },
    steps: steps(example),
  },
  {
    rule: chained,
    name: "without a list the controller takes no more than one minor, even where images follow",
    manifests: versioned({ version: "1.32.13" }),
    goal,
    steps: [
      "1 upgradeTopology Cluster prod /spec/topology/version: v1.32.13 -> v1.33.13",
      "2 upgradeTopology Cluster prod /spec/topology/version: v1.33.13 -> v1.34.11",
    ],
  },
  {
    rule: chained,
    name: "a map of images that lacks a version on the way gets it at a step of its own",
    manifests: topologyCluster({
      version: "1.32.13",
      definitions: { amis: { type: "object", additionalProperties: text } },
      patches: [versionedPatch(id, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`)],
      values: { amis: { "v1.32.13": amiOf("1.32.13") } },
      classSpec: { kubernetesVersions: ["v1.32.13", "v1.33.13", "v1.34.11"] },
    }),
    goal,
    steps: [
      `1 upgradeTopology Cluster prod /spec/topology/version: v1.32.13 -> v1.33.13, ${ami}/v1.33.13: nothing -> ${amiOf("1.33.13")}`,
      `2 upgradeTopology Cluster prod /spec/topology/version: v1.33.13 -> v1.34.11, ${ami}/v1.34.11: nothing -> ${amiOf("1.34.11")}`,
    ],
  },
  {
    rule: order,
    name: "how many groups upgrade at once is the controller's",
    manifests: annotated({ "topology.cluster.x-k8s.io/upgrade-concurrency": "3" }),
    goal,
    steps: one,
  },
  {
    rule: order,
    name: "a deferred group stays behind",
    manifests: varied({ deployments: [md("md-0", defer), md("md-1")] }),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_GROUP_HELD md-0 would stay behind"],
  },
  {
    rule: order,
    name: "a held group holds all behind it in its list",
    manifests: varied({ deployments: [md("md-0"), md("md-1", hold), md("md-2")] }),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_GROUP_HELD md-1, md-2 would stay behind"],
  },
  {
    rule: order,
    name: "and none of the other list",
    manifests: topologyCluster({
      definitions: { ami: text },
      patches: [
        patchOf(
          id,
          { valueFrom: { variable: "ami" } },
          {
            matchResources: {
              controlPlane: true,
              machineDeploymentClass: { names: ["*"] },
              machinePoolClass: { names: ["*"] },
            },
          },
        ),
      ],
      values: { ami: amiOf("1.33.13") },
      deployments: [md("md-0", hold)],
      pools: [{ class: "default", name: "mp-0", replicas: 2 }],
    }),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_GROUP_HELD md-0 would stay behind"],
  },
  {
    rule: order,
    name: "a deferred group stops an upgrade of several versions half way",
    manifests: varied({ version: "1.32.13", deployments: [md("md-0", defer)] }),
    goal,
    blockers: ["CAPI_PLAN_CHAIN_HELD md-0 would stay behind, and the plan has further versions"],
  },
  {
    rule: order,
    name: "also where the controller goes through them by itself",
    manifests: versioned({
      version: "1.32.13",
      classSpec: { kubernetesVersions: ["v1.32.13", "v1.33.13", "v1.34.11"] },
      deployments: [md("md-0", hold)],
    }),
    goal,
    blockers: ["CAPI_PLAN_CHAIN_HELD md-0 would stay behind, and the plan has further versions"],
  },
  {
    rule: order,
    name: "a hook's annotation keeps the upgrade from starting",
    manifests: annotated({ "before-upgrade.hook.cluster.cluster.x-k8s.io/backup": "" }),
    goal,
    blockers: [
      "CAPI_PLAN_GATED before-upgrade.hook.cluster.cluster.x-k8s.io/backup keeps the upgrade from starting",
    ],
  },
  {
    rule: order,
    name: "a step in progress keeps the next one from being accepted",
    manifests: annotated({ "topology.internal.cluster.x-k8s.io/upgrade-step": "v1.33.13" }),
    goal,
    blockers: ["CAPI_PLAN_UPGRADE_RUNS a step to v1.33.13 goes on"],
  },
  {
    rule: order,
    name: "version rules that are switched off are told of",
    manifests: annotated({ "unsafe.topology.cluster.x-k8s.io/disable-update-version-check": "" }),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_VERSION_RULES_OFF"],
  },
  {
    rule: "cluster-api §7 autoscaler",
    name: "replicas beside the annotations of the autoscaler are refused",
    manifests: varied({
      deployments: [
        entry("md-0", {
          metadata: {
            annotations: {
              "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size": "1",
              "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size": "9",
            },
          },
        }),
      ],
    }),
    goal,
    blockers: [
      'CAPI_WEBHOOK_INVALID cannot be set for cluster "prod" in namespace "prod" if the same MachineDeploymentTopology has autoscaler annotations (on the way to 1.34.11: Cluster prod/prod)',
    ],
  },
  {
    rule: "cluster-api §7 pausing",
    name: "a paused Cluster is not upgraded",
    manifests: varied({ clusterSpec: { paused: true } }),
    goal,
    blockers: ["PLAN_PAUSED paused: Cluster prod/prod by /spec/paused"],
  },
  {
    rule,
    name: "a topology that runs the goal has no steps",
    manifests: varied({ version: "1.34.11" }),
    goal,
  },
  {
    rule,
    name: "an image of the same version is a change of values alone",
    manifests: varied({ version: "1.34.11", values: { ami: amiOf("1.33.13") } }),
    goal,
    steps: [`1 upgradeTopology Cluster prod ${ami}: ${amiOf("1.33.13")} -> ${amiOf("1.34.11")}`],
  },
];
