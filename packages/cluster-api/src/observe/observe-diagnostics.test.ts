import { type JsonObject, type JsonValue } from "@imagewright/core";
import { describe, expect, test } from "vitest";

import {
  group,
  liveCluster,
  observe,
  plainCluster,
  template,
  topologyCluster,
} from "../__fixtures__/observed-clusters.ts";
import type { Observation, ObserveOptions } from "./observation.ts";
import { observeClusters } from "./observe-clusters.ts";
import { observeDiagnostics } from "./observe-diagnostics.ts";

/** Every finding of an observation, at its place. */
function findings(observation: Observation): readonly string[] {
  const all = [
    ...observation.diagnostics,
    ...observation.clusters.flatMap(({ diagnostics }) => diagnostics),
  ];
  return all.map(({ code, message, pointer }) => `${code} ${message} at ${pointer || "/"}`);
}

/** The objects with one text in place of another, wherever it stands as a whole. */
function replaced(
  objects: readonly JsonObject[],
  from: string,
  to: JsonValue,
): readonly JsonValue[] {
  const text = JSON.stringify(objects).replaceAll(JSON.stringify(from), JSON.stringify(to));
  const read: readonly JsonValue[] = JSON.parse(text);
  return read;
}

const plain = plainCluster("v1beta2");
const [cluster = {}, , controlPlane = {}] = plain;
const kubeadm = "KubeadmControlPlane shop/prod";
const machine: JsonObject = {
  apiVersion: "cluster.x-k8s.io/v1beta2",
  kind: "Machine",
  metadata: { name: "m-0", namespace: "shop" },
  spec: { clusterName: "prod", version: "v1.33.4", infrastructureRef: null },
};

