import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  emitJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  toParsed,
  valueAt,
} from "@imagewright/core";
import { readJson } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { parseArmImage } from "../convert/parse-arm-image.ts";
import { formatImageId } from "../image-id.ts";
import { parseArmPage } from "./arm-findings.ts";
import { parseGallery, parseGalleryImage, parseMarketplaceTerms } from "./gallery-answers.ts";
import {
  parseGalleryImageVersion,
  parseManagedImage,
  parseMarketplaceImage,
  parseSharedImageVersion,
} from "./image-answers.ts";

const folder = "examples/azure-capz/arm";
const subscriptionId = "{subscription-id}";
const inGallery = {
  resourceGroup: "myResourceGroup",
  gallery: "myGalleryName",
  definition: "myGalleryImageName",
};
const scope = { subscriptionId, ...inGallery };
const doubtful = (count: number): readonly string[] =>
  Array.from({ length: count }, () => "AZURE_REFERENCE_DOUBTFUL");

type Reader = (body: JsonValue) => Parsed<unknown>;

function eachItem(read: Reader): Reader {
  return (body) => {
    const page = parseArmPage(body);
    const items = page.ok ? page.value.items.map((item) => read(item)) : [page];
    const diagnostics = items.flatMap((item) => item.diagnostics);
    return toParsed(
      items.map((item) => (item.ok ? item.value : undefined)),
      diagnostics,
    );
  };
}

const version = {
  reference: { kind: "azure-gallery", ...scope, version: "1.0.0" },
  location: "West US",
  publishedDate: "2018-01-01T00:00:00Z",
};
const twoRegions = (second: string): readonly object[] => [
  { name: "West US", regionalReplicaCount: 1, storageAccountType: "Standard_LRS" },
  { name: "East US", regionalReplicaCount: 2, storageAccountType: second },
];
const definition = {
  name: "myGalleryImageName",
  location: "West US",
  osType: "Windows",
  osState: "Generalized",
  hyperVGeneration: "V1",
  features: {},
  publisher: "myPublisherName",
  offer: "myOfferName",
  sku: "mySkuName",
};
const gallery = {
  name: "myGalleryName",
  location: "West US",
  uniqueName: "{subscription-id}-MYGALLERYNAME",
  publicNames: [],
};
const managed = {
  reference: {
    kind: "azure-managed-image",
    subscriptionId: "{subscriptionId}",
    resourceGroup: "myResourceGroup",
    name: "myImage",
  },
  location: "West US",
  provisioningState: "created",
  osType: "Windows",
  osState: "Generalized",
};
const made = {
  reference: { ...managed.reference, subscriptionId, resourceGroup: "disk" },
  location: "westus",
  provisioningState: "Creating",
  osType: "Linux",
  osState: "Generalized",
};

/** What every example answers, how it is read, and what that gives. */
const answers: Readonly<
  Record<
    string,
    {
      readonly read: Reader;
      readonly facts: unknown;
      readonly says?: readonly string[];
      readonly status?: string;
    }
  >
