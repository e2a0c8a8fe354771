import { hasErrors, isJsonObject, type JsonObject, textAt } from "@imagewright/core";
import { isContentDigest, type StepDraft } from "@imagewright/core/plan";
import { describe, expect, test } from "vitest";

import { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
import { awsCluster, awsTemplate, deployment } from "./__fixtures__/aws-clusters.ts";
import { amiOf, changed, changedKind, type HopResult, planHop } from "./__fixtures__/planning.ts";

const referencePointers = {
  v1beta1: "/spec/machineTemplate/infrastructureRef/name",
  v1beta2: "/spec/machineTemplate/spec/infrastructureRef/name",
};

/** Codes, and the names of steps. */
function outline({ drafts, diagnostics }: HopResult): readonly string[] {
  return [...drafts.map(({ title }) => title), ...diagnostics.map(({ code }) => code)];
}

/** What Cluster API's webhooks refuse of the patches of a hop. */
function refusedByWebhooks({ drafts, before, after }: HopResult): readonly string[] {
  return drafts
    .flatMap(({ effects }) => effects)
    .flatMap(({ object: address }) => {
      const webhook = clusterApiWebhooks.find(({ kinds }) => kinds.includes(address.kind));
      const [object, oldObject] = [after.find(address)?.object, before.find(address)?.object];
      if (webhook === undefined || object === undefined || oldObject === undefined) {
        return [];
      }
      const found = webhook.validate?.({ object, oldObject, targetVersions: {} }) ?? [];
      return found.filter((one) => hasErrors([one])).map(({ message }) => message);
    });
}

function digestOf(name: string): string {
  return name.slice(-10);
}

function createdName(draft: StepDraft | undefined): string {
  return draft?.effects[0]?.object.name ?? "";
}

describe.for(["v1beta1", "v1beta2"] as const)("a plain cluster of %s", (version) => {
  const result = planHop(awsCluster(version), { version: "1.34.1" });
  const [createControlPlane, controlPlane, createWorkers, workers] = result.drafts;

  test("gets a template, then version and reference in one patch, for each owner", () => {
    expect(result.diagnostics).toEqual([]);
    expect(result.drafts.map(({ action }) => action)).toEqual([
      "createTemplate",
      "upgradeControlPlane",
      "createTemplate",
      "upgradeNodes",
    ]);
    expect(refusedByWebhooks(result)).toEqual([]);
  });

  test("gets the control plane's steps exactly", () => {
    const name = createdName(createControlPlane);
    const address = {
      group: "infrastructure.cluster.x-k8s.io",
      version: "v1beta2",
      kind: "AWSMachineTemplate",
      namespace: "shop",
    };
    const source = { file: "all.yaml", document: 3, pointer: "" };
    expect(createControlPlane).toEqual({
      class: "create",
      action: "createTemplate",
      title: `Create AWSMachineTemplate shop/${name}`,
      reason: "A template cannot change once it is there, and a new name is what starts a rollout.",
      effects: [
        {
          change: "copy",
          object: { ...address, name },
          of: { ...address, name: "prod-control-plane" },
          fields: [
            {
              pointer: "/spec/template/spec/ami/id",
              from: amiOf("1.33.4"),
              to: amiOf("1.34.1"),
            },
          ],
          source,
        },
      ],
      rollback: "revert",
    });
    expect(controlPlane).toMatchObject({
      class: "change",
      action: "upgradeControlPlane",
      title: "Upgrade KubeadmControlPlane shop/prod-control-plane to v1.34.1",
      effects: [
        {
          change: "patch",
          object: { kind: "KubeadmControlPlane", version, name: "prod-control-plane" },
          fields: [
            { pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" },
            { pointer: referencePointers[version], from: "prod-control-plane", to: name },
          ],
          source: { ...source, document: 2 },
        },
      ],
      check: {
        subject: {
          group: "controlplane.cluster.x-k8s.io",
          kind: "KubeadmControlPlane",
          name: "prod-control-plane",
          namespace: "shop",
        },
        intended: {
          kubernetesVersion: "1.34.1",
          image: { kind: "ami", id: amiOf("1.34.1") },
          record: { name: "ubuntu-2404-1.34.1" },
        },
      },
      rollback: "impossible",
    });
    expect(controlPlane?.effects).toHaveLength(1);
  });

  test("gets the steps of its nodes, under a name that carries the new version", () => {
    const name = createdName(createWorkers);
    expect(name).toMatch(/^workers-1-34-1-/u);
    expect(isContentDigest(digestOf(name))).toBe(true);
    expect(workers).toMatchObject({
      title: "Upgrade MachineDeployment shop/workers to v1.34.1",
      effects: [
        {
          fields: [
            { pointer: "/spec/template/spec/version", from: "v1.33.4", to: "v1.34.1" },
            {
              pointer: "/spec/template/spec/infrastructureRef/name",
              from: "workers-1-33-4",
              to: name,
            },
          ],
        },
      ],
      check: { subject: { kind: "MachineDeployment", name: "workers" } },
      rollback: "partly",
    });
  });

  test("keeps labels and annotations of a template in its copy", () => {
    const copy = createWorkers?.effects[0]?.object;
    expect(copy && result.after.find(copy)?.object["metadata"]).toEqual({
      namespace: "shop",
      name: createdName(createWorkers),
      labels: { team: "shop" },
      annotations: { owner: "platform" },
    });
  });

  test("has nothing left to do when it is there", () => {
    expect(outline(planHop(result.documents, { version: "1.34.1" }))).toEqual([]);
  });

  test("comes to the same objects from every prefix of its steps", () => {
    for (let count = 1; count < result.drafts.length; count += 1) {
      const begun = partly(awsCluster(version), result.drafts.slice(0, count));
      const rest = planHop(begun, { version: "1.34.1" });
      expect(rest.drafts.map(({ title }) => title)).toEqual(
        result.drafts.slice(count).map(({ title }) => title),
      );
      expect(sorted(rest.documents)).toEqual(sorted(result.documents));
    }
  });
});

/** Documents after some steps. */
function partly(
  documents: readonly JsonObject[],
  drafts: readonly StepDraft[],
): readonly JsonObject[] {
  const whole = planHop(documents, { version: "1.34.1" });
  const touched = new Set(
    drafts.flatMap(({ effects }) => effects).map(({ object }) => `${object.kind} ${object.name}`),
  );
  const isTouched = (one: JsonObject): boolean =>
    touched.has(`${textAt(one, "/kind")} ${textAt(one, "/metadata/name")}`);
  const after = whole.documents.filter((one): one is JsonObject => typeof one === "object");
  return [...documents.filter((one) => !isTouched(one)), ...after.filter(isTouched)];
}

function sorted(documents: readonly unknown[]): readonly string[] {
  return documents.map((one) => JSON.stringify(one)).toSorted();
}

describe("the name of a rotated template", () => {
  test("is the same for equal content, whatever else is planned", () => {
    const first = planHop(awsCluster("v1beta2"), { version: "1.34.1" });
    const again = planHop(awsCluster("v1beta1"), { version: "1.34.1" });
    expect(createdName(first.drafts[0])).toBe(createdName(again.drafts[0]));
  });

  test("does not grow with the next rotation", () => {
    const first = planHop(awsCluster("v1beta2"), { version: "1.34.1" });
    const second = planHop(first.documents, { version: "1.35.0" });
    const [before, after] = [first, second].map(({ drafts }) => createdName(drafts[0]));
    expect(after).toHaveLength(before?.length ?? 0);
    expect(after).not.toBe(before);
  });

  test("has at most 63 characters", () => {
    const long = "a".repeat(63);
    const documents = [
      ...awsCluster("v1beta2").filter((one) => one["kind"] !== "MachineDeployment"),
      deployment("v1beta2", "workers", long),
      awsTemplate(long),
    ];
    const { drafts } = planHop(documents, { version: "1.34.1" });
    expect(createdName(drafts[2])).toMatch(/^a{52}-[a-z0-9]{10}$/u);
  });

  test("that something else has forbids the plan", () => {
    const name = createdName(planHop(awsCluster("v1beta2"), { version: "1.34.1" }).drafts[2]);
    const taken = [...awsCluster("v1beta2"), awsTemplate(name, "ami-of-others")];
    const result = planHop(taken, { version: "1.34.1" });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["PLAN_NAME_TAKEN"]);
    expect(result.drafts.map(({ action }) => action)).toEqual([
      "createTemplate",
      "upgradeControlPlane",
    ]);
  });
});

test("two owners of one template get the same copy", () => {
  const documents = [
    ...awsCluster("v1beta2"),
    deployment("v1beta2", "more-workers", "workers-1-33-4"),
  ];
  const { drafts } = planHop(documents, { version: "1.34.1" });
  expect(drafts.slice(2).map(({ title }) => title)).toEqual([
    expect.stringMatching(/^Create AWSMachineTemplate shop\/workers-1-34-1-/u),
    "Upgrade MachineDeployment shop/more-workers to v1.34.1",
    "Upgrade MachineDeployment shop/workers to v1.34.1",
  ]);
});

test("an image alone rolls the machines and keeps the version", () => {
  const old = changedKind(awsCluster("v1beta2"), "AWSMachineTemplate", {
    spec: { template: { spec: { ami: { id: "ami-old" } } } },
  });
  const { drafts } = planHop(old, { version: "1.33.4" });
  expect(drafts[1]).toMatchObject({
    title: "Give KubeadmControlPlane shop/prod-control-plane the image ubuntu-2404-1.33.4",
    effects: [{ fields: [{ pointer: referencePointers.v1beta2 }] }],
    rollback: "revert",
  });
  expect(drafts[3]).toMatchObject({
    title: "Give MachineDeployment shop/workers the image ubuntu-2404-1.33.4",
    rollback: "revert",
  });
});

test("a patch release of the control plane can be put back", () => {
  const { drafts } = planHop(awsCluster("v1beta2"), { version: "1.33.9" });
  expect(drafts.map(({ rollback }) => rollback)).toEqual(["revert", "revert", "revert", "revert"]);
});

test("machines that look their image up get their version only", () => {
  const documents = changedKind(awsCluster("v1beta2"), "AWSMachineTemplate", {
    spec: { template: { spec: { ami: null, imageLookupFormat: "capa-{{.K8sVersion}}" } } },
  });
  const result = planHop(documents, { version: "1.34.1" });
  expect(result.needs).toEqual(["version", "version"]);
  expect(result.drafts).toMatchObject([
    { action: "upgradeControlPlane", effects: [{ fields: [{ pointer: "/spec/version" }] }] },
    { action: "upgradeNodes", effects: [{ fields: [{ pointer: "/spec/template/spec/version" }] }] },
  ]);
});

test("a version without v is written with one, and is left alone where it is the same", () => {
  const plain = changedKind(awsCluster("v1beta2"), "KubeadmControlPlane", {
    spec: { version: "1.33.4" },
  });
  expect(planHop(plain, { version: "1.34.1" }).drafts[1]?.effects[0]).toMatchObject({
    fields: [{ from: "1.33.4", to: "v1.34.1" }, {}],
  });
  expect(outline(planHop(plain, { version: "1.33.4" }))).toEqual([]);
});

/** A cluster whose machines are Docker's. */
function dockerCluster(customImage?: string): readonly JsonObject[] {
  return awsCluster("v1beta2").map((document) => {
    const text = JSON.stringify(document).replaceAll("AWSMachineTemplate", "DockerMachineTemplate");
    const object = parsed(text);
    return object["kind"] === "DockerMachineTemplate"
      ? { ...object, spec: { template: { spec: { ...(customImage && { customImage }) } } } }
      : object;
  });
}

function parsed(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) {
    throw new Error("the text is no object");
  }
  return value;
}

