import {
  formatImageReference,
  type JsonObject,
  type JsonValue,
  toJsonValue,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { parseManifest } from "./manifest.ts";

const ids = { subscriptionID: "01234567-89ab-cdef-0123-4567890abcde", resourceGroup: "images" };
const gallery = { gallery: "ClusterAPI", name: "capi-ubuntu-2404", version: "1.34.1" };
const community = { ...gallery, gallery: "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019" };
const urn = { publisher: "cncf-upstream", offer: "capi", sku: "ubuntu", version: "130.3.20240717" };
const compute = `/subscriptions/${ids.subscriptionID}/resourceGroups/images/providers/Microsoft.Compute`;
const inGallery = `azure-gallery:${ids.subscriptionID}/images/ClusterAPI/capi-ubuntu-2404/1.34.1`;
const at = "/spec/template/spec/image";

function templateWith(image: JsonValue): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
    kind: "AzureMachineTemplate",
    metadata: { name: "node" },
    spec: { template: { spec: { image } } },
  };
}

/** The references as text, then code, pointer and message of each finding. */
function outcome(object: JsonObject): readonly string[] {
  const parsed = parseManifest(object);
  return [
    ...(parsed.ok ? parsed.value.map(({ reference }) => formatImageReference(reference)) : []),
    ...parsed.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
  ];
}

test.for<[string, JsonValue, readonly string[]]>([
  ["a private gallery", { computeGallery: { ...ids, ...gallery } }, [inGallery]],
  [
    "a community gallery",
    { computeGallery: community },
    [`azure-community-gallery:${community.gallery}/capi-ubuntu-2404/1.34.1`],
  ],
  [
    "a community gallery whose public name is elsewhere",
    { computeGallery: { ...gallery, name: community.gallery } },
    [
      `azure-community-gallery:ClusterAPI/${community.gallery}/1.34.1`,
      `AZURE_REFERENCE_DOUBTFUL ${at}/computeGallery/gallery`,
    ],
  ],
  [
    "a gallery version by its id",
    { id: `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404/versions/1.34.1` },
    [inGallery],
  ],
  [
    "the definition's id, which means the latest version",
    { id: `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404` },
    [inGallery.replace("1.34.1", "latest"), `AZURE_VERSION_UNPINNED ${at}/id`],
  ],
  ["a community id", { id: "/CommunityGalleries/G/Images/D" }, [`AZURE_IMAGE_ID_KIND ${at}/id`]],
  ["a shared id", { id: "/SharedGalleries/G/Images/D" }, [`AZURE_IMAGE_ID_KIND ${at}/id`]],
  ["a text that is no id", { id: "capi" }, [`AZURE_IMAGE_ID_FORM ${at}/id`]],
  ["an empty id", { id: "" }, [`AZURE_IMAGE_FIELD ${at}/id`]],
  ["an image that says nothing", {}, [`AZURE_IMAGE_REQUIRED ${at}`]],
  ["an image that is null", null, [`AZURE_IMAGE_FIELD ${at}`]],
  [
    "the latest version",
    { computeGallery: { ...ids, ...gallery, version: "latest" } },
    [inGallery.replace("1.34.1", "latest"), `AZURE_VERSION_UNPINNED ${at}/computeGallery/version`],
  ],
  [
    "a marketplace image of the publisher itself",
    { marketplace: urn },
    ["azure-marketplace:cncf-upstream/capi/ubuntu/130.3.20240717"],
  ],
  [
    "a marketplace image without its SKU",
    { marketplace: { ...urn, sku: "" } },
    [`AZURE_IMAGE_FIELD ${at}/marketplace/sku`],
  ],
  [
    "a version that YAML took for a number",
    { computeGallery: { ...ids, ...gallery, version: 1.34 } },
    [`AZURE_IMAGE_FIELD ${at}/computeGallery/version`],
  ],
  [
    "a version no gallery keeps",
    { computeGallery: { ...ids, ...gallery, version: "v1.34.1" } },
    [
      inGallery.replace("1.34.1", "v1.34.1"),
      `AZURE_REFERENCE_DOUBTFUL ${at}/computeGallery/version`,
    ],
  ],
  [
    "a plan that lacks its SKU",
    { computeGallery: { ...ids, ...gallery, plan: { publisher: "p", offer: "o" } } },
    [`AZURE_IMAGE_FIELD ${at}/computeGallery/plan`],
  ],
  [
    "a shared gallery whose plan is ignored",
    { sharedGallery: { ...ids, ...gallery, publisher: "p", sku: "" } },
    [
      inGallery,
      `AZURE_SHARED_GALLERY_DEPRECATED ${at}/sharedGallery`,
      `AZURE_PLAN_PARTIAL ${at}/sharedGallery`,
    ],
  ],
  [
    "a shared gallery without its subscription",
    { sharedGallery: { resourceGroup: "images", ...gallery } },
    [
      `AZURE_SHARED_GALLERY_DEPRECATED ${at}/sharedGallery`,
      `AZURE_IMAGE_FIELD ${at}/sharedGallery`,
    ],
  ],
  [
    "misspelt fields",
    { computeGallery: { ...ids, ...gallery, imageName: "x" }, computegallery: {} },
    [
      inGallery,
      `AZURE_IMAGE_FIELD_PRUNED ${at}/computegallery`,
      `AZURE_IMAGE_FIELD_PRUNED ${at}/computeGallery/imageName`,
    ],
  ],
])("%s", ([, image, expected]) => {
  expect(outcome(templateWith(image))).toEqual(expected);
});