> = {
  "CommunityGalleryImageVersion_List.json": {
    read: eachItem(parseSharedImageVersion),
    facts: [
      {
        reference: {
          kind: "azure-community-gallery",
          gallery: "publicGalleryName",
          definition: "myGalleryImageName",
          version: "myGalleryImageVersionName",
        },
        location: "myLocation",
        publishedDate: "2018-03-20T09:12:28Z",
        endOfLifeDate: "2022-03-20T09:12:28Z",
        excludeFromLatest: false,
      },
    ],
    says: doubtful(2),
  },
  "CommunityGallery_Get.json": {
    read: parseGallery,
    facts: {
      name: "publicGalleryName",
      location: "myLocation",
      uniqueId: "/CommunityGalleries/publicGalleryName",
      publicNames: ["prefix-xxxxx"],
    },
  },
  "CreateAVmWithAMarketplaceImagePlan.json": {
    read: (body) =>
      parseArmImage({
        imageReference: valueAt(body, "/properties/storageProfile/imageReference") ?? null,
        plan: valueAt(body, "/plan") ?? null,
      }),
    facts: {
      kind: "azure-marketplace",
      publisher: "microsoft-ads",
      offer: "standard-data-science-vm",
      sku: "standard-data-science-vm",
      version: "latest",
      thirdParty: true,
    },
  },
  "CreateAnImageFromAVM.json": { read: parseManagedImage, facts: made, says: doubtful(1) },
  "CreateOrUpdateASimpleGallery.json": {
    read: parseGallery,
    facts: { ...gallery, provisioningState: "Updating" },
  },
  "CreateOrUpdateASimpleGalleryImage.json": {
    read: parseGalleryImage,
    facts: { ...definition, provisioningState: "Updating" },
  },
  "CreateOrUpdateASimpleGalleryImageVersion.json": {
    read: (body) => parseGalleryImageVersion(body, scope),
    facts: { ...version, provisioningState: "Updating", targetRegions: twoRegions("Standard_ZRS") },
    says: doubtful(1),
  },
  "DeleteAGalleryImageVersion.json": { read: () => toParsed(null), facts: null },
  "GetAGallery.json": {
    read: parseGallery,
    facts: { ...gallery, provisioningState: "Succeeded" },
  },
  "GetAGalleryImageVersion.json": {
    read: (body) => parseGalleryImageVersion(body, scope),
    facts: {
      ...version,
      provisioningState: "Succeeded",
      targetRegions: twoRegions("Standard_LRS"),
    },
    says: doubtful(1),
  },
  "GetASharedGalleryImageVersion.json": {
    read: parseSharedImageVersion,
    facts: {
      reference: {
        kind: "azure-shared-gallery",
        gallery: "galleryUniqueName",
        definition: "myGalleryImageName",
        version: "myGalleryImageVersionName",
      },
      location: "myLocation",
      publishedDate: "2018-03-20T09:12:28Z",
      endOfLifeDate: "2022-03-20T09:12:28Z",
    },
  },
  "GetInformationAboutAnImage.json": { read: parseManagedImage, facts: managed, says: doubtful(1) },
  "GetMarketplaceTerms.json": {
    read: parseMarketplaceTerms,
    facts: { publisher: "pubid", offer: "offid", plan: "planid", accepted: true },
  },
  "ListGalleryImageVersionsInAGalleryImage.json": {
    read: eachItem((item) => parseGalleryImageVersion(item, scope)),
    facts: [
      { ...version, provisioningState: "Succeeded", targetRegions: twoRegions("Standard_LRS") },
    ],
    says: doubtful(1),
  },
  "ListGalleryImagesInAGallery.json": {
    read: eachItem(parseGalleryImage),
    facts: [{ ...definition, provisioningState: "Succeeded" }],
  },
  "ListImagesInAResourceGroup.json": {
    read: eachItem(parseManagedImage),
    facts: [managed],
    says: doubtful(1),
  },
  "ListSharedGalleries.json": {
    read: eachItem(parseGallery),
    facts: [
      {
        name: "galleryUniqueName",
        location: "myLocation",
        uniqueId: "/SharedGalleries/galleryUniqueName",
        publicNames: [],
      },
    ],
  },
  "ResetSharingProfileInAGallery.json": {
    read: (body) => toParsed(valueAt(body, "/operationType")),
    facts: "Reset",
  },
  "UpdateASimpleGalleryImage.json": {
    read: parseGalleryImage,
    facts: { ...definition, provisioningState: "Updating" },
  },
  "VirtualMachineImage_List_MaximumSet_Gen.json": {
    read: eachItem((item) => parseMarketplaceImage(item, { publisher: "p", offer: "o", sku: "s" })),
    facts: [
      {
        reference: {
          kind: "azure-marketplace",
          publisher: "p",
          offer: "o",
          sku: "s",
          version: "aaaaaaaa",
          thirdParty: false,
        },
        location: "aaaaaaaaaaaaaaaaaa",
      },
    ],
  },
};

test("every example answer is in the table", (context) => {
  const files = readdirSync(requireUpstream(context, folder));
  expect(files.toSorted()).toEqual(Object.keys(answers).toSorted());
});

test.for(Object.entries(answers))("%s", ([file, { read, facts, says = [] }], context) => {
  const text = readFileSync(requireUpstream(context, join(folder, file)), "utf8");
  const document = readJson(text, { file });
  const value = document.ok ? (document.value[0]?.value ?? null) : null;
  const body = valueAt(value, "/responses/200/body") ?? null;
  const parsed = read(body);
  expect({
    facts: parsed.ok && parsed.value,
    says: parsed.diagnostics.map(({ code }) => code),
  }).toEqual({
    facts,
    says,
  });
  const again = readJson(emitJson(value), { file });
  expect(again.ok && again.value[0]?.value).toEqual(value);
});

