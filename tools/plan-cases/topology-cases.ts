import { ownedByTopology } from "./owned-by-topology.ts";
import type { PlanCase } from "./plan-case.ts";
import { topologyCluster, versionedPatch } from "./topology-cluster.ts";
import { amiOf, catalogOf } from "./usual-catalog.ts";
import { amiPath, usualSteps, varied, variedSteps, versioned } from "./varied-topology.ts";

const rule = "cluster-api §8 topology webhook";
const chained = "cluster-api §8 chained upgrades";
const goal = { kubernetesVersion: "1.34.11" };
const text = { type: "string" };
const ami = "/spec/topology/variables/0/value";

const example = ["1.30.0", "1.31.1", "1.32.0", "1.33.1", "1.34.1"];

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
    steps: usualSteps.map((line) => line.replace("version: v1.33.13", "version: 1.33.13")),
  },
  {
    rule,
    name: "two minors without a list of versions are two steps",
    manifests: varied({ version: "1.32.13" }),
    goal,
    steps: variedSteps(["1.32.13", "1.33.13", "1.34.11"]),
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
    manifests: varied({
      annotations: { "runtime.cluster.x-k8s.io/pending-hooks": "AfterClusterUpgrade" },
    }),
    goal,
    blockers: ["CAPI_PLAN_HOOKS_PENDING still to be called: AfterClusterUpgrade"],
  },
  {
    rule,
    name: "while a group does not run the topology's version nothing is accepted",
    manifests: varied({ more: ownedByTopology("1.32.13") }),
    goal,
    blockers: ["CAPI_PLAN_TOPOLOGY_BUSY md-0 does not run the topology's version yet"],
  },
  {
    rule,
    name: "not even a patch",
    manifests: varied({ version: "1.33.4", more: ownedByTopology("1.33.2") }),
    catalog: catalogOf(["1.33.4", "1.33.13", "1.33.2"]),
    goal: { kubernetesVersion: "1.33.13" },
    blockers: ["CAPI_PLAN_TOPOLOGY_BUSY md-0 does not run the topology's version yet"],
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
    steps: variedSteps(example),
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
      patches: [
        versionedPatch(amiPath, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`),
      ],
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
