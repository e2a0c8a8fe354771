import type { ImageRecord } from "@imagewright/core";
import { exampleRecord, type DocumentEdits } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import { type Asked, documentsOf, planned } from "./__fixtures__/planned.ts";

const file = new URL("__fixtures__/pool.yaml", import.meta.url);
const owner = "01234567-89ab-cdef-0123-4567890abcde";
const gallery = `azure-gallery:${owner}/images/nodes/ubuntu-2404`;
const old = exampleRecord("1.33.4", [`${gallery}/1.33.4`]);
const next = (changes: Partial<ImageRecord> = {}): Asked => ({
  records: [old, exampleRecord("1.34.1", [`${gallery}/1.34.1`], changes)],
  targetVersions: { capz: "1.25.1" },
});

/** Without the pools, or with one of them. */
const withoutPools: DocumentEdits = { "MachinePool/batch": null, "MachinePool/spare": null };
const withoutSpare: DocumentEdits = { "MachinePool/spare": null };
const withoutBatch: DocumentEdits = { "MachinePool/batch": null };
const template = "/spec/template/spec";
const onTemplate = (edits: NonNullable<DocumentEdits[string]>): DocumentEdits => ({
  ...withoutPools,
  "AzureMachineTemplate/shop": edits,
});

interface Case {
  readonly name: string;
  readonly edits: DocumentEdits;
  readonly asked?: Asked;
  readonly hazards?: readonly string[];
  readonly blockers?: readonly string[];
}

const isOff =
  "info CAPZ_PLAN_POOL_GATE instances of batch are replaced only while SkipMachinePoolModelReconciliation is off";