describe("machines of Docker", () => {
  test("get their image by the version", () => {
    const result = planHop(dockerCluster(), { version: "1.34.1" });
    expect(result.needs).toEqual(["version", "version"]);
    expect(outline(result)).toEqual([
      "Upgrade KubeadmControlPlane shop/prod-control-plane to v1.34.1",
      "Upgrade MachineDeployment shop/workers to v1.34.1",
    ]);
  });

  test("with an image of their own cannot be planned", () => {
    const { needs, diagnostics } = planHop(dockerCluster("kindest/node:v1.33.4"), {
      version: "1.34.1",
    });
    expect(needs).toEqual(["unknown", "unknown"]);
    expect(diagnostics[0]).toMatchObject({
      code: "CAPI_PLAN_CUSTOM_IMAGE",
      pointer: "/spec/template/spec/customImage",
      found: '"kindest/node:v1.33.4"',
    });
  });
});

test("machines of a kind that no plugin reads cannot be planned", () => {
  const documents = awsCluster("v1beta2").map((document) =>
    parsed(JSON.stringify(document).replaceAll("AWSMachineTemplate", "VSphereMachineTemplate")),
  );
  const { needs, diagnostics } = planHop(documents, { version: "1.34.1" });
  expect(needs).toEqual(["unknown", "unknown"]);
  expect(diagnostics.map(({ code }) => code)).toContain("CAPI_PLAN_IMAGE_UNREAD");
});

