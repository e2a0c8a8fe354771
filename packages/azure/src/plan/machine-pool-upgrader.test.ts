import type { RolloutSubject } from "@imagewright/core";
import { exampleRecord, type DocumentEdits } from "@imagewright/core/testing";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  type Asked,
  describeSteps,
  documentsOf,
  endsOf,
  planned,
  refusalsOf,
} from "./__fixtures__/planned.ts";

const file = new URL("__fixtures__/pool.yaml", import.meta.url);
const gallery = "azure-gallery:01234567-89ab-cdef-0123-4567890abcde/images/nodes/ubuntu-2404";
const asked: Asked = {
  records: ["1.33.4", "1.34.1"].map((version) => exampleRecord(version, [`${gallery}/${version}`])),
};

test("a pool gets its version first and its image then; one without an image, its version alone", () => {
  const { plan } = planned(documentsOf(file), asked);
  expect(plan.blockers).toEqual([]);
  const pools = plan.steps.filter(({ action }) => action === "upgradeNodes");
  expect(describeSteps(pools)).toEqual([
    "patch MachinePool batch\n  /spec/template/spec/version: v1.33.4 -> v1.34.1",
    "patch AzureMachinePool batch\n  /spec/template/image/computeGallery/version: 1.33.4 -> 1.34.1",
    "patch MachinePool spare\n  /spec/template/spec/version: v1.33.4 -> v1.34.1",
  ]);
  expect(pools.map(({ title, rollback }) => `${title}: ${rollback}`)).toEqual([
    "Set the version of MachinePool shop/batch to v1.34.1: revert",
    "Give AzureMachinePool shop/batch the image of v1.34.1: revert",
    "Upgrade MachinePool shop/spare to v1.34.1: revert",
  ]);
});

function subject(name: string): RolloutSubject {
  return { group: "cluster.x-k8s.io", kind: "MachinePool", name, namespace: "shop" };
}

test("the check belongs to the last step of a pool, and asks for version and image", () => {
  const { plan } = planned(documentsOf(file), asked);
  const checks = plan.steps.filter(({ action }) => action === "upgradeNodes");
  expect(checks.map(({ check }) => check)).toMatchObject([
    undefined,
    {
      subject: subject("batch"),
      intended: { kubernetesVersion: "1.34.1", image: { version: "1.34.1" } },
    },
    { subject: subject("spare"), intended: { kubernetesVersion: "1.34.1" } },
  ]);
});

test("whatever was carried out of a plan, the next one leads to the same end", () => {
  expect(new Set(endsOf(documentsOf(file), asked)).size).toBe(1);
});

test("a plan for the reached state is empty", () => {
  expect(planned(documentsOf(file), { ...asked, goal: "1.33.4" }).plan.steps).toEqual([]);
});

test("a pool that has the image already gets the version alone", () => {
  const there = { "/spec/template/image/computeGallery/version": "1.34.1" };
  const { plan } = planned(documentsOf(file, { "AzureMachinePool/batch": there }), asked);
  const step = plan.steps.find(({ group }) => group === "batch");
  expect(step?.title).toBe("Upgrade MachinePool shop/batch to v1.34.1");
  expect(step?.reason).toBe("The pool has the image of this version; what it asks for follows.");
});

test("a version without its v stays without it", () => {
  const bare = { "/spec/template/spec/version": "1.33.4" };
  const { plan } = planned(documentsOf(file, { "MachinePool/spare": bare }), asked);
  expect(describeSteps(plan.steps).at(-1)).toBe(
    "patch MachinePool spare\n  /spec/template/spec/version: 1.33.4 -> 1.34.1",
  );
});

test("definitions and webhooks admit every change", (context) => {
  const definitions = requireUpstream(context, "crds");
  expect(refusalsOf(planned(documentsOf(file), asked), definitions)).toEqual([]);
});

const image = "/spec/template/image";
const parts = {
  subscriptionID: "01234567-89ab-cdef-0123-4567890abcde",
  resourceGroup: "images",
  gallery: "nodes",
  name: "ubuntu-2404",
  version: "1.33.4",
};
const plan = { publisher: "contoso", offer: "ubuntu", sku: "cis" };
const withPlan: Asked = {
  records: [
    exampleRecord("1.33.4", [`${gallery}/1.33.4`]),
    exampleRecord("1.34.1", [
      {
        kind: "azure-gallery",
        subscriptionId: parts.subscriptionID,
        resourceGroup: "images",
        gallery: "nodes",
        definition: "ubuntu-2404",
        version: "1.34.1",
        plan,
      },
    ]),
  ],
};

const id = `/subscriptions/${parts.subscriptionID}/resourceGroups/images/providers/Microsoft.Compute/galleries/nodes/images/ubuntu-2404/versions/1.33.4`;

interface Case {
  readonly name: string;
  readonly edits: DocumentEdits;
  readonly asked?: Asked;
  readonly blockers: readonly string[];
}

test.for<Case>([
  {
    name: "`sharedGallery`",
    edits: { "AzureMachinePool/batch": { [image]: { sharedGallery: parts } } },
    blockers: [
      "CAPZ_PLAN_POOL_IMAGE pool.yaml:76 no instance of a pool with `sharedGallery` ever counts as up to date",
    ],
  },
  {
    name: "a plan",
    edits: { "AzureMachinePool/batch": { [image]: { computeGallery: { ...parts, plan } } } },
    blockers: [
      "CAPZ_PLAN_POOL_IMAGE pool.yaml:76 no instance of a pool with a plan ever counts as up to date",
    ],
  },
  {
    name: "a new image with a plan",
    edits: {},
    asked: withPlan,
    blockers: [
      "CAPZ_PLAN_POOL_IMAGE pool.yaml:76 the new image has a plan: no instance of the pool would count as up to date",
    ],
  },
  {
    name: "an id that Azure spells otherwise",
    edits: {
      "AzureMachinePool/batch": { [image]: { id: id.replace("resourceGroups", "resourcegroups") } },
    },
    blockers: [
      "CAPZ_PLAN_POOL_ID pool.yaml:76 no instance of the pool ever counts as up to date: Azure spells the id otherwise",
    ],
  },
  {
    name: "a new image of version latest",
    edits: {},
    asked: {
      records: [
        exampleRecord("1.33.4", [`${gallery}/1.33.4`]),
        exampleRecord("1.34.1", [`${gallery}/latest`]),
      ],
    },
    blockers: [
      "CAPZ_PLAN_POOL_LATEST pool.yaml:76 the new image of the pool is of version `latest`",
    ],
  },
  {
    name: "a pool that is not there",
    edits: { "AzureMachinePool/spare": null },
    blockers: [
      "CAPZ_PLAN_POOL_MISSING pool.yaml:95 the AzureMachinePool of spare is not among the manifests",
    ],
  },
])("refused: $name", ({ edits, asked: other = asked, blockers }) => {
  const made = planned(documentsOf(file, edits), other).plan;
  expect(
    made.blockers.map(({ code, message, source }) =>
      [code, source && `${source.file}:${source.line}`, message].join(" "),
    ),
  ).toEqual(blockers);
  expect(made.steps).toEqual([]);
});

test("an id keeps its form", () => {
  const edits = { "AzureMachinePool/batch": { [image]: { id } } };
  const made = planned(documentsOf(file, edits), asked).plan;
  expect(describeSteps(made.steps)).toContain(
    `patch AzureMachinePool batch\n  /spec/template/image/id: ${id} -> ${id.replace("1.33.4", "1.34.1")}`,
  );
});
