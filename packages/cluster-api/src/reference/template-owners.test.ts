import { type JsonObject, manifestSet } from "@imagewright/core";
import { expect, test } from "vitest";

import { referencedObject } from "./referenced-object.ts";
import { templateOwners } from "./template-owners.ts";

const group = "infrastructure.cluster.x-k8s.io";
const core = "cluster.x-k8s.io";

function object(
  apiVersion: string,
  kind: string,
  metadata: JsonObject,
  spec: JsonObject = {},
): JsonObject {
  return { apiVersion, kind, metadata, spec };
}

function ref(kind: string, name: string, of = group): JsonObject {
  return { apiGroup: of, kind, name };
}

function oldRef(kind: string, name: string, of = group): JsonObject {
  return { apiVersion: `${of}/v1beta2`, kind, name };
}

function worker(kind: string, name: string, infrastructureRef: JsonObject): JsonObject {
  return object(
    `${core}/v1beta2`,
    kind,
    { name },
    {
      clusterName: "prod",
      template: {
        spec: {
          version: "v1.34.1",
          infrastructureRef,
          bootstrap: {
            configRef: ref("KubeadmConfigTemplate", "boot", "bootstrap.cluster.x-k8s.io"),
          },
        },
      },
    },
  );
}

const template = object(`${group}/v1beta2`, "AWSMachineTemplate", { name: "m" });
const cluster = object(
  `${core}/v1beta2`,
  "Cluster",
  { name: "prod" },
  {
    controlPlaneRef: ref("KubeadmControlPlane", "cp", "controlplane.cluster.x-k8s.io"),
    infrastructureRef: ref("AWSCluster", "prod"),
  },
);
const infrastructure = object(`${group}/v1beta2`, "AWSCluster", { name: "prod" });

function owners(objects: readonly JsonObject[], of: JsonObject = template): readonly string[] {
  return templateOwners(of, manifestSet([of, ...objects])).map((owner) =>
    [
      `${owner.kind} ${owner.name} ${owner.role} at ${owner.pointer}`,
      `version ${owner.version?.text ?? "-"} at ${owner.version?.pointer ?? "-"}`,
      `boots ${owner.bootstrap?.kind ?? "-"}`,
      `cluster ${String(valueName(owner.cluster))}`,
    ].join(", "),
  );
}

function valueName(of: JsonObject | undefined): unknown {
  const metadata = of?.["metadata"];
  return metadata && typeof metadata === "object" && "name" in metadata ? metadata["name"] : "-";
}

test.for(["MachineDeployment", "MachineSet", "MachinePool"])(
  "a %s owns the template it refers to",
  (kind) => {
    const one = worker(kind, "md", ref("AWSMachineTemplate", "m"));
    expect(owners([one, cluster])).toEqual([
      `${kind} md workers at /spec/template/spec, version v1.34.1 at /spec/template/spec/version, boots KubeadmConfigTemplate, cluster prod`,
    ]);
  },
);

function machine(labels: JsonObject): JsonObject {
  const spec = { clusterName: "elsewhere", infrastructureRef: oldRef("AWSMachine", "m") };
  return object(`${core}/v1beta1`, "Machine", { name: "one", labels }, spec);
}

test("a Machine owns what it refers to, and its label tells of a control plane", () => {
  const infra = { ...template, kind: "AWSMachine" };
  const rest = "at /spec, version - at -, boots -, cluster -";
  expect(owners([machine({})], infra)).toEqual([`Machine one workers ${rest}`]);
  expect(owners([machine({ "cluster.x-k8s.io/control-plane": "" })], infra)).toEqual([
    `Machine one controlPlane ${rest}`,
  ]);
});

test.for([
  {
    title: "v1beta1",
    version: "v1beta1",
    machineTemplate: { infrastructureRef: oldRef("AWSMachineTemplate", "m") },
    pointer: "/spec/machineTemplate",
  },
  {
    title: "v1beta2",
    version: "v1beta2",
    machineTemplate: { spec: { infrastructureRef: ref("AWSMachineTemplate", "m") } },
    pointer: "/spec/machineTemplate/spec",
  },
])("a control plane of $title owns its template", ({ version, machineTemplate, pointer }) => {
  const plane = object(
    `controlplane.cluster.x-k8s.io/${version}`,
    "KubeadmControlPlane",
    { name: "cp" },
    { version: "v1.33.4", machineTemplate },
  );
  expect(owners([plane, cluster])).toEqual([
    `KubeadmControlPlane cp controlPlane at ${pointer}, version v1.33.4 at /spec/version, boots -, cluster prod`,
  ]);
});

