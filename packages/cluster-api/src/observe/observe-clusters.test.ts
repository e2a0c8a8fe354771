import {
  formatObjectAddress,
  type JsonObject,
  type JsonValue,
  type NodeGroupState,
  toParsed,
} from "@imagewright/core";
import { describe, expect, test } from "vitest";

import {
  describeCodes,
  group,
  liveCluster,
  observe,
  plainCluster,
  template,
  topologyCluster,
} from "../__fixtures__/observed-clusters.ts";
import { observeClusters } from "./observe-clusters.ts";

/** An object with something else at its top level or below. */
function changed(object: JsonObject, change: JsonObject): JsonObject {
  return Object.fromEntries(
    [...new Set([...Object.keys(object), ...Object.keys(change)])].map((key) => {
      const before = object[key];
      const after = change[key];
      const isDeep = isMap(before) && isMap(after);
      return [key, isDeep ? changed(before, after) : (after ?? before ?? null)];
    }),
  );
}

function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe.for(["v1beta1", "v1beta2"] as const)("a cluster of %s", (version) => {
  test("has its control plane, its workers, their versions, templates and images", () => {
    const { clusters, diagnostics } = observe(plainCluster(version));
    expect(diagnostics).toEqual([]);
    expect(clusters.map(({ name, namespace }) => `${namespace}/${name}`)).toEqual(["shop/prod"]);
    const [cluster] = clusters;
    expect(cluster?.diagnostics).toEqual([]);
    expect(cluster?.controlPlane).toMatchObject({
      kind: "kubeadm",
      name: "prod",
      version: { by: "field", version: { text: "v1.33.4", form: "version" } },
      replicas: { count: 3 },
      infrastructure: { isFound: true, target: { name: "prod-cp", version: "v1" } },
      images: [
        {
          reference: { kind: "ami", id: "ami-1" },
          update: "rotate",
          isEditable: true,
          place: { pointer: "/spec/template/spec/image", object: { name: "prod-cp" } },
        },
      ],
    });
    expect(cluster?.nodeGroups).toMatchObject([
      {
        kind: "machineDeployment",
        role: "worker",
        name: "workers",
        version: {
          version: { text: "v1.33.4", place: { pointer: "/spec/template/spec/version" } },
        },
        bootstrap: { target: { kind: "KubeadmConfigTemplate", name: "workers" } },
      },
    ]);
  });
});

test("the places of references lead to the map an edit has to change", () => {
  const [old] = observe(plainCluster("v1beta1")).clusters;
  const [now] = observe(plainCluster("v1beta2")).clusters;
  expect(old?.controlPlane?.infrastructure?.place.pointer).toBe(
    "/spec/machineTemplate/infrastructureRef",
  );
  expect(now?.controlPlane?.infrastructure?.place.pointer).toBe(
    "/spec/machineTemplate/spec/infrastructureRef",
  );
});

test("what nobody refers to is of the only cluster of its namespace, where all manifests are there", () => {
  const left = {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "AWSMachineTemplate",
    metadata: { name: "left", namespace: "shop" },
    spec: {},
  };
  const documents = [...plainCluster("v1beta2"), left].map((value) => ({ value }));
  const namesOf = (options: Partial<typeof observe.options>): readonly string[] =>
    observeClusters(documents, { ...observe.options, ...options }).clusters.flatMap((cluster) =>
      cluster.unreferenced.map(({ name }) => name),
    );
  expect(namesOf({ scope: "whole" })).toEqual(["left"]);
  expect(namesOf({})).toEqual([]);
  const second = { ...documents[0]?.value, metadata: { name: "second", namespace: "shop" } };
  documents.push({ value: second });
  expect(namesOf({ scope: "whole" })).toEqual([]);
});

test("templates that objects of two clusters refer to are shared, for both of them", () => {
  const own = plainCluster("v1beta2");
  const first = own.find(({ kind }) => kind === "MachineDeployment");
  const metadata = { name: "other", namespace: "shop" };
  const other = [
    { apiVersion: "cluster.x-k8s.io/v1beta2", kind: "Cluster", metadata, spec: {} },
    JSON.parse(
      JSON.stringify({ ...first, metadata }).replaceAll(
        '"clusterName":"prod"',
        '"clusterName":"other"',
      ),
    ),
  ];
  const sharedOf = (objects: typeof own): readonly unknown[] =>
    observe(objects).clusters.map(({ name, shared }) => [name, shared?.map((one) => one.kind)]);
  const both = ["KubeadmConfigTemplate", "TestMachineTemplate"];
  expect(sharedOf([...own, ...other])).toEqual([
    ["other", both],
    ["prod", both],
  ]);
  expect(sharedOf(own)).toEqual([["prod", undefined]]);
});

