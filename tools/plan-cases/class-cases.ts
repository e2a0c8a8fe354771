import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import {
  entry,
  listOf,
  patchOf,
  topologyCluster,
  type TopologyCluster,
  versionedPatch,
} from "./topology-cluster.ts";
import { amiOf, catalogOf } from "./usual-catalog.ts";

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

/** The variable that a class gets, and the one it has. */
const added = JSON.stringify({
  name: "nodeImage",
  required: false,
  schema: {
    openAPIV3Schema: {
      type: "string",
      description: "Node image; clusters without a value have that of the template",
    },
  },
});
const amiVariable = JSON.stringify({
  name: "ami",
  required: false,
  schema: { openAPIV3Schema: text },
});
const leading = JSON.stringify(
  patchOf(id, { valueFrom: { variable: "ami" } }, { matchResources: { controlPlane: true } }),
);

/** The patch that a class gets, about machines of some groups. */
function addedPatch(about: readonly ("controlPlane" | "machineDeployments")[]): string {
  return JSON.stringify({
    name: "nodeImage",
    enabledIf: "{{ if .nodeImage }}true{{ end }}",
    definitions: about.map((group) => ({
      selector: {
        apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
        kind: "AWSMachineTemplate",
        matchResources:
          group === "controlPlane"
            ? { controlPlane: true }
            : { machineDeploymentClass: { names: ["default"] } },
      },
      jsonPatches: [{ op: "add", path: id, valueFrom: { variable: "nodeImage" } }],
    })),
  });
}

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
    "a builtin version that makes another image than the catalog has is refused",
    {
      kind: "CloudStackMachineTemplate",
      machine: { template: { name: "debian-kube-v1.33.13" }, offering: { name: "large" } },
      patches: [
        versionedPatch(
          "/spec/template/spec/template/name",
          (builtin) => `debian-kube-{{ .builtin.${builtin}.version }}`,
          "CloudStackMachineTemplate",
        ),
      ],
    },
    {
      catalog: catalogOf(["1.33.13", "1.34.11"])
        .replaceAll("name=ubuntu-2404-kube-v1.33.13", "name=debian-kube-v1.33.13")
        .replaceAll("&name=ubuntu-2404-kube-v1.34.11", "&name=other"),
      blockers: ["prod", "md-0"].map(
        (name) =>
          `CAPI_PLAN_VARIABLE_UNCLEAR no value was found for the variables that ClusterClass aws makes the image of ${name} from`,
      ),
    },
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
    "no variable: the class gets one first, and clusters without a value stay as they are",
    {},
    {
      steps: [
        `1 changeClass ClusterClass aws /spec/variables: [] -> [${added}], /spec/patches: [] -> [${addedPatch(["controlPlane", "machineDeployments"])}]`,
        `1 upgradeTopology Cluster prod ${version}, /spec/topology/variables: nothing -> [{"name":"nodeImage","value":"${now}"}]`,
      ],
      hazards: [
        "CAPI_PLAN_CLASS_CHANGED ClusterClass aws gets variables, and no cluster rolls out for that",
      ],
    },
  ),
  one(
    "a patch about the control plane alone leaves the nodes without variable",
    {
      ...byVariable,
      patches: [
        patchOf(id, { valueFrom: { variable: "ami" } }, { matchResources: { controlPlane: true } }),
      ],
      values: { ami: old },
    },
    {
      steps: [
        `1 changeClass ClusterClass aws /spec/variables: [${amiVariable}] -> [${amiVariable},${added}], /spec/patches: [${leading}] -> [${leading},${addedPatch(["machineDeployments"])}]`,
        `1 upgradeTopology Cluster prod ${version}, /spec/topology/variables: [{"name":"ami","value":"${old}"}] -> [{"name":"ami","value":"${now}"},{"name":"nodeImage","value":"${now}"}]`,
      ],
    },
  ),
  one(
    "a patch that writes the image itself: the class has to change by hand",
    { patches: [patchOf(id, { value: old })] },
    {
      blockers: [
        "CAPI_PLAN_CLASS_LITERAL ClusterClass aws writes the image of prod itself",
        "CAPI_PLAN_CLASS_LITERAL ClusterClass aws writes the image of md-0 itself",
      ],
    },
  ),
  one(
    "an external patch: only the extension knows",
    {
      patches: [{ name: "external", external: { generatePatchesExtension: "images.example" } }],
    },
    {
      blockers: [
        "CAPI_PLAN_CLASS_EXTENSION only an extension knows what patch external of ClusterClass aws makes of prod",
        "CAPI_PLAN_CLASS_EXTENSION only an extension knows what patch external of ClusterClass aws makes of md-0",
      ],
    },
  ),
  one(
    "a schema that allows only some images refuses the next one",
    {
      definitions: { ami: { ...text, enum: [old] } },
      patches: byVariable.patches,
      values: { ami: old },
    },
    {
      blockers: [
        "CAPI_PLAN_VARIABLE_REFUSED variable ami cannot have this value: `/value` is outside what the schema allows",
      ],
    },
  ),
  one(
    "a patch that is not enabled for the cluster: no value of its variable helps",
    {
      definitions: { ami: text },
      patches: [
        {
          ...byVariable.patches[0],
          enabledIf: '{{ if eq .builtin.cluster.name "other" }}true{{ end }}',
        },
      ],
      values: { ami: old },
    },
    {
      blockers: ["prod", "md-0"].map(
        (name) =>
          `CAPI_PLAN_VARIABLE_UNCLEAR no value was found for the variables that ClusterClass aws makes the image of ${name} from`,
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
  {
    rule,
    name: "the class of a cluster is not among the manifests",
    manifests: withoutClass(topologyCluster({ ...byVariable, values: { ami: old } })),
    goal,
    blockers: [
      "CAPI_PLAN_CLASS_MISSING ClusterClass prod/aws of Cluster prod is not among the manifests",
    ],
  },
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
  one(
    "Docker: an image that stands in the template stays at every version",
    { kind: "DockerMachineTemplate", machine: { customImage: "kindest/node:v1.33.13" } },
    {
      blockers: [
        "CAPI_PLAN_CUSTOM_IMAGE DockerMachineTemplate class-control-plane names the container image of prod in `/spec/template/spec/customImage`, whatever the version",
        "CAPI_PLAN_CUSTOM_IMAGE DockerMachineTemplate class-workers names the container image of md-0 in `/spec/template/spec/customImage`, whatever the version",
      ],
    },
  ),
];

function withoutClass(manifests: string): string {
  return manifests
    .split("---\n")
    .filter((document) => (JSON.parse(document) as JsonObject)["kind"] !== "ClusterClass")
    .join("---\n");
}