test.for<Case>([
  { name: "machines that name their image say nothing", edits: withoutPools },
  { name: "a pool can be kept by a feature gate", edits: withoutSpare, hazards: [isOff] },
  {
    name: "one release of CAPZ deletes fresh instances",
    edits: withoutSpare,
    asked: { ...next(), targetVersions: { capz: "v1.26.0" } },
    hazards: [
      isOff,
      "warning CAPZ_PLAN_POOL_RELEASE CAPZ v1.26.0 can delete instances of batch that were just made",
    ],
  },
  {
    name: "of a release that nobody names nothing is said",
    edits: withoutSpare,
    asked: { records: next().records },
    hazards: [isOff],
  },
  {
    name: "a pool in other letters than the catalog",
    edits: {
      ...withoutSpare,
      "AzureMachinePool/batch": { "/spec/template/image/computeGallery/gallery": "Nodes" },
    },
    hazards: [
      "warning CAPZ_PLAN_POOL_LETTERS the catalog spells the image of the pool in other letters than the pool does",
      isOff,
    ],
  },
  {
    name: "a pool that names no image",
    edits: withoutBatch,
    hazards: [
      isOff.replace("batch", "spare"),
      "warning CAPZ_PLAN_DEFAULT_IMAGE spare names no image: for Kubernetes 1.34.1 CAPZ takes azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.34.1; another release of CAPZ may replace all instances",
    ],
  },
  {
    name: "a machine that names no image, on a release that looks one up",
    edits: onTemplate({ [`${template}/image`]: undefined }),
    asked: { ...next(), goal: "1.34.1", targetVersions: { capz: "1.17.4" } },
    hazards: [
      "warning CAPZ_PLAN_DEFAULT_IMAGE shop names no image: for Kubernetes 1.34.1 CAPZ takes an image of SKU ubuntu-2204-gen1 that only a listing shows",
    ],
  },
  {
    name: "a machine that names no image, for which CAPZ finds none",
    edits: onTemplate({
      [`${template}/image`]: undefined,
      [`${template}/osDisk/osType`]: "Windows",
      "/spec/template/metadata": { annotations: { runtime: "dockershim" } },
    }),
    asked: { ...next(), goal: "1.34.1" },
    blockers: [
      "error CAPZ_PLAN_DEFAULT_REFUSED shop names no image, and CAPZ finds none: unsupported runtime dockershim",
    ],
  },
  {
    name: "reference images that are not in the region",
    edits: {
      ...onTemplate({ [`${template}/image`]: undefined }),
      "AzureCluster/shop": { "/spec/location": "Japan East" },
    },
    asked: { ...next(), goal: "1.34.1" },
    hazards: [
      "warning CAPZ_PLAN_DEFAULT_IMAGE shop names no image: for Kubernetes 1.34.1 CAPZ takes azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.34.1",
      "warning CAPZ_PLAN_DEFAULT_REGION the reference images of CAPZ are not published in Japan East",
    ],
  },
  {
    name: "a gallery version that tells of another Kubernetes version, once for all groups",
    edits: withoutSpare,
    asked: {
      records: [old, exampleRecord("1.34.1", [`${gallery}/1.34.0`])],
      targetVersions: { capz: "1.25.1" },
    },
    hazards: [
      isOff,
      "warning CAPZ_PLAN_IMAGE_VERSION ubuntu-2404-1.34.1 is of Kubernetes 1.34.1, and the version of its gallery image tells of 1.34.0",
    ],
  },
  {
    name: "Windows machines and an image of Linux",
    edits: onTemplate({ [`${template}/osDisk/osType`]: "Windows" }),
    blockers: [
      "error CAPZ_PLAN_OS_TYPE machines of shop are for Windows, and ubuntu-2404-1.34.1 is of Linux",
    ],
  },
  {
    name: "trusted launch and an image of generation 1",
    edits: onTemplate({
      [`${template}/securityProfile`]: {
        securityType: "TrustedLaunch",
        uefiSettings: { vTpmEnabled: true },
      },
    }),
    asked: {
      records: [
        old,
        exampleRecord("1.34.1", [`azure-gallery:${owner}/images/nodes/capi-ubuntu-2404/1.34.1`]),
      ],
    },
    blockers: [
      "error CAPZ_PLAN_GENERATION TrustedLaunch of shop needs an image of generation 2, and this one is of generation 1 by its name",
    ],
  },
  {
    name: "an image with a plan",
    edits: withoutPools,
    asked: {
      records: [
        old,
        exampleRecord("1.34.1", [
          {
            kind: "azure-gallery",
            subscriptionId: owner,
            resourceGroup: "images",
            gallery: "nodes",
            definition: "ubuntu-2404",
            version: "1.34.1",
            plan: { publisher: "contoso", offer: "ubuntu", sku: "cis" },
          },
        ]),
      ],
    },
    hazards: [
      "info CAPZ_PLAN_IMAGE_TERMS the terms of contoso:ubuntu:cis have to be accepted in the subscription",
    ],
  },
  {
    name: "a template without a public key",
    edits: onTemplate({ [`${template}/sshPublicKey`]: undefined }),
    hazards: [
      "warning CAPZ_PLAN_SSH_KEY the copy of AzureMachineTemplate shop gets another SSH key than machines have now",
    ],
  },
  {
    name: "a template with an empty public key",
    edits: onTemplate({ [`${template}/sshPublicKey`]: "" }),
    hazards: [
      "warning CAPZ_PLAN_SSH_KEY the copy of AzureMachineTemplate shop gets another SSH key than machines have now",
    ],
  },
])("$name", ({ edits, asked = next(), hazards = [], blockers = [] }) => {
  const { plan } = planned(documentsOf(file, edits), asked);
  const texts = (found: typeof plan.hazards): readonly string[] =>
    found
      .filter(({ code }) => code.startsWith("CAPZ_"))
      .map(({ severity, code, message }) => `${severity} ${code} ${message}`);
  expect(plan.blockers.filter(({ code }) => !code.startsWith("CAPZ_"))).toEqual([]);
  expect([texts(plan.blockers), texts(plan.hazards)]).toEqual([blockers, hazards]);
});

test("a copy of a copy says nothing of its key again", () => {
  const records = ["1.33.4", "1.34.1", "1.35.0"].map((version) =>
    exampleRecord(version, [`${gallery}/${version}`]),
  );
  const edits = onTemplate({ [`${template}/sshPublicKey`]: undefined });
  const { plan } = planned(documentsOf(file, edits), { records, goal: "1.35" });
  expect(plan.hops.length).toBe(2);
  expect(plan.hazards.filter(({ code }) => code === "CAPZ_PLAN_SSH_KEY").length).toBe(1);
});

test("what is said of an image as it is written is told of the template's place", () => {
  const sharedGallery = {
    subscriptionID: owner,
    resourceGroup: "images",
    gallery: "nodes",
    name: "ubuntu-2404",
    version: "1.33.4",
  };
  const edits = onTemplate({ [`${template}/image`]: { sharedGallery } });
  const { plan } = planned(documentsOf(file, edits), next());
  expect(plan.hazards.filter(({ code }) => code === "AZURE_SHARED_GALLERY_MIGRATED")).toMatchObject(
    [{ pointer: `${template}/image`, source: { file: "pool.yaml", line: expect.any(Number) } }],
  );
});
