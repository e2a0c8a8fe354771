import { hasErrors, type JsonObject, type JsonValue, listAt, textAt } from "@imagewright/core";
import { expectGolden } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
import { amiOf, changedKind, type HopResult, planHop } from "./__fixtures__/planning.ts";
import {
  imagePatch,
  topologyDocuments,
  type TopologyOptions,
  versionedPatch,
} from "./__fixtures__/topology-clusters.ts";

const [old, now] = [amiOf("1.33.4"), amiOf("1.34.1")];
const text = { type: "string" };
const id = "/spec/template/spec/ami/id";
const versionField = { pointer: "/spec/topology/version", from: "v1.33.4", to: "v1.34.1" };

/** A field that changes from the old image to the new one. */
function imageField(pointer: string, from: JsonValue = old, to: JsonValue = now): JsonObject {
  return { pointer, from, to };
}

function plan(options: TopologyOptions, version = "1.34.1"): HopResult {
  return planHop(topologyDocuments(options), { version });
}

function codes({ diagnostics }: HopResult): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

/** What Cluster API's webhooks refuse of the patches of a hop. */
function refusedByWebhooks({ drafts, before, after }: HopResult): readonly string[] {
  return drafts
    .flatMap(({ effects }) => effects)
    .flatMap(({ object: address }) => {
      const webhook = clusterApiWebhooks.find(({ kinds }) => kinds.includes(address.kind));
      const [object, oldObject] = [after.find(address)?.object, before.find(address)?.object];
      if (webhook === undefined || object === undefined || oldObject === undefined) {
        return ["nobody judges this"];
      }
      const found = webhook.validate?.({ object, oldObject, targetVersions: {} }) ?? [];
      return found.filter((one) => hasErrors([one])).map(({ message }) => message);
    });
}