interface Case {
  readonly what: string;
  readonly objects: readonly JsonValue[];
  readonly options?: Partial<ObserveOptions>;
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  { what: "a whole cluster", objects: plain, options: { scope: "whole" }, found: [] },
  {
    what: "a document without a name",
    objects: [{ apiVersion: "v1", kind: "Secret" }, { values: 1 }, null],
    found: [
      "CLUSTER_DOCUMENT_UNNAMED a Secret has no name at /",
      "CLUSTER_DOCUMENT_UNNAMED a document names no API version and kind at /",
      "CLUSTER_DOCUMENT_UNNAMED a document names no API version and kind at /",
    ],
  },
  {
    what: "an object that is written twice alike",
    objects: [...plain, cluster],
    found: [
      "CLUSTER_OBJECT_REPEATED Cluster shop/prod: the object is written too at /metadata/name",
    ],
  },
  {
    what: "two objects of one name, in two API versions",
    objects: [...plain, plainCluster("v1beta1")[0] ?? null],
    found: [
      "CLUSTER_OBJECT_DUPLICATE Cluster shop/prod: the object is written too, in another way at /metadata/name",
    ],
  },
  {
    what: "a version of an API that is not read",
    objects: replaced(
      plain,
      "controlplane.cluster.x-k8s.io/v1beta2",
      "controlplane.cluster.x-k8s.io/v1alpha4",
    ),
    found: [
      `CLUSTER_API_VERSION_UNKNOWN ${kubeadm}: version v1alpha4 of the kind is not read at /apiVersion`,
    ],
  },
  {
    what: "a provider's version that its plugin does not read",
    objects: replaced(
      plain,
      "infrastructure.cluster.x-k8s.io/v1",
      "infrastructure.cluster.x-k8s.io/v9",
    ),
    found: [
      "CLUSTER_API_VERSION_UNKNOWN TestMachineTemplate shop/prod-cp: version v9 of the kind is not read at /apiVersion",
      "CLUSTER_API_VERSION_UNKNOWN TestMachineTemplate shop/workers: version v9 of the kind is not read at /apiVersion",
    ],
  },
  {
    what: "a version that the release of Cluster API serves no longer",
    objects: [plainCluster("v1beta1")[0] ?? null, ...plain.slice(1)],
    options: { targetVersions: { capi: "1.16.0" } },
    found: [
      "CLUSTER_API_VERSION_NOT_SERVED Cluster shop/prod: version v1beta1 is served no longer; v1beta2 is at /apiVersion",
    ],
  },
  {
    what: "a reference that lacks a part",
    objects: [...plain.slice(1), { ...cluster, spec: { controlPlaneRef: { name: "prod" } } }],
    found: [
      "CLUSTER_REFERENCE_INCOMPLETE Cluster shop/prod: a reference lacks its kind, its name or its group at /spec/controlPlaneRef",
      `CLUSTER_UNKNOWN ${kubeadm}: it does not say what cluster it is of at /`,
    ],
  },
  {
    what: "an object outside of a part of the manifests",
    objects: plain.filter((object) => object["kind"] !== "KubeadmConfigTemplate"),
    found: [
      "CLUSTER_REFERENCE_OUTSIDE MachineDeployment shop/workers: it refers to KubeadmConfigTemplate workers, which is not among the objects at /spec/template/spec/bootstrap/configRef",
    ],
  },
  {
    what: "an object that is missing in all of the manifests",
    objects: plain.filter((object) => object["kind"] !== "KubeadmConfigTemplate"),
    options: { scope: "whole" },
    found: [
      "CLUSTER_REFERENCE_DANGLING MachineDeployment shop/workers: it refers to KubeadmConfigTemplate workers, which is not among the objects at /spec/template/spec/bootstrap/configRef",
    ],
  },
  {
    what: "a cluster that is not there",
    objects: [group("MachineDeployment", "a", "v1.33.4"), template("t-a")],
    found: [
      "CLUSTER_REFERENCE_OUTSIDE MachineDeployment shop/a: it belongs to Cluster prod, which is not among the objects at /spec/clusterName",
    ],
  },
  {
    what: "owners in a circle",
    objects: [
      ...plain,
      {
        ...group("MachineSet", "a", "v1.33.4"),
        metadata: {
          name: "a",
          namespace: "shop",
          ownerReferences: [
            { apiVersion: "cluster.x-k8s.io/v1beta2", kind: "MachineSet", name: "b" },
          ],
        },
      },
      {
        ...group("MachineSet", "b", "v1.33.4"),
        metadata: {
          name: "b",
          namespace: "shop",
          ownerReferences: [
            { apiVersion: "cluster.x-k8s.io/v1beta2", kind: "MachineSet", name: "a" },
          ],
        },
      },
      template("t-a"),
      template("t-b"),
    ],
    found: [
      "CLUSTER_MACHINE_SET_UNOWNED MachineSet shop/a: no deployment owns this set at /",
      "CLUSTER_MACHINE_SET_UNOWNED MachineSet shop/b: no deployment owns this set at /",
      "CLUSTER_REFERENCE_CYCLE MachineSet shop/a: it leads back to itself through MachineSet shop/b at /",
    ],
  },
  {
    what: "a reference of an object to itself",
    objects: [
      {
        ...cluster,
        spec: { controlPlaneRef: { apiGroup: "cluster.x-k8s.io", kind: "Cluster", name: "prod" } },
      },
    ],
    found: [
      "CLUSTER_REFERENCE_CYCLE Cluster shop/prod: it leads back to itself at /",
      "CLUSTER_REFERENCE_INCOMPLETE Cluster shop/prod: it does not name what its machines are made from at /spec",
      "CLUSTER_VERSION_MISSING Cluster shop/prod: the control plane names no version at /spec",
    ],
  },
  {
    what: "a provider without a plugin",
    objects: replaced(plain, "TestMachineTemplate", "MetalMachineTemplate"),
    found: [
      "CLUSTER_KIND_UNKNOWN MetalMachineTemplate shop/prod-cp: no plugin reads its images, for KubeadmControlPlane prod at /kind",
      "CLUSTER_KIND_UNKNOWN MetalMachineTemplate shop/workers: no plugin reads its images, for MachineDeployment workers at /kind",
    ],
  },
  {
    what: "a template of two owners",
    objects: replaced(plain, "prod-cp", "workers").filter(
      (object, at, all) =>
        all.findIndex((one) => JSON.stringify(one) === JSON.stringify(object)) === at,
    ),
    found: [
      "CLUSTER_TEMPLATE_SHARED TestMachineTemplate shop/workers: it is used by MachineDeployment shop/workers, KubeadmControlPlane shop/prod at /",
    ],
  },
  {
    what: "a machine and a set of nobody",
    objects: [...plain, machine, group("MachineSet", "a", "v1.33.4"), template("t-a")],
    found: [
      "CLUSTER_MACHINE_SET_UNOWNED MachineSet shop/a: no deployment owns this set at /",
      "CLUSTER_MACHINE_UNOWNED Machine shop/m-0: nothing owns this machine at /",
      "CLUSTER_REFERENCE_INCOMPLETE Machine shop/m-0: it does not name what its machines are made from at /spec",
    ],
  },
  {
    what: "a machine whose set is not there",
    objects: liveCluster().filter(
      ({ kind, metadata }) =>
        kind !== "MachineSet" && !JSON.stringify(metadata).includes("workers-old"),
    ),
    found: [
      "CLUSTER_REFERENCE_INCOMPLETE Machine shop/workers-new-1: it does not name what its machines are made from at /spec",
      "CLUSTER_REFERENCE_OUTSIDE Machine shop/workers-new-1: what made it, workers-new, is not among the objects at /",
    ],
  },
  {
    what: "a second control plane",
    objects: [
      ...plain,
      {
        ...controlPlane,
        metadata: {
          name: "other",
          namespace: "shop",
          labels: { "cluster.x-k8s.io/cluster-name": "prod" },
        },
      },
    ],
    found: [
      "CLUSTER_CONTROL_PLANE_SECOND KubeadmControlPlane shop/other: the control plane of cluster prod is another one at /",
      "CLUSTER_TEMPLATE_SHARED TestMachineTemplate shop/prod-cp: it is used by KubeadmControlPlane shop/other, KubeadmControlPlane shop/prod at /",
    ],
  },
  {
    what: "workers that name no cluster",
    objects: replaced([group("MachineDeployment", "a", "v1.33.4"), template("t-a")], "prod", null),
    found: ["CLUSTER_UNKNOWN MachineDeployment shop/a: it does not say what cluster it is of at /"],
  },
  {
    what: "a version that is none",
    objects: replaced(plain.slice(0, 4), "v1.33.4", "newest"),
    found: [`CLUSTER_VERSION_INVALID ${kubeadm}: this is no Kubernetes version at /spec/version`],
  },
  {
    what: "a minor where three numbers belong",
    objects: replaced(plain.slice(0, 4), "v1.33.4", "v1.33"),
    found: [`CLUSTER_VERSION_INVALID ${kubeadm}: this is no Kubernetes version at /spec/version`],
  },
  {
    what: "a control plane without version",
    objects: replaced(plain.slice(0, 4), "v1.33.4", null),
    found: [`CLUSTER_VERSION_MISSING ${kubeadm}: the control plane names no version at /spec`],
  },
  {
    what: "workers without version",
    objects: [...plain.slice(0, 4), ...replaced(plain.slice(4), "v1.33.4", null)],
    found: [
      "CLUSTER_VERSION_MISSING MachineDeployment shop/workers: its machines are of no version that it names at /spec",
    ],
  },
  {
    what: "machines that are made from nothing",
    objects: [
      ...plain.slice(0, 2),
      { ...controlPlane, spec: { version: "v1.33.4" } },
      {
        apiVersion: "karpenter.sh/v1alpha5",
        kind: "Provisioner",
        metadata: { name: "old" },
        spec: { provider: { launchTemplate: "old" } },
      },
    ],
    options: { poolCluster: { name: "prod" } },
    found: [
      `CLUSTER_REFERENCE_INCOMPLETE ${kubeadm}: it does not name what its machines are made from at /spec`,
      "CLUSTER_KIND_UNKNOWN Provisioner old: its machines are described inline, which is not read at /spec/provider",
    ],
  },
  {
    what: "a variable that a class makes an image of",
    objects: replaced(topologyCluster(), "ami-7", "${AMI}"),
    found: [
      "CLUSTER_VALUE_OPEN TestMachineTemplate shop/docker-worker: the image is named by a variable without value at /spec/template/spec/image",
    ],
  },
  {
    what: "a template of a class that names a variable, of whatever many groups",
    objects: replaced(topologyCluster(), "ami-2", "${AMI}"),
    found: [
      "CLUSTER_VALUE_OPEN TestMachineTemplate shop/docker-cp: the image is named by a variable without value at /spec/template/spec/image",
      "CLUSTER_VALUE_OPEN TestMachineTemplate shop/docker-worker: the image is named by a variable without value at /spec/template/spec/image",
    ],
  },
  {
    what: "a topology without version",
    objects: replaced(topologyCluster(), "v1.33.4", null),
    found: [
      "CLUSTER_VERSION_MISSING Cluster shop/prod: the topology names no version at /spec/topology",
    ],
  },
  {
    what: "workers behind their control plane",
    objects: [...plain, group("MachineDeployment", "late", "v1.32.9"), template("t-late")],
    found: [
      "CLUSTER_VERSIONS_APART MachineDeployment shop/late: late is to run v1.32.9, and the control plane v1.33.4 at /spec/template/spec/version",
    ],
  },
  {
    what: "variables in the place of a version, of replicas and of an image",
    objects: replaced(
      replaced(plain.slice(0, 4), "v1.33.4", "${V}") as readonly JsonObject[],
      "ami-1",
      "${A}",
    ),
    found: [
      `CLUSTER_VALUE_OPEN ${kubeadm}: the version is a variable without value at /spec/version`,
      "CLUSTER_VALUE_OPEN TestMachineTemplate shop/prod-cp: the image is named by a variable without value at /spec/template/spec/image",
    ],
  },
];

