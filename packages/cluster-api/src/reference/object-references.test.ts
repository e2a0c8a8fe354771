import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { apiVersionState, contractVersion, servedVersions } from "./api-version.ts";
import { parseObjectReference, renderObjectReference } from "./cluster-object-reference.ts";
import { objectReferences, writeObjectReference } from "./object-references.ts";
import { componentImageFields, versionFields } from "./version-fields.ts";

const aws = { group: "infrastructure.cluster.x-k8s.io", kind: "AWSMachineTemplate", name: "md-0" };
const v1beta1 = { apiVersion: `${aws.group}/v1beta2`, kind: aws.kind, name: aws.name };
const v1beta2 = { apiGroup: aws.group, kind: aws.kind, name: aws.name };

function found(object: JsonObject): readonly string[] {
  return objectReferences(object).map(
    ({ pointer, role, form, reference }) =>
      `${pointer} ${role} ${form} ${reference?.kind ?? "incomplete"} ${reference?.name ?? ""}`,
  );
}

test.for<{ readonly title: string; readonly object: JsonObject; readonly places: string[] }>([
  {
    title: "a cluster of v1beta1",
    object: {
      apiVersion: "cluster.x-k8s.io/v1beta1",
      kind: "Cluster",
      spec: {
        controlPlaneRef: v1beta1,
        infrastructureRef: { kind: "AWSCluster" },
        topology: { class: "quick-start", version: "v1.34.1" },
      },
    },
    places: [
      "/spec/infrastructureRef infrastructure object incomplete ",
      "/spec/controlPlaneRef controlPlane object AWSMachineTemplate md-0",
      "/spec/topology/class class class ClusterClass quick-start",
    ],
  },
  {
    title: "a control plane of v1beta2",
    object: {
      apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
      kind: "KubeadmControlPlane",
      spec: {
        machineTemplate: { infrastructureRef: v1beta1, spec: { infrastructureRef: v1beta2 } },
      },
    },
    places: [
      "/spec/machineTemplate/spec/infrastructureRef machineInfrastructure contract AWSMachineTemplate md-0",
    ],
  },
  {
    title: "a control plane of another provider",
    object: {
      apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
      kind: "RKE2ControlPlane",
      spec: { version: "v1.34.1+rke2r1", machineTemplate: { infrastructureRef: v1beta1 } },
    },
    places: [
      "/spec/machineTemplate/infrastructureRef machineInfrastructure object AWSMachineTemplate md-0",
    ],
  },
  {
    title: "worker classes of v1beta2, item by item",
    object: {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "ClusterClass",
      spec: {
        workers: {
          machineDeployments: [
            { class: "a", infrastructure: { templateRef: v1beta1 } },
            {
              class: "b",
              bootstrap: { templateRef: { ...v1beta1, kind: "KubeadmConfigTemplate" } },
            },
          ],
        },
      },
    },
    places: [
      "/spec/workers/machineDeployments/1/bootstrap/templateRef bootstrap template KubeadmConfigTemplate md-0",
      "/spec/workers/machineDeployments/0/infrastructure/templateRef machineInfrastructure template AWSMachineTemplate md-0",
    ],
  },
  {
    title: "a version nobody reads",
    object: {
      apiVersion: "cluster.x-k8s.io/v1alpha4",
      kind: "Cluster",
      spec: { controlPlaneRef: v1beta1 },
    },
    places: [],
  },
  {
    title: "a cluster of another group",
    object: {
      apiVersion: "example.com/v1beta1",
      kind: "Cluster",
      spec: { controlPlaneRef: v1beta1 },
    },
    places: [],
  },
])("$title", ({ object, places }) => {
  expect(found(object)).toEqual(places);
});

test("versions are found where the kinds keep them", () => {
  const kcp = {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
    kind: "KubeadmControlPlane",
    spec: {
      version: "1.34.1",
      kubeadmConfigSpec: {
        clusterConfiguration: {
          kubernetesVersion: "v1.33.0",
          imageRepository: "registry.k8s.io",
          dns: { imageTag: "v1.12.0" },
          etcd: { local: { imageTag: "", imageRepository: "x" } },
        },
      },
    },
  };
  expect(versionFields(kcp)).toEqual([
    { pointer: "/spec/version", role: "controlPlane", version: "1.34.1" },
    {
      pointer: "/spec/kubeadmConfigSpec/clusterConfiguration/kubernetesVersion",
      role: "kubeadm",
      version: "v1.33.0",
    },
  ]);
  expect(
    componentImageFields(kcp).map(({ component, part, value }) => `${component} ${part} ${value}`),
  ).toEqual(["kubernetes repository registry.k8s.io", "coredns tag v1.12.0", "etcd repository x"]);
  const rke2 = {
    apiVersion: "controlplane.cluster.x-k8s.io/v1",
    kind: "RKE2ControlPlane",
    spec: { version: "v1" },
  };
  expect(versionFields(rke2)).toHaveLength(1);
  expect(versionFields({ ...rke2, kind: "RKE2ControlPlaneTemplate" })).toEqual([]);
});