const found: readonly (readonly [string, TopologyOptions, readonly JsonObject[]])[] = [
  [
    "a variable that is the image",
    {
      definitions: { other: text, ami: text },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
      values: { other: "x", ami: old },
    },
    [versionField, imageField("/spec/topology/variables/1/value")],
  ],
  [
    "a field of a variable",
    {
      definitions: {
        machine: { type: "object", properties: { ami: text, size: text } },
      },
      patches: [imagePatch(id, { valueFrom: { variable: "machine.ami" } })],
      values: { machine: { size: "large", ami: old } },
    },
    [versionField, imageField("/spec/topology/variables/0/value/ami")],
  ],
  [
    "an item of a variable",
    {
      definitions: { amis: { type: "array", items: text } },
      patches: [imagePatch(id, { valueFrom: { variable: "amis[1]" } })],
      values: { amis: ["ami-x", old] },
    },
    [versionField, imageField("/spec/topology/variables/0/value/1")],
  ],
  [
    "a variable that is what the image is in",
    {
      definitions: { ami: { type: "object", properties: { id: text } } },
      patches: [imagePatch("/spec/template/spec/ami", { valueFrom: { variable: "ami" } })],
      values: { ami: { id: old } },
    },
    [versionField, imageField("/spec/topology/variables/0/value/id")],
  ],
  [
    "a part of the image's name",
    {
      definitions: { release: text },
      patches: [imagePatch(id, { valueFrom: { template: "ami-{{ .release }}" } })],
      values: { release: "1.33.4" },
    },
    [versionField, imageField("/spec/topology/variables/0/value", "1.33.4", "1.34.1")],
  ],
  [
    "a template that makes the name from the version",
    {
      patches: [
        versionedPatch(id, (builtin) => `ami-{{ trimPrefix "v" .builtin.${builtin}.version }}`),
      ],
    },
    [versionField],
  ],
  [
    "a map by versions, which keeps what waiting nodes need",
    {
      definitions: { amis: { type: "object", additionalProperties: text } },
      patches: [versionedPatch(id, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`)],
      values: { amis: { "v1.32.1": "ami-1.32.1", "v1.33.4": old } },
    },
    [versionField, { pointer: "/spec/topology/variables/0/value/v1.34.1", to: now }],
  ],
  [
    "a map by versions of more than the image",
    {
      definitions: {
        images: {
          type: "object",
          additionalProperties: { type: "object", properties: { id: text, region: text } },
        },
      },
      patches: [
        versionedPatch(id, (builtin) => `{{ (index .images .builtin.${builtin}.version).id }}`),
      ],
      values: { images: { "v1.33.4": { region: "eu-west-1", id: old } } },
    },
    [
      versionField,
      {
        pointer: "/spec/topology/variables/0/value/v1.34.1",
        to: { region: "eu-west-1", id: now },
      },
    ],
  ],
  [
    "a default of the class, which only this cluster leaves",
    {
      definitions: { ami: { ...text, default: old } },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
    },
    [versionField, { pointer: "/spec/topology/variables", to: [{ name: "ami", value: now }] }],
  ],
  [
    "a field of a variable for each part of the cluster",
    {
      definitions: { amis: { type: "object", properties: { nodes: text, controlPlane: text } } },
      patches: [
        versionedPatch(id, (builtin) =>
          builtin === "controlPlane" ? "{{ .amis.controlPlane }}" : "{{ .amis.nodes }}",
        ),
      ],
      values: { amis: { nodes: "ami-nodes", controlPlane: "ami-cp" } },
    },
    [
      versionField,
      imageField("/spec/topology/variables/0/value/nodes", "ami-nodes"),
      imageField("/spec/topology/variables/0/value/controlPlane", "ami-cp"),
    ],
  ],
  [
    "a variable that pools use too",
    {
      hasPool: true,
      definitions: { ami: text },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
      values: { ami: old },
    },
    [versionField, imageField("/spec/topology/variables/0/value")],
  ],
  [
    "a group's own value, which stays its own",
    {
      definitions: { ami: text },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
      values: { ami: old },
      overrides: { ami: "ami-arm" },
    },
    [
      versionField,
      {
        pointer: "/spec/topology/workers/machineDeployments/0/variables/overrides/0/value",
        from: "ami-arm",
        to: now,
      },
      imageField("/spec/topology/variables/0/value"),
    ],
  ],
];

describe.for(["v1beta1", "v1beta2"] as const)("a topology of %s changes", (version) => {
  test.for(found)("%s", ([, options, fields]) => {
    const result = plan({ ...options, version });
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts).toHaveLength(1);
    const changes = result.drafts[0]?.effects.flatMap((effect) =>
      effect.change === "patch" ? effect.fields : [],
    );
    expect(byPointer(changes ?? [])).toEqual(byPointer(fields));
    expect(refusedByWebhooks(result)).toEqual([]);
    expect(planHop(result.documents, { version: "1.34.1" }).drafts).toEqual([]);
  });
});

function byPointer<T extends { readonly pointer?: JsonValue }>(fields: readonly T[]): readonly T[] {
  const textOf = ({ pointer }: T): string => JSON.stringify(pointer);
  return fields.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

test("the step of a topology is one patch of the cluster", () => {
  const { drafts } = plan({
    definitions: { ami: text },
    patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
    values: { ami: old },
  });
  expect(drafts).toMatchObject([
    {
      class: "change",
      action: "upgradeTopology",
      title: "Upgrade Cluster shop/prod to v1.34.1",
      reason: "Version and variables change together, so that machines are replaced once.",
      effects: [
        {
          change: "patch",
          object: { kind: "Cluster", namespace: "shop", name: "prod" },
          source: { file: "all.yaml", document: 0 },
        },
      ],
      check: {
        subject: { group: "cluster.x-k8s.io", kind: "Cluster", name: "prod", namespace: "shop" },
        intended: { kubernetesVersion: "1.34.1", record: { name: "ubuntu-2404-1.34.1" } },
      },
      rollback: "impossible",
    },
  ]);
});

test("images alone change variables alone", () => {
  const { drafts } = plan(
    {
      definitions: { ami: text },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
      values: { ami: "ami-old" },
    },
    "1.33.4",
  );
  expect(drafts).toMatchObject([
    {
      title: "Give Cluster shop/prod its next images",
      effects: [{ fields: [imageField("/spec/topology/variables/0/value", "ami-old", old)] }],
      rollback: "revert",
    },
  ]);
});

describe("groups that need different images", () => {
  const options: TopologyOptions = {
    definitions: { ami: text },
    patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
    values: { ami: old },
  };

  test("of one variable get an override beside the control plane's value", () => {
    const result = planHop(topologyDocuments(options), {
      version: "1.34.1",
      architecture: ({ kind }) => (kind === "topology" ? "amd64" : "arm64"),
    });
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts[0]?.effects[0]).toMatchObject({
      fields: [
        versionField,
        {
          pointer: "/spec/topology/workers/machineDeployments/0/variables",
          to: { overrides: [{ name: "ami", value: amiOf("1.34.1", "arm64") }] },
        },
        imageField("/spec/topology/variables/0/value"),
      ],
    });
    expect(result.drafts[0]?.check?.intended).toEqual({ kubernetesVersion: "1.34.1" });
  });

  test("keep having their own values, the control plane too", () => {
    const documents = changedKind(topologyDocuments(options), "Cluster", {
      spec: {
        topology: {
          controlPlane: { variables: { overrides: [{ name: "ami", value: "ami-cp" }] } },
        },
      },
    });
    const result = planHop(documents, { version: "1.34.1" });
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts[0]?.effects[0]).toMatchObject({
      fields: [
        versionField,
        {
          pointer: "/spec/topology/controlPlane/variables/overrides/0/value",
          from: "ami-cp",
          to: now,
        },
        imageField("/spec/topology/variables/0/value"),
      ],
    });
  });

  test("leave those alone that do not move", () => {
    const result = planHop(topologyDocuments(options), {
      version: "1.33.4",
      architecture: () => "arm64",
      moves: ({ kind }) => kind !== "topology",
    });
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts[0]?.effects[0]).toMatchObject({
      fields: [
        {
          pointer: "/spec/topology/workers/machineDeployments/0/variables",
          to: { overrides: [{ name: "ami", value: amiOf("1.33.4", "arm64") }] },
        },
      ],
    });
  });
});

describe.for(["v1beta1", "v1beta2"] as const)("a class of %s without variable", (version) => {
  const result = plan({ version });
  const [classStep, clusterStep] = result.drafts;

  test("gets one first, which changes nothing for clusters that do not set it", () => {
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts).toHaveLength(2);
    expect(classStep).toMatchObject({
      class: "change",
      action: "changeClass",
      title: "Add variable nodeImage to ClusterClass shop/aws, which clusters share",
      effects: [
        {
          object: { kind: "ClusterClass", name: "aws" },
          fields: [
            {
              pointer: "/spec/variables",
              from: [],
              to: [{ name: "nodeImage", required: false, schema: { openAPIV3Schema: text } }],
            },
            {
              pointer: "/spec/patches",
              from: [],
              to: [{ name: "nodeImage", enabledIf: "{{ if .nodeImage }}true{{ end }}" }],
            },
          ],
        },
      ],
      rollback: "revert",
    });
    expect(refusedByWebhooks(result)).toEqual([]);
  });

  test("gives the cluster version and value in one patch", () => {
    expect(clusterStep?.effects[0]).toMatchObject({
      object: { kind: "Cluster" },
      fields: [
        versionField,
        { pointer: "/spec/topology/variables", to: [{ name: "nodeImage", value: now }] },
      ],
    });
  });

  test("is the same for another cluster, and when the class has changed already", () => {
    const changed = topologyDocuments({ version }).map((one) =>
      one["kind"] === "ClusterClass" ? classAfter(result) : one,
    );
    const again = planHop(changed, { version: "1.34.1" });
    expect(again.drafts.map(({ title }) => title)).toEqual([clusterStep?.title]);
    expect(again.drafts[0]?.effects).toEqual(clusterStep?.effects);
    expect(planHop(result.documents, { version: "1.34.1" }).drafts).toEqual([]);
  });

  test("keeps clusters without a value at the image they have", () => {
    const changed = topologyDocuments({ version }).map((one) =>
      one["kind"] === "ClusterClass" ? classAfter(result) : one,
    );
    expect(planHop(changed, { version: "1.33.4" }).drafts).toEqual([]);
  });
});

function classAfter({ documents }: HopResult): JsonObject {
  const clusterClass = documents.find(
    (one): one is JsonObject =>
      typeof one === "object" &&
      one !== null &&
      !Array.isArray(one) &&
      textAt(one, "/kind") === "ClusterClass",
  );
  return clusterClass ?? {};
}

describe("a class that gets a variable", () => {
  const kind = "GalleryMachineTemplate";
  const machine = { image: { name: "ami", version: "1.33.4", gallery: "shop" } };

  test("gets one of another name where that is taken", () => {
    const result = plan({ definitions: { nodeImage: text }, values: { nodeImage: "x" } });
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts[0]?.title).toContain("Add variable nodeImage2 to ClusterClass shop/aws");
    expect(result.drafts[1]?.effects[0]).toMatchObject({
      fields: [{}, { to: [{ name: "nodeImage" }, { name: "nodeImage2", value: now }] }],
    });
  });

  test("gets it for the parts that no variable reaches, and no others", () => {
    const [definition] =
      listAt(
        versionedPatch(id, () => "{{ .ami }}"),
        "/definitions",
      ) ?? [];
    const result = plan({
      definitions: { ami: text },
      patches: [{ name: "image", definitions: [definition ?? null] }],
      values: { ami: old },
    });
    expect(result.diagnostics).toEqual([]);
    const targets = result.drafts[0]?.effects.map((effect) =>
      effect.change === "patch" ? effect.fields[1]?.to : undefined,
    );
    expect(targets).toMatchObject([
      [
        { name: "image" },
        {
          name: "nodeImage",
          definitions: [
            { selector: { matchResources: { machineDeploymentClass: { names: ["default"] } } } },
            { selector: { matchResources: { machinePoolClass: { names: ["pool"] } } } },
          ],
        },
      ],
    ]);
  });

  test("gets one for everything that changes together", () => {
    const result = planHop(topologyDocuments({ kind, machine }), {
      version: "1.34.1",
      architecture: () => "arm64",
    });
    expect(result.diagnostics).toEqual([]);
    expect(refusedByWebhooks(result)).toEqual([]);
    expect(result.drafts[1]?.effects[0]).toMatchObject({
      fields: [
        versionField,
        {
          to: [
            {
              name: "nodeImage",
              value: { name: "ami-arm64", version: "1.34.1", gallery: "shop" },
            },
          ],
        },
      ],
    });
  });

  test("gets none where the whole machine would have to be in it", () => {
    const machines = { name: "ami", version: "1.33.4" };
    const result = planHop(topologyDocuments({ kind: "PlainMachineTemplate", machine: machines }), {
      version: "1.34.1",
      architecture: () => "arm64",
    });
    expect(codes(result)).toEqual(["CAPI_PLAN_CLASS_PLACE"]);
    expect(result.drafts).toEqual([]);
  });
});

const versionMap = { type: "object", additionalProperties: { type: "object" } };
const refusals: readonly (readonly [string, TopologyOptions, readonly string[], string?])[] = [
  [
    "a patch that names the image itself",
    { patches: [imagePatch(id, { value: old })] },
    ["CAPI_PLAN_CLASS_LITERAL", "CAPI_PLAN_CLASS_LITERAL"],
  ],
  [
    "an extension that makes the patches",
    { patches: [{ name: "x", external: { generatePatchesExtension: "x" } }] },
    ["CAPI_PLAN_CLASS_EXTENSION", "CAPI_PLAN_CLASS_EXTENSION"],
  ],
  [
    "a map whose entries say more of the version than the image",
    {
      definitions: { data: versionMap },
      patches: [
        versionedPatch(id, (builtin) => `{{ (index .data .builtin.${builtin}.version).id }}`),
      ],
      values: { data: { "v1.33.4": { id: old, release: "v1.33.4---1" } } },
    },
    ["CAPI_PLAN_VARIABLE_UNCLEAR", "CAPI_PLAN_VARIABLE_UNCLEAR"],
  ],
  [
    "a name that no value of the variable makes",
    {
      definitions: { flavor: text },
      patches: [imagePatch(id, { valueFrom: { template: "image-{{ .flavor }}" } })],
      values: { flavor: "a" },
    },
    ["CAPI_PLAN_VARIABLE_UNCLEAR", "CAPI_PLAN_VARIABLE_UNCLEAR"],
  ],
  [
    "a schema that does not allow the image",
    {
      definitions: { ami: { type: "string", enum: [old] } },
      patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
      values: { ami: old },
    },
    ["CAPI_PLAN_VARIABLE_REFUSED"],
  ],
  [
    "a version that the class does not list",
    { listed: ["v1.33.4", "v1.34.0"] },
    ["CAPI_PLAN_TOPOLOGY_VERSION"],
  ],
  ["a minor version that is skipped", {}, ["CAPI_PLAN_TOPOLOGY_VERSION"], "1.35.0"],
  ["a pre-release of the same version", {}, ["CAPI_PLAN_TOPOLOGY_VERSION"], "1.33.4-rc.1"],
  [
    "an older build of the same version",
    { kubernetes: "v1.33.4+2" },
    ["CAPI_PLAN_TOPOLOGY_VERSION"],
    "1.33.4+1",
  ],
];

test.for(refusals)("%s is refused", ([, options, expected, version]) => {
  const result = plan(options, version);
  expect(codes(result)).toEqual(expected);
  expect(result.drafts).toEqual([]);
});

test("a class that is not there is refused", () => {
  const documents = topologyDocuments().filter((one) => one["kind"] !== "ClusterClass");
  const result = planHop(documents, { version: "1.34.1" });
  expect(new Set(codes(result))).toEqual(new Set(["CAPI_PLAN_CLASS_MISSING"]));
});

test("a cluster that is in the middle of an upgrade is refused", () => {
  const made = {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind: "KubeadmControlPlane",
    metadata: {
      name: "prod-x",
      namespace: "shop",
      labels: {
        "topology.cluster.x-k8s.io/owned": "",
        "cluster.x-k8s.io/cluster-name": "prod",
      },
    },
    spec: { version: "v1.32.9" },
  };
  const result = planHop([...topologyDocuments(), made], { version: "1.34.1" });
  expect(codes(result)).toEqual(["CAPI_PLAN_TOPOLOGY_BUSY"]);
});

test("an extension that only looks at patches does not forbid a plan", () => {
  const result = plan({
    definitions: { ami: text },
    patches: [
      { name: "x", external: { validateTopologyExtension: "x" } },
      imagePatch(id, { valueFrom: { variable: "ami" } }),
    ],
    values: { ami: old },
  });
  expect(codes(result)).toEqual([]);
  expect(result.drafts).toHaveLength(1);
});

describe("machines that come to their image by the version", () => {
  const customImage = "/spec/template/spec/customImage";
  const docker: TopologyOptions = { kind: "DockerMachineTemplate", machine: {} };

  test("by a lookup need the version only", () => {
    const result = plan({ machine: { imageLookupFormat: "capa-{{.K8sVersion}}" } });
    expect(result.needs).toEqual(["version", "version"]);
    expect(result.drafts).toMatchObject([{ effects: [{ fields: [versionField] }] }]);
  });

  test("by what Docker takes need the version only", () => {
    const result = plan(docker);
    expect(result.needs).toEqual(["version", "version"]);
    expect(result.drafts).toMatchObject([{ effects: [{ fields: [versionField] }] }]);
  });

  test("by a patch of the class need the version only", () => {
    const kind = "DockerMachineTemplate";
    const patches = [
      versionedPatch(
        customImage,
        (builtin) => `kindest/node:{{ .builtin.${builtin}.version }}`,
        kind,
      ),
    ];
    expect(plan({ ...docker, patches }).needs).toEqual(["version", "version"]);
  });

  test("do not, where the class names one of Docker's for all versions", () => {
    const patches = [
      imagePatch(customImage, { value: "kindest/node:v1.33.4" }, "DockerMachineTemplate"),
    ];
    const machine = { customImage: "x" };
    const result = plan({ ...docker, machine, patches });
    expect(codes(result)).toEqual(["CAPI_PLAN_CUSTOM_IMAGE", "CAPI_PLAN_CUSTOM_IMAGE"]);
  });
});

const listed = ["v1.33.4", "v1.34.1", "v1.35.0"];
const byVersion = versionedPatch(
  id,
  (builtin) => `ami-{{ trimPrefix "v" .builtin.${builtin}.version }}`,
);
const chained: readonly (readonly [string, TopologyOptions, boolean])[] = [
  ["lists versions and makes images from them", { listed, patches: [byVersion] }, true],
  [
    "lists versions, of machines that look images up",
    { listed, machine: { imageLookupFormat: "x" } },
    true,
  ],
  ["lists no versions", { patches: [byVersion] }, false],
  ["lists no later version", { listed: ["v1.33.4"], patches: [byVersion] }, false],
  ["lists versions and has one image for all", { listed }, false],
  [
    "lists versions, and its map has no image of one of them",
    {
      listed,
      definitions: { amis: { type: "object", additionalProperties: text } },
      patches: [versionedPatch(id, (builtin) => `{{ index .amis .builtin.${builtin}.version }}`)],
      values: { amis: { "v1.33.4": old, "v1.35.0": amiOf("1.35.0") } },
    },
    false,
  ],
];

test.for(chained)("a class that %s chains: %#", ([, options, expected]) => {
  expect(plan(options).chains).toBe(expected);
});

test("a topology chain is one step to its end, whatever lies between", async () => {
  const documents = changedKind(topologyDocuments({ listed, patches: [byVersion] }), "Cluster", {});
  const { drafts, diagnostics } = planHop(documents, { version: "1.35.0" });
  const lines = JSON.stringify({ drafts, diagnostics }, undefined, 2);
  await expectGolden(new URL("__golden__/topology-chain/", import.meta.url), [
    { path: "drafts.json", text: `${lines}\n` },
  ]);
});