describe("what is found in", () => {
  test.for(cases)("$what", ({ objects, options, found }) => {
    expect(findings(observe(objects, options)).toSorted()).toEqual(found.toSorted());
  });
});

test("every code is found by one of these tests", () => {
  const elsewhere = [
    "CLUSTER_IMAGE_UNKNOWN",
    "CLUSTER_POOLS_UNASSIGNED",
    "CLUSTER_KUSTOMIZE_PATCH",
    "CLUSTER_KUSTOMIZE_CHANGE",
    "CLUSTER_KUSTOMIZE_OUTSIDE",
    "CLUSTER_NAMESPACE_AMBIGUOUS",
  ];
  const known = cases.flatMap(({ found }) => found.map((text) => text.split(" ")[0] ?? ""));
  expect([...new Set([...known, ...elsewhere])].toSorted()).toEqual(
    Object.keys(observeDiagnostics.rules).toSorted(),
  );
});

test("a text of nothing but beginnings of variables is read in time", () => {
  const text = "${".repeat(200_000);
  const { clusters } = observe(replaced(plain, "v1.33.4", text));
  const found = clusters.flatMap(({ diagnostics }) => diagnostics);
  expect(found.map(({ code }) => code)).toContain("CLUSTER_VERSION_INVALID");
});

test("a cluster that is not there is told where a label names it", () => {
  const labelled = {
    ...machine,
    metadata: { name: "m-0", labels: { "cluster.x-k8s.io/cluster-name": "prod" } },
    spec: { version: "v1.33.4", bootstrap: { configRef: config } },
  };
  const found = findings(observe([labelled, { ...config, metadata: { name: "a" } }]));
  expect(found).toContain(
    "CLUSTER_REFERENCE_OUTSIDE Machine m-0: it belongs to Cluster prod, which is not among the objects at /metadata/labels/cluster.x-k8s.io~1cluster-name",
  );
});

const config = {
  apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
  apiGroup: "bootstrap.cluster.x-k8s.io",
  kind: "KubeadmConfig",
  name: "a",
};

test("findings know file and line", () => {
  const at: string[] = [];
  const document = {
    value: replaced(plain, "v1.33.4", "newest")[2] ?? null,
    file: "a.yaml",
    locate(pointer: string) {
      at.push(pointer);
      return { file: "a.yaml", line: 7, column: 3 };
    },
  };
  const { clusters } = observeClusters([document], observe.options);
  const found = clusters[0]?.diagnostics.find(({ code }) => code === "CLUSTER_VERSION_INVALID");
  expect(found).toMatchObject({ source: { file: "a.yaml", line: 7 }, found: '"newest"' });
  expect(at).toContain("/spec/version");
});