test("the ids in the answers are printed back as they were", (context) => {
  const path = requireUpstream(context, join(folder, "GetInformationAboutAnImage.json"));
  const document = readJson(readFileSync(path, "utf8"), { file: "image.json" });
  const body = document.ok
    ? (valueAt(document.value[0]?.value ?? null, "/responses/200/body") ?? null)
    : null;
  const parsed = parseManagedImage(body);
  const reference = parsed.ok ? parsed.value.reference : undefined;
  expect(reference?.kind === "azure-managed-image" && formatImageId(reference)).toBe(
    isJsonObject(body) && body["id"],
  );
});

test("a marketplace image with a plan needs it, and its deprecation is known", () => {
  const imageDeprecationStatus = {
    imageState: "ScheduledForDeprecation",
    scheduledDeprecationTime: "2027-01-31T00:00:00Z",
  };
  const plan = { publisher: "p", name: "s", product: "o" };
  const body = {
    name: "1.0.0",
    properties: {
      plan,
      imageDeprecationStatus,
      hyperVGeneration: "V2",
      osDiskImage: { operatingSystem: "Linux" },
    },
  };
  const sku = { publisher: "p", offer: "o", sku: "s" };
  const parsed = parseMarketplaceImage(body, sku);
  expect(parsed.ok && parsed.value).toEqual({
    reference: { kind: "azure-marketplace", ...sku, version: "1.0.0", thirdParty: true },
    hyperVGeneration: "V2",
    osType: "Linux",
    plan: sku,
    ...imageDeprecationStatus,
  });
});

test("a marketplace image whose plan is not whole is refused", () => {
  const body = { name: "1.0.0", properties: { plan: { publisher: "p", product: "o" } } };
  const { ok, diagnostics } = parseMarketplaceImage(body, { publisher: "p", offer: "o", sku: "s" });
  expect([ok, ...diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)]).toEqual([
    false,
    "AZURE_ARM_ANSWER /properties/plan",
  ]);
});

test("a gallery version with its own id, lifecycle and replication is read from it alone", () => {
  const id =
    "/subscriptions/01234567-89ab-cdef-0123-4567890abcde/resourceGroups/images/providers/Microsoft.Compute/galleries/G/images/D/versions/1.34.1";
  const body = {
    id,
    properties: {
      provisioningState: "Succeeded",
      publishingProfile: {
        excludeFromLatest: true,
        endOfLifeDate: "2027-05-21T00:00:00Z",
        targetRegions: [{ name: "West Europe", excludeFromLatest: false }],
      },
      replicationStatus: { aggregatedState: "Completed" },
    },
  };
  const parsed = parseGalleryImageVersion(body);
  const { reference, ...facts } = parsed.ok ? parsed.value : { reference: undefined };
  expect(reference?.kind === "azure-gallery" && formatImageId(reference)).toBe(id);
  expect(facts).toEqual({
    provisioningState: "Succeeded",
    excludeFromLatest: true,
    endOfLifeDate: "2027-05-21T00:00:00Z",
    targetRegions: [{ name: "West Europe", excludeFromLatest: false }],
    replicationState: "Completed",
  });
});

const none: JsonObject = {};

test.for<[string, Parsed<unknown>]>([
  ["a gallery version without a name", parseGalleryImageVersion(none)],
  ["a gallery version whose id is another's", parseGalleryImageVersion({ id: "/subscriptions/s" })],
  ["a shared version without an id", parseSharedImageVersion(none)],
  ["a managed image without an id", parseManagedImage(none)],
  [
    "a marketplace image without a name",
    parseMarketplaceImage(none, { publisher: "p", offer: "o", sku: "s" }),
  ],
  ["a gallery without a name", parseGallery(none)],
  ["a definition without a name", parseGalleryImage(none)],
  ["terms that say nothing", parseMarketplaceTerms({ properties: { publisher: "p" } })],
  ["a list that is none", parseArmPage(none)],
])("%s is refused", ([, parsed]) => {
  expect([parsed.ok, parsed.diagnostics.map(({ code }) => code)]).toEqual([
    false,
    ["AZURE_ARM_ANSWER"],
  ]);
});
