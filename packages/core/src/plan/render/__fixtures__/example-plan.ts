import type { ClusterPlan, UpgradePlan } from "../../upgrade-plan.ts";
import type { PlanObjects } from "../../plan-contribution.ts";
import { clusterLabel } from "../plan-paths.ts";
import {
  addressOf,
  controlPlane,
  machineDeployment,
  machinePool,
  machineTemplate,
  nodeClass,
  nodePool,
  objectsFrom,
  topologyCluster,
} from "./example-objects.ts";
import { check, copyTemplate, patch, type StepSketch, steps } from "./example-steps.ts";

/** A plan beside the objects it was made from. */
export interface ExamplePlan {
  readonly plan: ClusterPlan;
  readonly objects: PlanObjects;
}

const from = "v1.31.14";
const to = "v1.32.13";
const version = "1.32.13";

function clusterPlan(
  cluster: ClusterPlan["cluster"],
  sketches: readonly StepSketch[],
  rest: Partial<ClusterPlan> = {},
): ClusterPlan {
  const seed = `${cluster.namespace ?? ""}/${cluster.name}`;
  const hop = { number: 1, version, from: "1.31.14", movesControlPlane: true };
  return {
    formatVersion: 1,
    cluster,
    from: "1.31.14",
    to: version,
    hops: [{ ...hop, nodeGroups: ["workers"] }],
    steps: steps(sketches, seed),
    images: [],
    garbage: [],
    hazards: [],
    blockers: [],
    applyable: true,
    ...rest,
  };
}

/** A cluster of a kubeadm control plane and two groups of nodes; its name may be anything. */
export function kubeadmExample(name = "orders", namespace = "shop"): ExamplePlan {
  const [template, nodeTemplate] = [
    machineTemplate(`${name}-control-plane`, namespace, "ami-1"),
    machineTemplate(`${name}-workers`, namespace, "ami-1"),
  ];
  const plane = controlPlane(`${name}-control-plane`, namespace, `${name}-control-plane`);
  const groups = ["a", "b"].map((suffix) =>
    machineDeployment(`${name}-${suffix}`, namespace, `${name}-workers`),
  );
  const reference = "/spec/machineTemplate/infrastructureRef/name";
  const groupReference = "/spec/template/spec/infrastructureRef/name";
  const newTemplate = `${name}-control-plane-new`;
  const newNodeTemplate = `${name}-workers-new`;
  const sketches: StepSketch[] = [
    {
      class: "read",
      action: "verifyStart",
      title: `See that ${name} is well`,
      reason: "What is broken before does not heal by an upgrade.",
      stage: 1,
      check: check(plane, "1.31.14"),
      rollback: "none",
    },
    {
      class: "create",
      action: "createTemplate",
      title: `Create AWSMachineTemplate ${namespace}/${newTemplate}`,
      stage: 1,
      effects: [copyTemplate(template, newTemplate, "ami-1", "ami-2")],
    },
    {
      class: "approve",
      action: "approve",
      title: `Agree to the upgrade of ${name} to ${to}`,
      stage: 1,
      rollback: "none",
    },
    {
      action: "upgradeControlPlane",
      title: `Upgrade KubeadmControlPlane ${namespace}/${name}-control-plane to ${to}`,
      stage: 2,
      effects: [
        patch(
          plane,
          ["/spec/version", from, to],
          [reference, `${name}-control-plane`, newTemplate],
        ),
      ],
      check: check(plane, version, { kind: "ami", id: "ami-2" }),
      rollback: "impossible",
    },
    {
      class: "create",
      action: "createTemplate",
      title: `Create AWSMachineTemplate ${namespace}/${newNodeTemplate}`,
      stage: 3,
      effects: [copyTemplate(nodeTemplate, newNodeTemplate, "ami-1", "ami-2")],
    },
    ...groups.map((group): StepSketch => ({
      action: "upgradeNodes",
      title: `Upgrade MachineDeployment ${namespace}/${addressOf(group).name} to ${to}`,
      stage: 3,
      group: addressOf(group).name,
      effects: [
        patch(
          group,
          ["/spec/template/spec/version", from, to],
          [groupReference, `${name}-workers`, newNodeTemplate],
        ),
      ],
      check: check(group, version, { kind: "ami", id: "ami-2" }),
    })),
    {
      class: "wait",
      action: "soak",
      title: "Wait for 2 seconds",
      stage: 4,
      seconds: 2,
      rollback: "none",
    },
    {
      action: "cleanUp",
      title: "Delete templates that are out of use",
      stage: 5,
      effects: [{ change: "delete", object: addressOf(template) }],
      rollback: "impossible",
    },
  ];
  return {
    plan: clusterPlan({ name, namespace }, sketches, {
      images: [
        {
          hop: 1,
          groups: ["control plane", "workers"],
          kubernetesVersion: version,
          kinds: ["ami"],
          location: "eu-west-1",
          distribution: "ubuntu",
          osRelease: "24.04",
          architecture: "amd64",
          record: `ubuntu-2404-${version}`,
          reference: { kind: "ami", id: "ami-2", region: "eu-west-1" },
        },
      ],
      garbage: [
        { object: addressOf(template) },
        { object: addressOf(nodeTemplate), keep: `a secret is named after ${name}-workers` },
      ],
    }),
    objects: objectsFrom([template, nodeTemplate, plane, ...groups]),
  };
}