const refusals: readonly (readonly [string, () => HopResult, readonly string[]])[] = [
  [
    "a set that no deployment owns",
    () =>
      planHop([{ ...deployment("v1beta2", "alone", "t"), kind: "MachineSet" }, awsTemplate("t")], {
        version: "1.34.1",
      }),
    ["CAPI_PLAN_SET_ALONE"],
  ],
  [
    "such a set that is there already",
    () =>
      planHop([{ ...deployment("v1beta2", "alone", "t"), kind: "MachineSet" }, awsTemplate("t")], {
        version: "1.33.4",
      }),
    [],
  ],
  [
    "a machine that nothing owns",
    () =>
      planHop(
        [
          {
            apiVersion: "cluster.x-k8s.io/v1beta2",
            kind: "Machine",
            metadata: { name: "alone", namespace: "shop" },
            spec: { clusterName: "prod", version: "v1.33.4", bootstrap: { dataSecretName: "x" } },
          },
        ],
        { version: "1.34.1" },
      ),
    ["CAPI_PLAN_MACHINE_ALONE"],
  ],
  [
    "a template that is not there",
    () =>
      planHop(
        awsCluster("v1beta2").filter((one) => textAt(one, "/metadata/name") !== "workers-1-33-4"),
        { version: "1.34.1" },
      ),
    // Nothing is known of its image, so that the version alone would be a guess.
    [
      expect.stringContaining("Create AWSMachineTemplate"),
      "Upgrade KubeadmControlPlane shop/prod-control-plane to v1.34.1",
      "CAPI_PLAN_OBJECT_MISSING",
    ],
  ],
  [
    "a deployment that a topology made",
    () =>
      planHop(
        changedKind(awsCluster("v1beta2"), "MachineDeployment", {
          metadata: { labels: { "topology.cluster.x-k8s.io/owned": "" } },
        }),
        { version: "1.34.1" },
      ),
    [
      expect.stringContaining("Create AWSMachineTemplate"),
      "Upgrade KubeadmControlPlane shop/prod-control-plane to v1.34.1",
      "CAPI_PLAN_TOPOLOGY_OWNED",
    ],
  ],
  [
    "a version that a variable names",
    () =>
      planHop(
        changedKind(awsCluster("v1beta2"), "MachineDeployment", {
          spec: { template: { spec: { version: "${KUBERNETES_VERSION}" } } },
        }),
        { version: "1.34.1" },
      ),
    [
      expect.stringContaining("Create AWSMachineTemplate"),
      "Upgrade KubeadmControlPlane shop/prod-control-plane to v1.34.1",
      "CAPI_PLAN_VERSION_OPEN",
    ],
  ],
];

