import type { JsonObject } from "@imagewright/core";

import { ownedByTopology } from "./owned-by-topology.ts";
import type { PlanCase } from "./plan-case.ts";
import { entry, patchOf, topologyCluster } from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";
import { amiPath, usualSteps, varied, versioned } from "./varied-topology.ts";

const order = "cluster-api §7 managed topology";
const goal = { kubernetesVersion: "1.34.11" };
const text = { type: "string" };

const md = (name: string, annotation?: string): JsonObject =>
  entry(name, annotation === undefined ? {} : { metadata: { annotations: { [annotation]: "" } } });
const defer = "topology.cluster.x-k8s.io/defer-upgrade";
const hold = "topology.cluster.x-k8s.io/hold-upgrade-sequence";

/** What holds an upgrade of a topology back, and who decides on its order. */
export const topologyOrderCases: readonly PlanCase[] = [
  {
    rule: "cluster-api §4 topology-owned",
    name: "what the controller made is never edited, and is none of the plan's garbage",
    manifests: varied({ more: ownedByTopology("1.33.13") }),
    goal,
    steps: usualSteps,
    garbage: [],
  },
  {
    rule: "cluster-api §4 topology-owned",
    name: "nor does it become a group of its own where the Cluster is not read",
    manifests: ownedByTopology("1.33.13")
      .map((one) => JSON.stringify(one))
      .join("\n---\n"),
    goal,
    intent: { controlPlaneVersion: "1.34.11" },
    blockers: ["CAPI_PLAN_NOT_EDITABLE AWSMachineTemplate prod-md-0-x was made by a controller"],
  },
  {
    rule: order,
    name: "how many groups upgrade at once is the controller's",
    manifests: varied({ annotations: { "topology.cluster.x-k8s.io/upgrade-concurrency": "3" } }),
    goal,
    steps: usualSteps,
  },
  {
    rule: order,
    name: "a deferred group stays behind",
    manifests: varied({ deployments: [md("md-0", defer), md("md-1")] }),
    goal,
    steps: usualSteps,
    hazards: ["CAPI_PLAN_GROUP_HELD md-0 would stay behind"],
  },
  {
    rule: order,
    name: "a held group holds all behind it in its list",
    manifests: varied({ deployments: [md("md-0"), md("md-1", hold), md("md-2")] }),
    goal,
    steps: usualSteps,
    hazards: ["CAPI_PLAN_GROUP_HELD md-1, md-2 would stay behind"],
  },
  {
    rule: order,
    name: "and none of the other list",
    manifests: topologyCluster({
      definitions: { ami: text },
      patches: [
        patchOf(
          amiPath,
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
    steps: usualSteps,
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
    manifests: varied({
      annotations: { "before-upgrade.hook.cluster.cluster.x-k8s.io/backup": "" },
    }),
    goal,
    blockers: [
      "CAPI_PLAN_GATED before-upgrade.hook.cluster.cluster.x-k8s.io/backup keeps the upgrade from starting",
    ],
  },
  {
    rule: order,
    name: "a step in progress keeps the next one from being accepted",
    manifests: varied({
      annotations: { "topology.internal.cluster.x-k8s.io/upgrade-step": "v1.33.13" },
    }),
    goal,
    blockers: ["CAPI_PLAN_UPGRADE_RUNS a step to v1.33.13 goes on"],
  },
  {
    rule: order,
    name: "version rules that are switched off are told of",
    manifests: varied({
      annotations: { "unsafe.topology.cluster.x-k8s.io/disable-update-version-check": "" },
    }),
    goal,
    steps: usualSteps,
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
];