/** A cluster with a topology and a machine pool that is edited in place. */
export function topologyExample(name = "billing", namespace = "shop"): ExamplePlan {
  const cluster = topologyCluster(name, namespace, "ami-1");
  const pool = machinePool(`${name}-pool`, namespace);
  const paused = "/metadata/annotations/cluster.x-k8s.io~1paused";
  const sketches: StepSketch[] = [
    {
      action: "upgradeTopology",
      title: `Upgrade Cluster ${namespace}/${name} to ${to}`,
      effects: [
        patch(
          cluster,
          ["/spec/topology/version", from, to],
          ["/spec/topology/variables/1/value/id", "ami-1", "ami-2"],
        ),
      ],
      check: check(cluster, version),
      rollback: "partly",
    },
    {
      action: "pause",
      title: `Pause MachinePool ${namespace}/${name}-pool`,
      effects: [patch(pool, [paused, undefined, "true"])],
    },
    {
      action: "upgradeNodes",
      title: `Upgrade MachinePool ${namespace}/${name}-pool to ${to}`,
      effects: [patch(pool, ["/spec/template/spec/version", from, to])],
    },
    {
      action: "resume",
      title: `Let MachinePool ${namespace}/${name}-pool go on`,
      effects: [patch(pool, [paused, "true", undefined])],
      check: check(pool, version, { kind: "ami", id: "ami-2" }),
    },
  ];
  return {
    plan: clusterPlan({ name, namespace }, sketches),
    objects: objectsFrom([cluster, pool]),
  };
}