test("objects in a list know their place in the document", () => {
  const list = { apiVersion: "v1", kind: "List", items: [...plainCluster("v1beta2")] };
  const documents = [{ value: list, file: "all.yaml", index: 2 }];
  const { clusters, objects } = observeClusters(documents, observe.options);
  expect(clusters[0]?.controlPlane?.place.source).toEqual({
    file: "all.yaml",
    document: 2,
    pointer: "/items/2",
  });
  expect(objects.map(({ source }) => source?.pointer ?? "").toSorted()).toEqual(
    list.items.map((_, index) => `/items/${index}`),
  );
});

test("the order of documents changes nothing", () => {
  const objects = [...plainCluster("v1beta2"), ...topologyCluster(), ...liveCluster()];
  const expected = observe(objects);
  expect(observe(objects.toReversed())).toEqual(expected);
  expect(observe([...objects.slice(5), ...objects.slice(0, 5)])).toEqual(expected);
});

describe("a dump of a live cluster", () => {
  const { clusters } = observe(liveCluster());
  const [cluster] = clusters;

  test("counts sets and machines to the groups they were made for", () => {
    expect(cluster?.nodeGroups.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "machineDeployment workers",
    ]);
    expect(cluster?.nodeGroups[0]?.members.map(formatObjectAddress)).toEqual([
      "cluster.x-k8s.io/v1beta2 Machine shop/workers-new-1",
      "cluster.x-k8s.io/v1beta2 Machine shop/workers-old-1",
      "cluster.x-k8s.io/v1beta2 MachineSet shop/workers-new",
      "cluster.x-k8s.io/v1beta2 MachineSet shop/workers-old",
    ]);
    expect(cluster?.controlPlane?.members.map(({ name }) => name)).toEqual(["prod-0"]);
  });

  test("says what its machines run, and that an upgrade is halfway", () => {
    expect(cluster?.nodeGroups[0]?.running.map(({ text }) => text)).toEqual(["v1.33.4", "v1.32.9"]);
    expect(describeCodes(cluster?.diagnostics)).toEqual([
      "CLUSTER_VERSIONS_APART MachineDeployment shop/workers: workers is to run v1.33.4, and runs v1.32.9",
    ]);
  });

  test("keeps the template of an old set in use, and not the one of nobody", () => {
    expect(cluster?.unreferenced.map(({ name }) => name)).toEqual(["workers-older"]);
  });

  test("tells who else writes an object", () => {
    expect(cluster?.nodeGroups[0]?.writers).toMatchObject([
      { name: "Flux", isGitOps: true },
      { name: "kubectl-edit", isGitOps: false },
    ]);
  });
});

describe("a cluster with a topology", () => {
  const { clusters, unreferenced } = observe(topologyCluster());
  const [cluster] = clusters;

  test("gets version, groups and templates from topology and class", () => {
    expect(unreferenced).toEqual([]);
    expect(cluster?.topology).toMatchObject({
      class: { isFound: true, target: { name: "docker" } },
      version: { text: "v1.33.4", place: { pointer: "/spec/topology/version" } },
      variables: [
        { name: "image", value: "ami-7", place: { pointer: "/spec/topology/variables/0" } },
      ],
    });
    expect(cluster?.controlPlane).toMatchObject({ kind: "topology", replicas: { count: 3 } });
    expect(cluster?.nodeGroups).toMatchObject([
      {
        kind: "topologyMachineDeployment",
        name: "md-0",
        place: { pointer: "/spec/topology/workers/machineDeployments/0" },
        infrastructure: { isFound: true, place: { object: { kind: "ClusterClass" } } },
        controls: [{ effect: "defer" }],
      },
    ]);
  });

  test("uses the images its class patches in, by its own variables", () => {
    expect(cluster?.nodeGroups[0]?.images).toMatchObject([
      {
        reference: { id: "ami-7" },
        isEditable: true,
        place: { object: { name: "docker-worker" } },
      },
    ]);
    expect(cluster?.nodeGroups[0]?.imageChoices).toMatchObject([
      { from: "variable", variables: ["image"], isVersionAware: false },
    ]);
    expect(cluster?.controlPlane?.images).toMatchObject([{ reference: { id: "ami-2" } }]);
    expect(cluster?.controlPlane?.imageChoices).toEqual([]);
  });

  test("has what the controller made of it as members, never as groups to edit", () => {
    const made = changed(group("MachineDeployment", "prod-md-0-x", "v1.32.9"), {
      metadata: {
        labels: {
          "topology.cluster.x-k8s.io/owned": "",
          "topology.cluster.x-k8s.io/deployment-name": "md-0",
        },
      },
    });
    const [live] = observe([...topologyCluster(), made, template("t-prod-md-0-x")]).clusters;
    expect(live?.nodeGroups.map(({ name }) => name)).toEqual(["md-0"]);
    expect(live?.nodeGroups[0]?.members.map(({ name }) => name)).toEqual(["prod-md-0-x"]);
    expect(live?.nodeGroups[0]?.running.map(({ text }) => text)).toEqual(["v1.32.9"]);
    expect(describeCodes(live?.diagnostics)).toContain(
      "CLUSTER_VERSIONS_APART Cluster shop/prod: md-0 is to run v1.33.4, and runs v1.32.9",
    );
  });

  test("has no image that is guessed where the class cannot be evaluated", () => {
    const objects = topologyCluster().map((object) =>
      object["kind"] === "ClusterClass"
        ? changed(object, {
            spec: { patches: [{ name: "far", external: { generatePatchesExtension: "e.x" } }] },
          })
        : object,
    );
    const [far] = observe(objects).clusters;
    expect(far?.nodeGroups[0]?.images).toEqual([]);
    expect(far?.nodeGroups[0]?.imageChoices).toMatchObject([{ from: "extension" }]);
    expect(far?.diagnostics.map(({ code }) => code)).toEqual([
      "CLUSTER_IMAGE_UNKNOWN",
      "CLUSTER_IMAGE_UNKNOWN",
    ]);
  });
});

