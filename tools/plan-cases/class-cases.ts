import type { PlanCase } from "./plan-case.ts";
import {
  entry,
  listOf,
  patchOf,
  topologyCluster,
  type TopologyCluster,
  versionedPatch,
} from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "cluster-api §11 ClusterClass";
const goal = { kubernetesVersion: "1.34.11" };
const [old, now] = [amiOf("1.33.13"), amiOf("1.34.11")];
const text = { type: "string" };
const id = "/spec/template/spec/ami/id";
const byVariable = {
  definitions: { ami: text },
  patches: [patchOf(id, { valueFrom: { variable: "ami" } })],
};
const version = "/spec/topology/version: v1.33.13 -> v1.34.11";

/** The one step of a topology. */
function step(fields: string): readonly string[] {
  return [`1 upgradeTopology Cluster prod ${fields}`];
}

const moved = step(`${version}, /spec/topology/variables/0/value: ${old} -> ${now}`);

function one(name: string, options: TopologyCluster, more: Partial<PlanCase>): PlanCase {
  return { rule, name, manifests: topologyCluster(options), goal, ...more };
}

/** How a class passes an image on: by variables, by versions, by a map, or not at all. */
export const classCases: readonly PlanCase[] = [
  one(
    "a variable is the image: it changes with the version, in one patch",
    { ...byVariable, values: { ami: old } },
    {
      steps: moved,
      checks: ["Cluster prod runs 1.34.11 of ubuntu-1.34.11"],
      garbage: [],
    },
  ),
  one(
    "the same in v1beta1",
    { ...byVariable, api: "v1beta1", values: { ami: old } },
    { steps: moved },
  ),
  one(
    "a field of an object variable",
    {
      definitions: { machine: { type: "object", properties: { ami: text, size: text } } },
      patches: [patchOf(id, { valueFrom: { variable: "machine.ami" } })],
      values: { machine: { size: "large", ami: old } },
    },
    { steps: step(`${version}, /spec/topology/variables/0/value/ami: ${old} -> ${now}`) },
  ),
  one(
    "a template over a variable",
    {
      definitions: { release: text },
      patches: [patchOf(id, { valueFrom: { template: "ami-{{ .release }}" } })],
      values: { release: old.slice(4) },
    },
    {
      steps: step(
        `${version}, /spec/topology/variables/0/value: ${old.slice(4)} -> ${now.slice(4)}`,
      ),
    },
  ),
  one(
    "a map by version: the next version is added, and the present one stays for those that wait",
    {
      definitions: { amis: { type: "object", additionalProperties: text } },
      patches: [versionedPatch(id, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`)],
      values: { amis: { "v1.33.13": old } },
    },
    { steps: step(`${version}, /spec/topology/variables/0/value/v1.34.11: nothing -> ${now}`) },
  ),
  one(
    "a map of objects by version, as Tanzu has it",
    {
      definitions: {
        TKR_DATA: {
          type: "object",
          additionalProperties: {
            type: "object",
            properties: {
              osImageRef: { type: "object", properties: { id: text, region: text } },
            },
          },
        },
      },
      patches: [
        versionedPatch(
          id,
          (builtin) => `{{ (index .TKR_DATA .builtin.${builtin}.version).osImageRef.id }}`,
        ),
      ],
      values: { TKR_DATA: { "v1.33.13": { osImageRef: { id: old, region: "eu-west-1" } } } },
    },
    {
      steps: step(
        `${version}, /spec/topology/variables/0/value/v1.34.11: nothing -> {"osImageRef":{"id":"${now}","region":"eu-west-1"}}`,
      ),
    },
  ),
  one(
    "a builtin version makes the image by itself: the version changes alone",
    {
      kind: "CloudStackMachineTemplate",
      machine: { template: { name: "ubuntu-2404-kube-v1.33.13" }, offering: { name: "large" } },
      patches: [
        versionedPatch(
          "/spec/template/spec/template/name",
          (builtin) => `ubuntu-2404-kube-{{ .builtin.${builtin}.version }}`,
          "CloudStackMachineTemplate",
        ),
      ],
    },
    { steps: step(version) },
  ),
  one(
    "CAPA's own classes look the image up by the version: nothing but the version changes",
    { machine: { imageLookupFormat: "ubuntu-{{.K8sVersion}}-*", instanceType: "m6i.large" } },
    { steps: step(version), hazards: ["PLAN_IMAGE_UNPINNED"] },
  ),
  one(
    "a default of the class is left by this cluster alone",
    { definitions: { ami: { ...text, default: old } }, patches: byVariable.patches },
    {
      steps: step(
        `${version}, /spec/topology/variables: nothing -> [{"name":"ami","value":"${now}"}]`,
      ),
    },
  ),
  one(
    "a group that overrides the variable keeps a value of its own",
    {
      ...byVariable,
      values: { ami: old },
      deployments: [entry("md-0", { variables: { overrides: listOf({ ami: old }) } })],
    },
    {
      steps: step(
        `${version}, /spec/topology/workers/machineDeployments/0/variables/overrides/0/value: ${old} -> ${now}, /spec/topology/variables/0/value: ${old} -> ${now}`,
      ),
    },
  ),
  one(
    "a group of another architecture gets the image of its own by an override",
    {
      ...byVariable,
      machine: { ami: { id: old } },
      values: { ami: old },
      deployments: [
        entry("md-0", { variables: { overrides: listOf({ ami: amiOf("1.33.13", "arm64") }) } }),
      ],
    },
    {
      steps: step(
        `${version}, /spec/topology/workers/machineDeployments/0/variables/overrides/0/value: ${amiOf("1.33.13", "arm64")} -> ${amiOf("1.34.11", "arm64")}, /spec/topology/variables/0/value: ${old} -> ${now}`,
      ),
    },
  ),
  one(
    "a pool of the topology takes its image by the same variable",
    {
      ...byVariable,
      patches: [
        patchOf(
          id,
          { valueFrom: { variable: "ami" } },
          {
            matchResources: {
              controlPlane: true,
              machineDeploymentClass: { names: ["default"] },
              machinePoolClass: { names: ["*"] },
            },
          },
        ),
      ],
      values: { ami: old },
      pools: [{ class: "default", name: "mp-0", replicas: 2 }],
    },
    { steps: moved },
  ),
  one(
    "Docker: an image made from the version goes along with it",
    {
      kind: "DockerMachineTemplate",
      machine: { customImage: "kindest/node:v1.33.13" },
      patches: [
        versionedPatch(
          "/spec/template/spec/customImage",
          (builtin) => `kindest/node:{{ .builtin.${builtin}.version }}`,
          "DockerMachineTemplate",
        ),
      ],
    },
    { steps: step(version) },
  ),
];