/** A cluster whose nodes Karpenter makes, and whose control plane is upgraded by hand. */
export function karpenterExample(name = "reports"): ExamplePlan {
  const pool = nodePool(name);
  const nodes = nodeClass("main", "ami-1");
  const canary = { ...nodePool(`${name}-canary`), spec: { weight: 1, limits: { cpu: "8" } } };
  const budgets = "/spec/disruption/budgets";
  const frozen = [{ nodes: "10%" }, { nodes: "0", reasons: ["Drifted"] }];
  const sketches: StepSketch[] = [
    {
      action: "freeze",
      title: `Keep NodePool ${name} from replacing nodes`,
      effects: [patch(pool, [budgets, [{ nodes: "10%" }], frozen])],
    },
    {
      class: "approve",
      action: "upgradeByHand",
      title: `Upgrade the control plane to ${to}`,
      rollback: "impossible",
    },
    {
      class: "create",
      action: "createCanary",
      title: `Create NodePool ${name}-canary`,
      effects: [{ change: "create", object: addressOf(canary), manifest: canary }],
    },
    {
      class: "read",
      action: "verifyCanary",
      title: `See that nodes of NodePool ${name}-canary are well`,
      check: check(canary, version),
      rollback: "none",
    },
    {
      action: "removeCanary",
      title: `Delete NodePool ${name}-canary`,
      effects: [{ change: "delete", object: addressOf(canary) }],
      rollback: "partly",
    },
    {
      action: "upgradeNodes",
      title: "Point EC2NodeClass main at the new image",
      effects: [patch(nodes, ["/spec/amiSelectorTerms", [{ id: "ami-1" }], [{ id: "ami-2" }]])],
    },
    {
      action: "thaw",
      title: `Let NodePool ${name} replace nodes`,
      effects: [patch(pool, [budgets, frozen, [{ nodes: "1" }]])],
      check: check(pool, version),
    },
    {
      action: "restore",
      title: `Put the budgets of NodePool ${name} back`,
      effects: [patch(pool, [budgets, [{ nodes: "1" }], [{ nodes: "10%" }]])],
    },
    {
      action: "changeClass",
      title: "Change the class",
      effects: [patch(nodes, ["/spec/role", "nodes", "workers"])],
      rollback: "partly",
    },
  ];
  return { plan: clusterPlan({ name }, sketches), objects: objectsFrom([pool, nodes]) };
}

const missing = {
  code: "PLAN_IMAGE_MISSING",
  severity: "error",
  message: "no image for Kubernetes 1.32 is in the catalog",
  pointer: "/spec/version",
  source: { file: "clusters/blocked.yaml", line: 7, column: 1 },
  hint: "Build the image and add its record, or plan with `buildMissing`.",
} as const;

/** A cluster that lacks an image, which is to be built first. */
export function buildingExample(name = "search", namespace = "shop"): ExamplePlan {
  const image = {
    hop: 1,
    groups: ["control plane"],
    kubernetesVersion: version,
    kinds: ["ami"],
    architecture: "arm64",
  } as const;
  const sketches: StepSketch[] = [
    {
      class: "create",
      action: "buildImage",
      title: `Build an image of Kubernetes ${version} for arm64`,
      image,
      rollback: "none",
    },
  ];
  return {
    plan: clusterPlan({ name, namespace }, sketches, { images: [image] }),
    objects: objectsFrom([]),
  };
}

/** A plan of several waves, with every action that there is, and a cluster that cannot move. */
export function examplePlan(
  examples: readonly ExamplePlan[] = [
    kubeadmExample(),
    topologyExample(),
    karpenterExample(),
    buildingExample(),
  ],
): UpgradePlan {
  const blocked = clusterPlan({ name: "blocked", namespace: "shop" }, [], {
    hops: [],
    blockers: [missing],
    hazards: [{ ...missing, code: "PLAN_IMAGE_UNPINNED", severity: "warning" }],
    applyable: false,
  });
  const clusters = [...examples.map(({ plan }) => plan), blocked].map((plan, index) => ({
    ...plan,
    wave: index === 0 ? "canary" : "rest",
  }));
  const wave = { concurrency: 1, maxFailures: 0, approve: false, soakSeconds: 0 };
  return {
    formatVersion: 1,
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: "1.32" },
    },
    waves: [
      { ...wave, name: "canary", clusters: clusters.slice(0, 1).map(({ cluster }) => clusterLabel(cluster)), soakSeconds: 60 },
      {
        ...wave,
        name: "rest",
        clusters: clusters.slice(1).map(({ cluster }) => clusterLabel(cluster)),
        concurrency: 2,
        maxFailures: 1,
        approve: true,
      },
    ],
    clusters,
    diagnostics: [],
    applyable: false,
  };
}

/** The objects of the clusters of {@link examplePlan}. */
export function objectsOfExample(plan: ClusterPlan): PlanObjects {
  const examples = [kubeadmExample(), topologyExample(), karpenterExample(), buildingExample()];
  const found = examples.find((example) => example.plan.cluster.name === plan.cluster.name);
  return found?.objects ?? objectsFrom([]);
}
