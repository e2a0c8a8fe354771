import { plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep, nodeSteps } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogOf } from "./usual-catalog.ts";

const rule = "cluster-api §8 plain clusters";
const later = { isLater: true };
const example = ["1.30.0", "1.31.1", "1.32.0", "1.33.1", "1.34.1"];

/** The versions a plain cluster passes through, and how far behind its nodes may be. */
export const pathCases: readonly PlanCase[] = [
  {
    rule,
    name: "1.30.0 to 1.34.1: the control plane takes every minor, and the nodes follow at each",
    manifests: plainCluster({ version: "1.30.0" }),
    catalog: catalogOf(example),
    goal: { kubernetesVersion: "1.34.1" },
    steps: lockstep(example),
    checks: example
      .slice(1)
      .flatMap((version) => [
        `KubeadmControlPlane prod runs ${version} of ubuntu-${version}`,
        `MachineDeployment workers runs ${version} of ubuntu-${version}`,
      ]),
  },
  {
    rule,
    name: "1.30.0 to 1.34.1 with fewer rollouts: nodes stop at 1.33.1 and 1.34.1",
    manifests: plainCluster({ version: "1.30.0" }),
    catalog: catalogOf(example),
    goal: { kubernetesVersion: "1.34.1" },
    intent: { pace: "fewer" },
    steps: [
      ...lockstep(example.slice(0, 4), { nodes: [] }),
      ...nodeSteps(4, "workers", "1.30.0", "1.33.1"),
      ...controlPlaneSteps(5, "1.33.1", "1.34.1", later),
      ...nodeSteps(6, "workers", "1.33.1", "1.34.1", later),
    ],
  },
  {
    rule,
    name: "three minors with fewer rollouts: nodes move once",
    manifests: plainCluster({ version: "1.30.14" }),
    goal: { kubernetesVersion: "1.33" },
    intent: { pace: "fewer" },
    steps: [
      ...lockstep(["1.30.14", "1.31.14", "1.32.13", "1.33.13"], { nodes: [] }),
      ...nodeSteps(4, "workers", "1.30.14", "1.33.13"),
    ],
  },
  {
    rule,
    name: "kubelets older than 1.25 may be two minors behind: they stop before the third",
    manifests: plainCluster({ version: "1.24.17" }),
    goal: { kubernetesVersion: "1.27" },
    intent: { pace: "fewer" },
    steps: [
      ...lockstep(["1.24.17", "1.25.16", "1.26.15"], { nodes: [] }),
      ...nodeSteps(3, "workers", "1.24.17", "1.26.15"),
      ...controlPlaneSteps(4, "1.26.15", "1.27.16", later),
      ...nodeSteps(5, "workers", "1.26.15", "1.27.16", later),
    ],
  },
  {
    rule,
    name: "kubelets of 1.25 may be three minors behind",
    manifests: plainCluster({ version: "1.25.16" }),
    goal: { kubernetesVersion: "1.28" },
    intent: { pace: "fewer" },
    steps: [
      ...lockstep(["1.25.16", "1.26.15", "1.27.16", "1.28.15"], { nodes: [] }),
      ...nodeSteps(4, "workers", "1.25.16", "1.28.15"),
    ],
  },
  {
    rule,
    name: "fewer rollouts carry the warning that nodes cannot be made in between",
    manifests: plainCluster({
      version: "1.31.14",
      nodes: [{ name: "workers", isJoined: true }],
    }),
    goal: { kubernetesVersion: "1.33" },
    intent: { pace: "fewer" },
    steps: [
      ...lockstep(["1.31.14", "1.32.13", "1.33.13"], { nodes: [] }),
      ...nodeSteps(3, "workers", "1.31.14", "1.33.13"),
    ],
    hazards: [
      "CAPI_PLAN_WORKERS_HELD no machine of workers can be made from 1.32.13 on, until they follow to 1.33.13",
    ],
  },
  {
    rule,
    name: "a change of the patch alone is one step and one rollout of the nodes",
    manifests: plainCluster({ version: "1.33.4" }),
    catalog: catalogOf(["1.33.4", "1.33.9", "1.33.13"]),
    goal: { kubernetesVersion: "1.33" },
    steps: lockstep(["1.33.4", "1.33.13"]),
  },
  {
    rule,
    name: "of a minor on the way the newest version that there are images of is taken",
    manifests: plainCluster({ version: "1.32.4", nodes: [] }),
    catalog: catalogOf(["1.32.4", "1.33.2", "1.33.10", "1.33.9", "1.34.1"]),
    goal: { kubernetesVersion: "1.34.1" },
    steps: lockstep(["1.32.4", "1.33.10", "1.34.1"], { nodes: [] }),
  },
  {
    rule,
    name: "a newer version that lacks the image of one group is passed over",
    manifests: plainCluster({
      version: "1.33.4",
      nodes: [{ name: "graviton", form: "arm64" }],
    }),
    catalog: catalogOf(["1.33.4", "1.34.1", "1.34.2"]).replace(
      /^ {2}- name: ubuntu-1\.34\.2-arm64\n(?: {4}.*\n)*/mu,
      "",
    ),
    goal: { kubernetesVersion: "1.34" },
    steps: lockstep(["1.33.4", "1.34.1"], { nodes: ["graviton"] }).map((line) =>
      line.includes("AWSMachineTemplate graviton") ? line.replaceAll("ami-00", "ami-0a") : line,
    ),
  },
  {
    rule,
    name: "the end is exactly the goal, though there is something newer",
    manifests: plainCluster({ version: "1.33.4", nodes: [] }),
    catalog: catalogOf(["1.33.4", "1.34.1", "1.34.2"]),
    goal: { kubernetesVersion: "1.34.1" },
    steps: lockstep(["1.33.4", "1.34.1"], { nodes: [] }),
  },
  {
    rule,
    name: "a named version to pass through wins over the newest",
    manifests: plainCluster({ version: "1.32.4", nodes: [] }),
    catalog: catalogOf(["1.32.4", "1.33.2", "1.33.10", "1.34.1"]),
    goal: { kubernetesVersion: "1.34.1" },
    intent: { through: ["1.33.2"] },
    steps: lockstep(["1.32.4", "1.33.2", "1.34.1"], { nodes: [] }),
  },
  {
    rule,
    name: "a goal of two numbers goes never below the present patch",
    manifests: plainCluster({ version: "1.33.13" }),
    catalog: catalogOf(["1.33.13", "1.33.4"]),
    goal: { kubernetesVersion: "1.33" },
  },
  {
    rule,
    name: "a goal that is reached has no steps",
    manifests: plainCluster(),
    goal: { kubernetesVersion: "1.33.13" },
    garbage: [],
  },
  {
    rule,
    name: "another major version has no way",
    manifests: plainCluster(),
    goal: { kubernetesVersion: "2.0.0" },
    blockers: ["PLAN_MAJOR_CHANGE 2.0.0 is of another major version than 1.33.13"],
  },
  {
    rule,
    name: "a goal that is no version is refused",
    manifests: plainCluster(),
    goal: { kubernetesVersion: "next" },
    blockers: ["PLAN_VERSION_UNKNOWN the goal is no Kubernetes version"],
  },
  {
    rule,
    name: "three groups at a hop, one after the other",
    manifests: plainCluster({ nodes: [{ name: "a" }, { name: "b" }, { name: "c" }] }),
    goal: { kubernetesVersion: "1.34.11" },
    steps: lockstep(["1.33.13", "1.34.11"], { nodes: ["a", "b", "c"] }),
  },
  {
    rule: "cluster-api §7 ordering",
    name: "control plane first and completely, then the deployments, then the pools",
    manifests: plainCluster({ api: "v1beta1" }),
    goal: { kubernetesVersion: "1.34.11" },
    steps: lockstep(["1.33.13", "1.34.11"], { api: "v1beta1" }),
    checks: [
      "KubeadmControlPlane prod runs 1.34.11 of ubuntu-1.34.11",
      "MachineDeployment workers runs 1.34.11 of ubuntu-1.34.11",
    ],
  },
];
