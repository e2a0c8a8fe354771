import { byVariable, classCase, now, old, text, versionChange } from "./class-case.ts";
import type { PlanCase } from "./plan-case.ts";
import { patchOf, topologyCluster, versionedPatch } from "./topology-cluster.ts";
import { catalogOf } from "./usual-catalog.ts";
import { amiPath } from "./varied-topology.ts";

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
  patchOf(amiPath, { valueFrom: { variable: "ami" } }, { matchResources: { controlPlane: true } }),
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
      jsonPatches: [{ op: "add", path: amiPath, valueFrom: { variable: "nodeImage" } }],
    })),
  });
}

/** Classes that pass no image on as they are. */
export const classRefusalCases: readonly PlanCase[] = [
  classCase(
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
  classCase(
    "no variable: the class gets one first, and clusters without a value stay as they are",
    {},
    {
      steps: [
        `1 changeClass ClusterClass aws /spec/variables: [] -> [${added}], /spec/patches: [] -> [${addedPatch(["controlPlane", "machineDeployments"])}]`,
        `1 upgradeTopology Cluster prod ${versionChange}, /spec/topology/variables: nothing -> [{"name":"nodeImage","value":"${now}"}]`,
      ],
      hazards: [
        "CAPI_PLAN_CLASS_CHANGED ClusterClass aws gets variables, and no cluster rolls out for that",
      ],
    },
  ),
  classCase(
    "a patch about the control plane alone leaves the nodes without variable",
    {
      ...byVariable,
      patches: [
        patchOf(
          amiPath,
          { valueFrom: { variable: "ami" } },
          { matchResources: { controlPlane: true } },
        ),
      ],
      values: { ami: old },
    },
    {
      steps: [
        `1 changeClass ClusterClass aws /spec/variables: [${amiVariable}] -> [${amiVariable},${added}], /spec/patches: [${leading}] -> [${leading},${addedPatch(["machineDeployments"])}]`,
        `1 upgradeTopology Cluster prod ${versionChange}, /spec/topology/variables: [{"name":"ami","value":"${old}"}] -> [{"name":"ami","value":"${now}"},{"name":"nodeImage","value":"${now}"}]`,
      ],
    },
  ),
  classCase(
    "a patch that writes the image itself: the class has to change by hand",
    { patches: [patchOf(amiPath, { value: old })] },
    {
      blockers: [
        "CAPI_PLAN_CLASS_LITERAL ClusterClass aws writes the image of prod itself",
        "CAPI_PLAN_CLASS_LITERAL ClusterClass aws writes the image of md-0 itself",
      ],
    },
  ),
  classCase(
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
  classCase(
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
  classCase(
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
  classCase(
    "the class of a cluster is not among the manifests",
    {},
    {
      manifests: withoutClass(topologyCluster({ ...byVariable, values: { ami: old } })),
      blockers: [
        "CAPI_PLAN_CLASS_MISSING ClusterClass prod/aws of Cluster prod is not among the manifests",
      ],
    },
  ),
  classCase(
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
    .filter((document) => !document.includes('"kind":"ClusterClass","metadata"'))
    .join("---\n");
}
