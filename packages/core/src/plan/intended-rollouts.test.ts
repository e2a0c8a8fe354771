import { expect, test } from "vitest";

import { exampleCatalog } from "../testing/example-image.ts";
import { cluster, group, place, use } from "./__fixtures__/group-states.ts";
import type { ControlPlaneState, FactPlace, NodeGroupState } from "./cluster-state.ts";
import { intendedRollouts } from "./intended-rollouts.ts";

const catalog = exampleCatalog([{ kind: "ami", region: "eu-west-1", id: "ami-1" }]);
const [record] = catalog.records;

test("a group asks for the version and the image its manifest names", () => {
  expect(intendedRollouts(cluster(group()), catalog)).toEqual([
    {
      name: "workers",
      kind: "machineDeployment",
      version: "1.33.4",
      record: "ubuntu-2404-1.34.1-20261103",
      check: {
        subject: { group: "", kind: "Template", name: "workers" },
        intended: { kubernetesVersion: "1.33.4", image: { kind: "ami", id: "ami-1" }, record },
      },
    },
  ]);
});

test.for<{
  readonly name: string;
  readonly group: Partial<NodeGroupState>;
  readonly intended: object;
}>([
  {
    name: "an image that nobody knows",
    group: { images: [use({ kind: "ami", id: "ami-2" })] },
    intended: { kubernetesVersion: "1.33.4", image: { kind: "ami", id: "ami-2" } },
  },
  {
    name: "an image that a variable names",
    group: { images: [use({ kind: "ami", id: "${AMI}" })] },
    intended: { kubernetesVersion: "1.33.4" },
  },
  {
    name: "two images",
    group: { images: [use({ kind: "ami", id: "ami-1" }), use({ kind: "ami", id: "ami-2" })] },
    intended: { kubernetesVersion: "1.33.4" },
  },
  {
    name: "neither version nor image",
    group: { version: { by: "controlPlane" }, images: [] },
    intended: {},
  },
  {
    name: "a version that is none",
    group: {
      version: { by: "field", version: { text: "newest", form: "invalid", place } },
      images: [],
    },
    intended: {},
  },
])("$name is intended as far as it is said", ({ group: changes, intended }) => {
  const [found] = intendedRollouts(cluster(group(changes)), catalog);
  expect(found?.check?.intended).toEqual(intended);
});

const alias = { kind: "karpenter-ami-selector", terms: [{ alias: "al2023@latest" }] } as const;
const pinned = { kind: "karpenter-ami-selector", terms: [{ id: "ami-7" }] } as const;

test.for<readonly [string, Partial<NodeGroupState>, object]>([
  ["without image", { images: [] }, { kubernetesVersion: "1.34" }],
  ["of an alias", { images: [use(alias)] }, { kubernetesVersion: "1.34", image: alias }],
  ["of a pinned image", { images: [use(pinned)] }, { image: pinned }],
  ["of two images", { images: [use(alias), use(pinned)] }, {}],
])(
  "a pool %s that names no version follows the control plane as far as its image does",
  ([, changes, intended]) => {
    const { role: _role, kind: _kind, ...own } = group({ name: "orders" });
    const version = { text: "v1.34.1", form: "version", place } as const;
    const controlPlane: ControlPlaneState = {
      ...own,
      kind: "eks",
      version: { by: "field", version },
      components: [],
    };
    const pool = group({
      kind: "karpenterNodePool",
      version: { by: "controlPlane" },
      ...changes,
    });
    const [, found] = intendedRollouts(cluster(pool, { controlPlane }), catalog);
    expect(found?.check?.intended).toEqual(intended);
  },
);

test.for<readonly [string, Partial<NodeGroupState>, string | undefined]>([
  ["whose image is the cloud's", { images: [] }, undefined],
  ["with a pinned image", {}, "1.33.4"],
  ["of a topology that does not ask yet", { kind: "topologyMachinePool", images: [] }, "1.33.4"],
  [
    "of a topology that asks for it",
    {
      kind: "topologyMachinePool",
      images: [],
      running: [
        {
          text: "v1.33.4",
          form: "version",
          place: { ...place, pointer: "/spec/template/spec/version" },
        },
      ],
    },
    undefined,
  ],
])("the judge of a managed pool %s reads its version: %o", ([, changes, version]) => {
  const [found] = intendedRollouts(
    cluster(
      group({ kind: "managedPool", members: [object("MachinePool", "workers")], ...changes }),
    ),
    catalog,
  );
  expect(found?.check?.intended.kubernetesVersion).toBe(version);
});

function object(kind: string, name: string): FactPlace["object"] {
  return { group: "cluster.x-k8s.io", version: "v1beta2", kind, namespace: "shop", name };
}

test("a topology is checked as a whole, and its groups by the objects they became", () => {
  const version = { text: "v1.34.1", form: "version", place } as const;
  const { role: _role, kind: _kind, ...own } = group({ name: "orders" });
  const controlPlane: ControlPlaneState = {
    ...own,
    kind: "topology",
    members: [object("Machine", "orders-x"), object("KubeadmControlPlane", "orders-x")],
    components: [],
  };
  const state = cluster(
    group({
      kind: "topologyMachineDeployment",
      name: "md-0",
      members: [
        object("MachineSet", "orders-md-0-x-y"),
        object("MachineDeployment", "orders-md-0-x"),
      ],
    }),
    {
      place: { object: object("Cluster", "orders"), pointer: "" },
      topology: { version, variables: [], classVersions: [] },
      controlPlane,
    },
  );
  const found = intendedRollouts(state, catalog);
  expect(found.map(({ kind, check }) => [kind, check?.subject.kind, check?.subject.name])).toEqual([
    ["cluster", "Cluster", "orders"],
    ["topology", "KubeadmControlPlane", "orders-x"],
    ["topologyMachineDeployment", "MachineDeployment", "orders-md-0-x"],
  ]);
});

test("a part of a topology that became nothing yet has nothing to be checked", () => {
  const [found] = intendedRollouts(cluster(group({ kind: "topologyMachinePool" })), catalog);
  expect(found).toEqual({
    name: "workers",
    kind: "topologyMachinePool",
    version: "1.33.4",
    record: "ubuntu-2404-1.34.1-20261103",
  });
});