/** The group of workers that an object takes the place of. */
function groupOf(object: JsonObject): NodeGroupState | undefined {
  const others = plainCluster("v1beta2").filter(({ kind }) => kind !== "MachineDeployment");
  return observe([...others, object]).clusters[0]?.nodeGroups[0];
}

describe("what steers a group is read", () => {
  const [, , , , workers] = plainCluster("v1beta2");
  const withAnnotations = (annotations: JsonObject): JsonObject =>
    changed(workers ?? {}, { metadata: { annotations } });
  test("annotations of the autoscaler", () => {
    const read = groupOf(
      withAnnotations({
        "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size": "2",
        "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size": "9",
      }),
    );
    expect(read?.replicas.managers).toMatchObject([{ by: "autoscaler", minimum: 2, maximum: 9 }]);
  });

  test("another manager of replicas, unless it says false", () => {
    const name = "cluster.x-k8s.io/replicas-managed-by";
    expect(groupOf(withAnnotations({ [name]: "asg" }))?.replicas.managers).toMatchObject([
      { by: "other", name: "asg" },
    ]);
    expect(groupOf(withAnnotations({ [name]: "false" }))?.replicas.managers).toEqual([]);
  });

  test("pauses, in the field and in the annotation", () => {
    const paused = changed(withAnnotations({ "cluster.x-k8s.io/paused": "" }), {
      spec: { paused: true },
    });
    expect(groupOf(paused)?.paused.map(({ pointer }) => pointer)).toEqual([
      "/spec/paused",
      "/metadata/annotations/cluster.x-k8s.io~1paused",
    ]);
  });

  test("preflight checks that are left out", () => {
    const name = "machineset.cluster.x-k8s.io/skip-preflight-checks";
    expect(groupOf(withAnnotations({ [name]: "KubeadmVersionSkew" }))?.controls).toMatchObject([
      { effect: "skipPreflight", text: "KubeadmVersionSkew" },
    ]);
  });

  test("the strategy of both API versions", () => {
    const rollingUpdate = { maxSurge: "25%", maxUnavailable: 0 };
    const now = changed(workers ?? {}, {
      spec: { rollout: { strategy: { type: "RollingUpdate", rollingUpdate } } },
    });
    const old = changed(plainCluster("v1beta1")[4] ?? {}, {
      spec: { strategy: { type: "OnDelete" } },
    });
    expect(groupOf(now)?.rollout).toMatchObject({
      strategy: { text: "RollingUpdate" },
      maxSurge: { text: "25%" },
      maxUnavailable: { text: "0" },
    });
    expect(groupOf(old)?.rollout).toMatchObject({ strategy: { text: "OnDelete" } });
  });

  test("health checks whose selector fits, with limit and patience", () => {
    const check = {
      apiVersion: "cluster.x-k8s.io/v1beta1",
      kind: "MachineHealthCheck",
      metadata: { name: "slow", namespace: "shop" },
      spec: {
        clusterName: "prod",
        maxUnhealthy: "40%",
        nodeStartupTimeout: "15m",
        selector: { matchLabels: { "cluster.x-k8s.io/deployment-name": "workers" } },
      },
    };
    const [cluster] = observe([...plainCluster("v1beta2"), check]).clusters;
    expect(cluster?.nodeGroups[0]?.healthChecks).toMatchObject([
      { limit: { text: "40%" }, nodeStartupSeconds: 900 },
    ]);
    expect(cluster?.controlPlane?.healthChecks).toEqual([]);
  });
});