test("a reference is written in the form of its place, with what else stood there", () => {
  const object = {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "Machine",
    spec: {
      infrastructureRef: {
        uid: "u",
        name: "old",
        kind: "AWSMachine",
        apiVersion: "x/v1",
        namespace: "",
      },
    },
  };
  const written = writeObjectReference(object, {
    pointer: "/spec/infrastructureRef",
    reference: { ...aws, version: "v1beta2" },
  });
  expect(written.ok && JSON.stringify(written.value)).toBe(
    JSON.stringify({
      ...object,
      spec: {
        infrastructureRef: {
          uid: "u",
          name: "md-0",
          kind: aws.kind,
          apiVersion: v1beta1.apiVersion,
          namespace: "",
        },
      },
    }),
  );
});

test.for([
  ["object", {}, ["CAPI_REFERENCE_VERSION_MISSING"]],
  ["template", { version: "v1", namespace: "x" }, ["CAPI_REFERENCE_NAMESPACE_LOST"]],
  ["contract", { name: "Upper" }, ["CAPI_REFERENCE_NAME_REFUSED"]],
  ["contract", { group: "" }, ["CAPI_REFERENCE_NAME_REFUSED"]],
  ["contract", { kind: "1x" }, ["CAPI_REFERENCE_NAME_REFUSED"]],
  ["contract", { version: "v1" }, []],
] as const)("the form %s cannot carry %j", ([form, change, codes]) => {
  const { diagnostics } = renderObjectReference({ ...aws, ...change }, form);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});

test("an unknown place is refused", () => {
  const object = { apiVersion: "cluster.x-k8s.io/v1beta2", kind: "Machine", spec: {} };
  const { diagnostics } = writeObjectReference(object, { pointer: "/spec/x", reference: aws });
  expect(diagnostics.map(({ code }) => code)).toEqual(["CAPI_REFERENCE_PLACE_UNKNOWN"]);
});

test("a class keeps its namespace in the fields of its version", () => {
  const reference = {
    group: "cluster.x-k8s.io",
    kind: "ClusterClass",
    name: "b",
    namespace: "shared",
  };
  const old = {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "Cluster",
    spec: { topology: { class: "a" } },
  };
  const now = {
    ...old,
    apiVersion: "cluster.x-k8s.io/v1beta2",
    spec: { topology: { classRef: { name: "a" } } },
  };
  const [first, second] = [
    writeObjectReference(old, { pointer: "/spec/topology/class", reference }),
    writeObjectReference(now, { pointer: "/spec/topology/classRef", reference }),
  ];
  expect(first.ok && first.value["spec"]).toEqual({
    topology: { class: "b", classNamespace: "shared" },
  });
  expect(second.ok && second.value["spec"]).toEqual({
    topology: { classRef: { name: "b", namespace: "shared" } },
  });
});

test("what is served depends on the release", () => {
  const kind = { group: "controlplane.cluster.x-k8s.io", kind: "KubeadmControlPlane" };
  const states = ["1.10.4", "1.11", "v1.15.9", "1.16.0-rc.0"].map((capi) =>
    ["v1alpha4", "v1beta1", "v1beta2"].map((version) =>
      apiVersionState({ ...kind, version }, { capi }),
    ),
  );
  expect(states).toEqual([
    ["notServed", "served", "notServed"],
    ["notServed", "deprecated", "served"],
    ["notServed", "deprecated", "served"],
    ["notServed", "notServed", "served"],
  ]);
  expect(servedVersions(kind.group, kind.kind, { capi: "1.10.0" })).toEqual(["v1beta1"]);
  expect(contractVersion(kind.group, kind.kind, { capi: "1.10.0" })).toBe("v1beta1");
  expect(contractVersion("example.com", "Widget")).toBeUndefined();
});

test("a reference without a slash in its version is one to Kubernetes' own kinds", () => {
  const read = parseObjectReference({ apiVersion: "v1", kind: "Secret", name: "a" });
  expect(read.ok && read.value).toEqual({ group: "", version: "v1", kind: "Secret", name: "a" });
});