test("a control plane of another provider owns a template once, and its label names the cluster", () => {
  const reference = oldRef("AWSMachineTemplate", "m");
  const plane = object(
    "controlplane.cluster.x-k8s.io/v1beta1",
    "RKE2ControlPlane",
    { name: "rke2", labels: { "cluster.x-k8s.io/cluster-name": "prod" } },
    {
      version: "v1.33.4+rke2r1",
      machineTemplate: { infrastructureRef: reference, spec: { infrastructureRef: reference } },
    },
  );
  expect(owners([plane, cluster])).toEqual([
    "RKE2ControlPlane rke2 controlPlane at /spec/machineTemplate, version v1.33.4+rke2r1 at /spec/version, boots -, cluster prod",
  ]);
});

const clusterClass = object(
  `${core}/v1beta2`,
  "ClusterClass",
  { name: "class" },
  {
    controlPlane: { machineInfrastructure: { templateRef: oldRef("AWSMachineTemplate", "m") } },
    workers: {
      machineDeployments: ["small", "large"].map((name) => ({
        class: name,
        infrastructure: {
          templateRef: oldRef("AWSMachineTemplate", name === "small" ? "m" : "other"),
        },
        bootstrap: {
          templateRef: oldRef("EKSConfigTemplate", "b", "bootstrap.cluster.x-k8s.io"),
        },
      })),
    },
  },
);

test("a cluster owns a template through each part of its topology that uses it", () => {
  const ofClass = object(
    `${core}/v1beta2`,
    "Cluster",
    { name: "prod" },
    {
      topology: {
        classRef: { name: "class" },
        version: "v1.34.1",
        workers: {
          machineDeployments: [
            { class: "large", name: "l" },
            { class: "small", name: "s" },
          ],
        },
      },
    },
  );
  const version = "version v1.34.1 at /spec/topology/version";
  expect(owners([clusterClass, ofClass])).toEqual([
    `Cluster prod controlPlane at /spec/topology/controlPlane, ${version}, boots -, cluster prod`,
    `Cluster prod workers at /spec/topology/workers/machineDeployments/1, ${version}, boots EKSConfigTemplate, cluster prod`,
  ]);
  const [owner] = templateOwners(template, manifestSet([template, clusterClass, ofClass]));
  expect(owner?.clusterClass).toBe(clusterClass);
});

test("a class that no cluster follows owns nothing", () => {
  expect(owners([clusterClass, cluster])).toEqual([]);
});

test.for([
  { title: "another name", reference: ref("AWSMachineTemplate", "n"), namespace: "a" },
  { title: "another kind", reference: ref("AWSMachinePool", "m"), namespace: "a" },
  { title: "another group", reference: ref("AWSMachineTemplate", "m", "other.io"), namespace: "a" },
  { title: "another namespace", reference: ref("AWSMachineTemplate", "m"), namespace: "b" },
])("a reference of $title is none to the template", ({ reference, namespace }) => {
  const here = { ...template, metadata: { name: "m", namespace: "a" } };
  const one = worker("MachineDeployment", "md", reference);
  expect(owners([{ ...one, metadata: { name: "md", namespace } }], here)).toEqual([]);
});

test("an object without namespace is a neighbour of all", () => {
  const here = { ...template, metadata: { name: "m", namespace: "a" } };
  const one = worker("MachineDeployment", "md", ref("AWSMachineTemplate", "m"));
  expect(owners([one], here)).toHaveLength(1);
});

test("what a reference names is looked for in its own namespace", () => {
  const [a, b] = ["a", "b"].map((namespace): JsonObject => ({
    ...infrastructure,
    metadata: { name: "prod", namespace },
  }));
  const manifests = manifestSet([a ?? {}, b ?? {}]);
  const of = { ...cluster, metadata: { name: "prod", namespace: "b" } };
  expect(referencedObject(of, "infrastructure", manifests)).toBe(b);
  expect(referencedObject(of, "controlPlane", manifests)).toBeUndefined();
  expect(referencedObject(of, "bootstrap", manifests)).toBeUndefined();
  const named = {
    ...cluster,
    apiVersion: `${core}/v1beta1`,
    metadata: of.metadata,
    spec: { infrastructureRef: { ...oldRef("AWSCluster", "prod"), namespace: "a" } },
  };
  expect(referencedObject(named, "infrastructure", manifests)).toBe(a);
});

test("many owners and many templates are matched once", () => {
  const many = Array.from({ length: 3000 }, (_, index) => ({
    template: { ...template, metadata: { name: `m-${index}` } },
    owner: worker("MachineDeployment", `md-${index}`, ref("AWSMachineTemplate", `m-${index}`)),
  }));
  const manifests = manifestSet(many.flatMap((one) => [one.template, one.owner]));
  const counts = many.map((one) => templateOwners(one.template, manifests).length);
  expect(new Set(counts)).toEqual(new Set([1]));
});