describe("pools of Karpenter", () => {
  const nodeClass = {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name: "default" },
    spec: { image: "ami-9" },
  };
  const requirements = [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] }];
  const pool = {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: "general" },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
          requirements,
        },
      },
    },
  };

  test("form a cluster of their own, which nobody named", () => {
    const { clusters } = observe([nodeClass, pool]);
    expect(clusters.map(({ name }) => name)).toEqual([""]);
    expect(clusters[0]?.nodeGroups).toMatchObject([
      {
        kind: "karpenterNodePool",
        version: { by: "controlPlane" },
        images: [{ reference: { id: "ami-9" }, update: "in-place" }],
        hints: [{ text: "amd64" }, { text: "arm64" }],
      },
    ]);
    expect(describeCodes(clusters[0]?.diagnostics)).toEqual([
      "CLUSTER_POOLS_UNASSIGNED NodePool general: the pool names no cluster, and no cluster was named for it",
    ]);
  });

  test("belong to the cluster the caller names", () => {
    const objects = [nodeClass, pool, ...plainCluster("v1beta2")];
    const { clusters } = observe(objects, { poolCluster: { name: "prod" } });
    expect(clusters).toHaveLength(1);
    expect(clusters[0]?.nodeGroups.map(({ name }) => name)).toEqual(["general", "workers"]);
    expect(clusters[0]?.diagnostics).toEqual([]);
    const apart = observe([nodeClass, pool], { poolCluster: { name: "eks" } });
    expect(apart.clusters.map(({ name }) => name)).toEqual(["eks"]);
  });

  test("of older APIs name their classes in other ways", () => {
    const old = {
      apiVersion: "karpenter.sh/v1alpha5",
      kind: "Provisioner",
      metadata: { name: "old" },
      spec: { providerRef: { name: "default" } },
    };
    const [cluster] = observe([old]).clusters;
    expect(cluster?.nodeGroups[0]?.infrastructure).toMatchObject({
      isFound: false,
      target: { group: "karpenter.k8s.aws", kind: "AWSNodeTemplate", name: "default" },
    });
  });
});

test("images that cannot be read are found at the object that carries them", () => {
  const options = {
    ...observe.options,
    readImages: () =>
      toParsed(
        [],
        [
          {
            code: "X",
            severity: "error" as const,
            message: "no",
            pointer: "/spec",
            hint: "Do it.",
          },
        ],
      ),
  };
  const documents = plainCluster("v1beta2").map((value) => ({ value }));
  const [cluster] = observeClusters(documents, options).clusters;
  expect(cluster?.controlPlane?.images).toEqual([]);
  expect(cluster?.diagnostics.map(({ code }) => code)).toEqual(["X", "X"]);
});

describe("more of a topology", () => {
  const bounds = {
    "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size": "1",
    "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size": "5",
  };

  test("annotations of the class hold for its entries", () => {
    const workers = {
      machineDeployments: [
        {
          class: "default",
          metadata: { annotations: bounds },
          infrastructure: {
            templateRef: {
              apiVersion: "infrastructure.cluster.x-k8s.io/v1",
              kind: "TestMachineTemplate",
              name: "docker-worker",
            },
          },
          healthCheck: { checks: { nodeStartupTimeoutSeconds: 1200 } },
        },
      ],
    };
    const objects = topologyCluster().map((object) =>
      object["kind"] === "ClusterClass" ? changed(object, { spec: { workers } }) : object,
    );
    const group0 = observe(objects).clusters[0]?.nodeGroups[0];
    expect(group0?.replicas.managers).toMatchObject([
      { by: "autoscaler", minimum: 1, maximum: 5, place: { object: { kind: "ClusterClass" } } },
    ]);
    expect(group0?.healthChecks).toMatchObject([
      { nodeStartupSeconds: 1200, place: { object: { kind: "ClusterClass" } } },
    ]);
  });

  test("what was made for an entry that is gone is a group nobody edits", () => {
    const made = changed(group("MachineDeployment", "gone", "v1.33.4"), {
      metadata: {
        labels: {
          "topology.cluster.x-k8s.io/owned": "",
          "topology.cluster.x-k8s.io/deployment-name": "gone",
        },
      },
    });
    const [cluster] = observe([...topologyCluster(), made, template("t-gone")]).clusters;
    expect(cluster?.nodeGroups).toMatchObject([
      { name: "md-0" },
      { name: "gone", kind: "machineDeployment", isTopologyOwned: true },
    ]);
  });

  test("clones of the controller are never there to be edited", () => {
    const labels = { "topology.cluster.x-k8s.io/owned": "" };
    const made = changed(group("MachineDeployment", "a", "v1.33.4"), { metadata: { labels } });
    const clone = changed(template("t-a"), { metadata: { labels } });
    const unused = changed(template("t-b"), { metadata: { labels } });
    const [cluster] = observe([made, clone, unused]).clusters;
    expect(cluster?.nodeGroups[0]?.images).toMatchObject([{ isEditable: false }]);
    expect(cluster?.unreferenced).toEqual([]);
  });
});