test.for(refusals)("%s", ([, plan, expected]) => {
  expect(outline(plan())).toEqual(expected);
});

/** A cluster whose control plane only the contract describes. */
function externalCluster(spec: JsonObject): readonly JsonObject[] {
  return awsCluster("v1beta2").map((document) =>
    document["kind"] === "KubeadmControlPlane"
      ? { ...document, kind: "KamajiControlPlane", spec }
      : parsed(JSON.stringify(document).replaceAll("KubeadmControlPlane", "KamajiControlPlane")),
  );
}

describe("a control plane that only the contract describes", () => {
  test("gets its version, with a warning", () => {
    const { drafts, diagnostics } = planHop(externalCluster({ version: "1.33.4" }), {
      version: "1.34.1",
      moves: ({ kind }) => kind === "external",
    });
    expect(diagnostics).toMatchObject([
      { code: "CAPI_PLAN_CONTROL_PLANE_CONTRACT", severity: "warning" },
    ]);
    expect(drafts).toMatchObject([
      {
        action: "upgradeControlPlane",
        title: "Upgrade KamajiControlPlane shop/prod-control-plane to 1.34.1",
        effects: [{ fields: [{ pointer: "/spec/version", from: "1.33.4", to: "1.34.1" }] }],
      },
    ]);
  });

  test("is refused where it makes machines from a template", () => {
    const machineTemplate = { infrastructureRef: { kind: "AWSMachineTemplate", name: "a" } };
    const result = planHop(externalCluster({ version: "v1.33.4", machineTemplate }), {
      version: "1.34.1",
      moves: ({ kind }) => kind === "external",
    });
    expect(outline(result)).toEqual(["CAPI_PLAN_CONTROL_PLANE_UNKNOWN"]);
  });
});

test("a pool that no provider knows gets its version, with a warning", () => {
  const pool = changed(deployment("v1beta2", "pool", "pool"), {
    kind: "MachinePool",
    spec: { template: { spec: { infrastructureRef: { kind: "DockerMachinePool" } } } },
  });
  const docker = {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "DockerMachinePool",
    metadata: { name: "pool", namespace: "shop" },
    spec: {},
  };
  const result = planHop([pool, docker], { version: "1.34.1" });
  expect(outline(result)).toEqual([
    "Upgrade MachinePool shop/pool to v1.34.1",
    "CAPI_PLAN_POOL_CONTRACT",
  ]);
  expect(refusedByWebhooks(result)).toEqual([]);
});
