import { machineTemplate, plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep, nodeSteps, templateStep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "cluster-api §6 template rotation";
const names = "cluster-api §6 names";
const goal = { kubernetesVersion: "1.34.11" };
const amis = `/spec/template/spec/ami/id: ${amiOf("1.33.13")} -> ${amiOf("1.34.11")}`;
const reference = "/spec/machineTemplate/spec/infrastructureRef/name";
const one = lockstep(["1.33.13", "1.34.11"], { nodes: [] });

/** Steps of a control plane whose template has a name of its own. */
function named(from: string, to: string): readonly string[] {
  return [
    `1 createTemplate AWSMachineTemplate ${to} of ${from} ${amis}`,
    `1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11, ${reference}: ${from} -> ${to}`,
  ];
}

const live = `  uid: 0f0f0f0f-0000-4000-8000-000000000001
  resourceVersion: "4711"
  generation: 2
  creationTimestamp: "2026-01-01T00:00:00Z"
  finalizers: [example.com/keep]
  annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" }
`;

/** How templates are copied, what the copies are called, and what is left over. */
export const templateCases: readonly PlanCase[] = [
  {
    rule,
    name: "a copy is made before the reference changes, and nothing is edited under its name",
    manifests: plainCluster(),
    goal,
    steps: lockstep(["1.33.13", "1.34.11"]),
    garbage: ["control-plane", "workers"],
  },
  {
    rule,
    name: "what the server wrote into the metadata is no part of the copy",
    manifests: plainCluster({ nodes: [] }).replace(
      "metadata: { name: control-plane, namespace: prod }\n",
      `metadata:\n  name: control-plane\n  namespace: prod\n${live}`,
    ),
    goal,
    steps: one,
  },
  {
    rule,
    name: "templates on the way are left over too",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }),
    goal,
    steps: lockstep(["1.32.13", "1.33.13", "1.34.11"], { nodes: [] }),
    garbage: ["control-plane", "control-plane-*"],
  },
  {
    rule,
    name: "a template that nothing referred to before is left over as well",
    manifests: plainCluster({
      nodes: [],
      more: machineTemplate("forgotten", "1.31.14").replace(
        "namespace: prod }",
        "namespace: prod, labels: { cluster.x-k8s.io/cluster-name: prod } }",
      ),
    }),
    goal,
    steps: one,
    garbage: ["control-plane", "forgotten"],
  },
  {
    rule,
    name: "unless nothing says which cluster it is of",
    manifests: plainCluster({ nodes: [], more: machineTemplate("forgotten", "1.31.14") }),
    goal,
    steps: one,
    garbage: ["control-plane"],
  },
  {
    rule,
    name: "what is left over is deleted at the end where that is wanted",
    manifests: plainCluster({ nodes: [] }),
    goal,
    intent: { cleanUp: true },
    steps: [...one, "2 cleanUp delete AWSMachineTemplate control-plane"],
  },
  {
    rule,
    name: "owners that share a template share the copy of it",
    manifests: plainCluster({
      nodes: [{ name: "first" }, { name: "second", template: "first" }],
    }),
    goal,
    steps: [
      ...controlPlaneSteps(1, "1.33.13", "1.34.11"),
      ...nodeSteps(2, "first", "1.33.13", "1.34.11"),
      "3 upgradeNodes MachineDeployment second /spec/template/spec/version: v1.33.13 -> v1.34.11, /spec/template/spec/infrastructureRef/name: first -> first-*",
    ],
    hazards: ["CLUSTER_TEMPLATE_SHARED"],
    garbage: ["control-plane", "first"],
  },
  {
    rule,
    name: "control plane and nodes that share a template go on sharing, each at its own step",
    manifests: plainCluster({
      nodes: [{ name: "workers", template: "control-plane" }],
    }),
    goal,
    steps: [
      ...controlPlaneSteps(1, "1.33.13", "1.34.11"),
      "2 upgradeNodes MachineDeployment workers /spec/template/spec/version: v1.33.13 -> v1.34.11, /spec/template/spec/infrastructureRef/name: control-plane -> control-plane-*",
    ],
    hazards: ["CLUSTER_TEMPLATE_SHARED"],
  },
  {
    rule,
    name: "bootstrap templates stay where only the version changes",
    manifests: plainCluster({ nodes: [{ name: "workers", isJoined: true }] }),
    goal,
    steps: lockstep(["1.33.13", "1.34.11"]),
    garbage: ["control-plane", "workers"],
  },
  {
    rule,
    name: "a template that is not there cannot be copied",
    manifests: plainCluster({ nodes: [{ name: "workers", template: "gone" }] }),
    goal,
    blockers: [
      "CAPI_PLAN_OBJECT_MISSING AWSMachineTemplate gone, which workers is made from, is not among the manifests",
    ],
  },
  {
    rule: "cluster-api §4 dangling",
    name: "and is an error of its own where the files are the whole cluster",
    manifests: plainCluster({ nodes: [{ name: "workers", template: "gone" }] }),
    isWhole: true,
    goal,
    blockers: [
      "CLUSTER_REFERENCE_DANGLING MachineDeployment prod/workers: it refers to AWSMachineTemplate gone, which is not among the objects",
    ],
  },
  {
    rule: names,
    name: "a name of 63 characters is cut for the digest",
    manifests: plainCluster({ nodes: [], template: "c".repeat(63) }),
    goal,
    steps: named("c".repeat(63), `${"c".repeat(52)}-*`),
  },
  {
    rule: names,
    name: "a cut name does not end in a dash or a point",
    manifests: plainCluster({ nodes: [], template: `${"c".repeat(49)}.-.${"d".repeat(11)}` }),
    goal,
    steps: named(`${"c".repeat(49)}.-.${"d".repeat(11)}`, `${"c".repeat(49)}-*`),
  },
  {
    rule: names,
    name: "a name that carries the version carries the next one",
    manifests: plainCluster({ nodes: [], template: "prod-v1.33.13-cp" }),
    goal,
    steps: named("prod-v1.33.13-cp", "prod-v1.34.11-cp-*"),
  },
  {
    rule: names,
    name: "also where dashes stand for the points",
    manifests: plainCluster({ nodes: [], template: "prod-1-33-13" }),
    goal,
    steps: named("prod-1-33-13", "prod-1-34-11-*"),
  },
  {
    rule: names,
    name: "digits that only look like the version stay",
    manifests: plainCluster({ nodes: [], template: "prod-21.33.13" }),
    goal,
    steps: named("prod-21.33.13", "prod-21.33.13-*"),
  },
  {
    rule: names,
    name: "what a tool appended to a name is kept, as it may mean something",
    manifests: plainCluster({ nodes: [], template: "prod-3fa9c1" }),
    goal,
    steps: named("prod-3fa9c1", "prod-3fa9c1-*"),
  },
  {
    rule: "cluster-api §5 references",
    name: "another API version of the same template is no other template",
    manifests: plainCluster({ api: "v1beta1", nodes: [] }).replace(
      "apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: AWSMachineTemplate",
      "apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: AWSMachineTemplate",
    ),
    goal,
    steps: lockstep(["1.33.13", "1.34.11"], { nodes: [], api: "v1beta1" }),
  },
  {
    rule: "cluster-api §6 one patch",
    name: "reference and version of a v1beta2 owner change together, the template before them",
    manifests: plainCluster({ nodes: [] }),
    goal,
    steps: controlPlaneSteps(1, "1.33.13", "1.34.11"),
  },
  {
    rule: "cluster-api §6 one patch",
    name: "of a v1beta1 owner the reference stands one level higher",
    manifests: plainCluster({ nodes: [], api: "v1beta1" }),
    goal,
    steps: controlPlaneSteps(1, "1.33.13", "1.34.11", { api: "v1beta1" }),
  },
  {
    rule: "cluster-api §6 one patch",
    name: "of a MachineDeployment version and reference stand in its template",
    manifests: plainCluster({
      version: "1.34.11",
      nodes: [{ name: "workers", version: "1.33.13" }],
    }),
    goal,
    steps: [
      templateStep(1, "workers", "1.33.13", "1.34.11"),
      "1 upgradeNodes MachineDeployment workers /spec/template/spec/version: v1.33.13 -> v1.34.11, /spec/template/spec/infrastructureRef/name: workers -> workers-*",
    ],
  },
];