describe("control planes of other providers", () => {
  const metadata = { name: "prod", namespace: "shop" };
  const cluster = {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata,
  };

  test.for([
    {
      kind: "AWSManagedControlPlane",
      apiGroup: "controlplane.cluster.x-k8s.io",
      version: "v1.33",
      expected: { kind: "eks", version: { version: { form: "minor" } } },
    },
    {
      kind: "AzureManagedControlPlane",
      apiGroup: "infrastructure.cluster.x-k8s.io",
      version: "v1.33.4",
      expected: { kind: "external", version: { version: { form: "version" } } },
    },
    {
      kind: "RKE2ControlPlane",
      apiGroup: "controlplane.cluster.x-k8s.io",
      version: "v1.33.4+rke2r1",
      expected: { kind: "external", version: { version: { form: "version" } } },
    },
  ])("$kind is $expected.kind", ({ kind, apiGroup, version, expected }) => {
    const owner = { ...cluster, spec: { controlPlaneRef: { apiGroup, kind, name: "prod" } } };
    const object = { apiVersion: `${apiGroup}/v1beta1`, kind, metadata, spec: { version } };
    const [found] = observe([owner, object]).clusters;
    expect(found?.controlPlane).toMatchObject(expected);
  });
});

test("defaults, pauses and places of the cluster's infrastructure are the cluster's", () => {
  const objects = plainCluster("v1beta2").map((object) =>
    object["kind"] === "TestCluster"
      ? changed(object, {
          kind: "AWSCluster",
          metadata: { annotations: { "cluster.x-k8s.io/paused": "" } },
          spec: { region: "eu-west-1", image: "ami-default" },
        })
      : object["kind"] === "Cluster"
        ? changed(object, {
            spec: { infrastructureRef: { kind: "AWSCluster" } },
            metadata: { annotations: { "before-upgrade.hook.cluster.cluster.x-k8s.io/x": "" } },
          })
        : object,
  );
  const carrier = {
    group: "infrastructure.cluster.x-k8s.io",
    versions: ["v1"],
    kind: "AWSCluster",
    update: "in-place" as const,
  };
  const { carriers } = observe.options;
  const [cluster] = observe(objects, { carriers: [...carriers, carrier] }).clusters;
  expect(cluster?.locations).toMatchObject([{ text: "eu-west-1" }]);
  expect(cluster?.images).toMatchObject([{ reference: { id: "ami-default" } }]);
  expect(cluster?.paused).toMatchObject([{ object: { kind: "AWSCluster" } }]);
  expect(cluster?.controls).toMatchObject([{ effect: "gate" }]);
});

test("overrides of the control plane's component images are read", () => {
  const objects = plainCluster("v1beta2").map((object) =>
    object["kind"] === "KubeadmControlPlane"
      ? changed(object, {
          spec: {
            kubeadmConfigSpec: {
              clusterConfiguration: { etcd: { local: { imageTag: "3.5.24-0" } } },
            },
          },
        })
      : object,
  );
  expect(observe(objects).clusters[0]?.controlPlane?.components).toMatchObject([
    { component: "etcd", part: "tag", text: "3.5.24-0" },
  ]);
});

test("fragments that name no cluster are kept apart from each other", () => {
  const [, , controlPlane = {}] = plainCluster("v1beta2");
  const other = changed(controlPlane, { metadata: { name: "other" } });
  const workers = changed(group("MachineDeployment", "w", "v1.33.4"), {
    spec: { clusterName: "" },
  });
  const { clusters } = observe([other, controlPlane, workers]);
  expect(clusters.map(({ name }) => name)).toEqual(["", "", ""]);
  expect(clusters.map((one) => one.controlPlane?.name ?? one.nodeGroups[0]?.name)).toEqual([
    "other",
    "prod",
    "w",
  ]);
});