test.for<[JsonObject, readonly string[]]>([
  [{}, ["You must supply an ID, Marketplace or ComputeGallery image details"]],
  [
    { id: `${compute}/images/a`, marketplace: urn },
    ["Marketplace cannot be used as an image ID has been specified"],
  ],
  [
    { marketplace: urn, computeGallery: community },
    [
      "ComputeGallery cannot be used as an image ID. Marketplace or SharedGallery images has been specified",
    ],
  ],
  [
    { id: `${compute}/images/a`, sharedGallery: { ...ids, ...gallery }, computeGallery: community },
    [
      "SharedGallery cannot be used as an image ID. Marketplace or ComputeGallery images has been specified",
      "ComputeGallery cannot be used as an image ID. Marketplace or SharedGallery images has been specified",
    ],
  ],
  [
    { computeGallery: { ...gallery, subscriptionID: ids.subscriptionID } },
    ["ResourceGroup cannot be empty when SubscriptionID is specified"],
  ],
  [
    { computeGallery: { ...gallery, resourceGroup: "images" } },
    ["SubscriptionID cannot be empty when ResourceGroup is specified"],
  ],
  [{ id: "" }, ["ID cannot be empty when specifying an AzureImageByID"]],
])("%j is refused in the webhook's words", ([image, expected]) => {
  const { ok, diagnostics } = parseManifest(templateWith(image));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect({ ok, messages: errors.map(({ message }) => message) }).toEqual({
    ok: false,
    messages: expected,
  });
});

const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta1";
const image: JsonObject = { computeGallery: { ...ids, ...gallery } };
const plan: JsonObject = { publisher: "p", offer: "o", sku: "s" };

test.for<[string, JsonObject, readonly string[]]>([
  ["an AzureMachine", { apiVersion, kind: "AzureMachine", spec: { image } }, [inGallery]],
  [
    "an AzureMachinePool",
    { apiVersion, kind: "AzureMachinePool", spec: { template: { image } } },
    [inGallery],
  ],
  [
    "a pool whose image has a plan",
    {
      apiVersion,
      kind: "AzureMachinePool",
      spec: { template: { image: { computeGallery: { ...ids, ...gallery, plan } } } },
    },
    [`${inGallery}?plan=p%2Fo%2Fs`, "AZURE_POOL_IMAGE /spec/template/image"],
  ],
  [
    "a pool with a shared gallery",
    {
      apiVersion,
      kind: "AzureMachinePool",
      spec: { template: { image: { sharedGallery: { ...ids, ...gallery } } } },
    },
    [
      inGallery,
      "AZURE_SHARED_GALLERY_DEPRECATED /spec/template/image/sharedGallery",
      "AZURE_POOL_IMAGE /spec/template/image",
    ],
  ],
  [
    "an API version that is gone",
    { ...templateWith(image), apiVersion: "infrastructure.cluster.x-k8s.io/v1alpha4" },
    [inGallery, "AZURE_API_VERSION /apiVersion"],
  ],
  [
    "a template without a machine",
    { apiVersion, kind: "AzureMachineTemplate" },
    ["AZURE_OBJECT_INCOMPLETE "],
  ],
  ["an AKS pool", { apiVersion, kind: "AzureManagedMachinePool", spec: {} }, []],
  [
    "an object of another group",
    { ...templateWith(image), apiVersion: "example.invalid/v1beta1" },
    [],
  ],
  ["a kind that is no own name", { apiVersion, kind: "constructor", spec: { image } }, []],
])("%s", ([, object, expected]) => {
  expect(outcome(object)).toEqual(expected);
});

const key = fc.constantFrom("id", "marketplace", "computeGallery", "sharedGallery", "plan", "name");
const anyField = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue()));
const anyImage = fc
  .oneof(fc.jsonValue(), fc.dictionary(key, anyField))
  .map((value) => toJsonValue(value));

test("whatever stands in its place, an image is read or refused", () => {
  fc.assert(
    fc.property(anyImage, (any) => {
      const { ok, diagnostics } = parseManifest(templateWith(any));
      expect(ok).toBe(!diagnostics.some(({ severity }) => severity === "error"));
    }),
    { numRuns: 10_000 },
  );
});
