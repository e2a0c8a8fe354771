import { plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, nodeSteps } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogOf } from "./usual-catalog.ts";

const rule = "intent";
const goal = { kubernetesVersion: "1.34.11" };

/** What an intent says besides its goal, and which images are chosen. */
export const intentCases: readonly PlanCase[] = [
  {
    rule,
    name: "two groups at once",
    manifests: plainCluster({ nodes: [{ name: "a" }, { name: "b" }, { name: "c" }] }),
    goal,
    intent: { concurrency: 2 },
    steps: [
      ...controlPlaneSteps(1, "1.33.13", "1.34.11"),
      ...nodeSteps(2, "a", "1.33.13", "1.34.11"),
      ...nodeSteps(2, "b", "1.33.13", "1.34.11"),
      ...nodeSteps(3, "c", "1.33.13", "1.34.11"),
    ],
  },
  {
    rule,
    name: "the next minor waits for all lanes",
    manifests: plainCluster({ version: "1.32.13", nodes: [{ name: "a" }, { name: "b" }] }),
    goal,
    intent: { concurrency: 2 },
    steps: [
      ...controlPlaneSteps(1, "1.32.13", "1.33.13"),
      ...nodeSteps(2, "a", "1.32.13", "1.33.13"),
      ...nodeSteps(2, "b", "1.32.13", "1.33.13"),
      ...controlPlaneSteps(3, "1.33.13", "1.34.11", { isLater: true }),
      ...nodeSteps(4, "a", "1.33.13", "1.34.11", { isLater: true }),
      ...nodeSteps(4, "b", "1.33.13", "1.34.11", { isLater: true }),
    ],
  },
  {
    rule,
    name: "a person agrees before each step of the control plane",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }),
    goal,
    intent: { approve: "controlPlane" },
    steps: [
      "1 approve Agree to the upgrade of cluster prod to 1.33.13",
      ...controlPlaneSteps(2, "1.32.13", "1.33.13"),
      "3 approve Agree to the upgrade of cluster prod to 1.34.11",
      ...controlPlaneSteps(4, "1.33.13", "1.34.11", { isLater: true }),
    ],
  },
  {
    rule,
    name: "nobody has to agree where the control plane stays",
    manifests: plainCluster({
      version: "1.34.11",
      nodes: [{ name: "workers", version: "1.33.13" }],
    }),
    goal,
    intent: { approve: "controlPlane" },
    steps: nodeSteps(1, "workers", "1.33.13", "1.34.11"),
  },
  {
    rule,
    name: "time passes after each hop",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }),
    goal,
    intent: { soakSeconds: 3600 },
    steps: [
      ...controlPlaneSteps(1, "1.32.13", "1.33.13"),
      "2 soak Wait 3600 seconds with 1.33.13",
      ...controlPlaneSteps(3, "1.33.13", "1.34.11", { isLater: true }),
      "4 soak Wait 3600 seconds with 1.34.11",
    ],
  },
  {
    rule,
    name: "no time passes where nothing is done",
    manifests: plainCluster({ version: "1.34.11" }),
    goal,
    intent: { soakSeconds: 3600 },
  },
  {
    rule,
    name: "a missing image becomes a step, and what follows waits for the next plan",
    manifests: plainCluster(),
    catalog: catalogOf(["1.33.13"]),
    goal,
    intent: { buildMissing: true },
    steps: [
      "1 buildImage Build an image of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as ami, in eu-west-1",
    ],
  },
  {
    rule,
    name: "what can be done before a missing image is done",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }),
    catalog: catalogOf(["1.32.13", "1.33.13"]),
    goal,
    intent: { buildMissing: true },
    steps: [
      ...controlPlaneSteps(1, "1.32.13", "1.33.13"),
      "1 buildImage Build an image of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as ami, in eu-west-1",
    ],
  },
  {
    rule,
    name: "nothing is deleted while the plan waits for an image",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }),
    catalog: catalogOf(["1.32.13", "1.33.13"]),
    goal,
    intent: { buildMissing: true, cleanUp: true },
    steps: [
      ...controlPlaneSteps(1, "1.32.13", "1.33.13"),
      "1 buildImage Build an image of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as ami, in eu-west-1",
    ],
  },
];
