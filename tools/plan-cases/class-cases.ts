import { byVariable, classCase, now, old, text, versionChange } from "./class-case.ts";
import type { PlanCase } from "./plan-case.ts";
import { entry, listOf, patchOf, versionedPatch } from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";
import { amiPath } from "./varied-topology.ts";

/** The one step of a topology. */
function step(fields: string): readonly string[] {
  return [`1 upgradeTopology Cluster prod ${fields}`];
}

const moved = step(`${versionChange}, /spec/topology/variables/0/value: ${old} -> ${now}`);

/** How a class passes an image on: by variables, by versions, by a map, or not at all. */
export const classCases: readonly PlanCase[] = [
  classCase(
    "a variable is the image: it changes with the version, in one patch",
    { ...byVariable, values: { ami: old } },
    {
      steps: moved,
      checks: ["Cluster prod runs 1.34.11 of ubuntu-1.34.11"],
      garbage: [],
    },
  ),
  classCase(
    "the same in v1beta1",
    { ...byVariable, api: "v1beta1", values: { ami: old } },
    { steps: moved },
  ),
  classCase(
    "a field of an object variable",
    {
      definitions: { machine: { type: "object", properties: { ami: text, size: text } } },
      patches: [patchOf(amiPath, { valueFrom: { variable: "machine.ami" } })],
      values: { machine: { size: "large", ami: old } },
    },
    { steps: step(`${versionChange}, /spec/topology/variables/0/value/ami: ${old} -> ${now}`) },
  ),
  classCase(
    "a template over a variable",
    {
      definitions: { release: text },
      patches: [patchOf(amiPath, { valueFrom: { template: "ami-{{ .release }}" } })],
      values: { release: old.slice(4) },
    },
    {
      steps: step(
        `${versionChange}, /spec/topology/variables/0/value: ${old.slice(4)} -> ${now.slice(4)}`,
      ),
    },
  ),
  classCase(
    "a map by version: the next version is added, and the present one stays for those that wait",
    {
      definitions: { amis: { type: "object", additionalProperties: text } },
      patches: [
        versionedPatch(amiPath, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`),
      ],
      values: { amis: { "v1.33.13": old } },
    },
    {
      steps: step(`${versionChange}, /spec/topology/variables/0/value/v1.34.11: nothing -> ${now}`),
    },
  ),
  classCase(
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
          amiPath,
          (builtin) => `{{ (index .TKR_DATA .builtin.${builtin}.version).osImageRef.id }}`,
        ),
      ],
      values: { TKR_DATA: { "v1.33.13": { osImageRef: { id: old, region: "eu-west-1" } } } },
    },
    {
      steps: step(
        `${versionChange}, /spec/topology/variables/0/value/v1.34.11: nothing -> {"osImageRef":{"id":"${now}","region":"eu-west-1"}}`,
      ),
    },
  ),
  classCase(
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
    { steps: step(versionChange) },
  ),
  classCase(
    "CAPA's own classes look the image up by the version: nothing but the version changes",
    { machine: { imageLookupFormat: "ubuntu-{{.K8sVersion}}-*", instanceType: "m6i.large" } },
    { steps: step(versionChange), hazards: ["PLAN_IMAGE_UNPINNED"] },
  ),
  classCase(
    "a default of the class is left by this cluster alone",
    { definitions: { ami: { ...text, default: old } }, patches: byVariable.patches },
    {
      steps: step(
        `${versionChange}, /spec/topology/variables: nothing -> [{"name":"ami","value":"${now}"}]`,
      ),
    },
  ),
  classCase(
    "a group that overrides the variable keeps a value of its own",
    {
      ...byVariable,
      values: { ami: old },
      deployments: [entry("md-0", { variables: { overrides: listOf({ ami: old }) } })],
    },
    {
      steps: step(
        `${versionChange}, /spec/topology/workers/machineDeployments/0/variables/overrides/0/value: ${old} -> ${now}, /spec/topology/variables/0/value: ${old} -> ${now}`,
      ),
    },
  ),
  classCase(
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
        `${versionChange}, /spec/topology/workers/machineDeployments/0/variables/overrides/0/value: ${amiOf("1.33.13", "arm64")} -> ${amiOf("1.34.11", "arm64")}, /spec/topology/variables/0/value: ${old} -> ${now}`,
      ),
    },
  ),
  classCase(
    "a pool of the topology takes its image by the same variable",
    {
      ...byVariable,
      patches: [
        patchOf(
          amiPath,
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
  classCase(
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
    { steps: step(versionChange) },
  ),
];
