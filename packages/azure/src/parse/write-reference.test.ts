import {
  type ImageReference,
  isJsonObject,
  type JsonObject,
  parseImageReference,
  replaceAt,
  valueAt,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { subscriptionId } from "../__fixtures__/targets.ts";
import { galleryImage, machinePool, machineTemplate } from "../webhooks/__fixtures__/machines.ts";
import { writeAzureReference } from "./write-reference.ts";

const pointer = "/spec/template/spec/image";
const inGroup = `${subscriptionId}/images`;
const compute = `/subscriptions/${subscriptionId}/resourceGroups/images/providers/Microsoft.Compute`;
const fields = {
  subscriptionID: subscriptionId,
  resourceGroup: "images",
  gallery: "ClusterAPI",
  name: "capi-ubuntu-2404",
  version: "1.34.1",
};
const plan = { publisher: "p", offer: "o", sku: "s" };

function reference(text: string): ImageReference {
  const parsed = parseImageReference(text);
  if (!parsed.ok) {
    throw new Error(text);
  }
  return parsed.value;
}

/** The image after writing, and the codes of what was found. */
function written(object: JsonObject, text: string, at = pointer): readonly unknown[] {
  const result = writeAzureReference(object, { pointer: at, reference: reference(text) });
  return [
    result.ok ? valueAt(result.value, at) : undefined,
    ...result.diagnostics.map(({ code }) => code),
  ];
}

test.for<[string, JsonObject, string, readonly unknown[]]>([
  [
    "another version of the same definition",
    galleryImage,
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.35.0`,
    [{ computeGallery: { ...fields, version: "1.35.0" } }],
  ],
  [
    "a plan where none was",
    galleryImage,
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1?plan=p%2Fo%2Fs`,
    [{ computeGallery: { ...fields, plan } }],
  ],
  [
    "no plan where one was",
    { computeGallery: { ...fields, plan } },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1`,
    [{ computeGallery: fields }],
  ],
  [
    "a plan that knows more",
    { computeGallery: { ...fields, plan: { ...plan, note: "x" } } },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.35.0?plan=p%2Fo%2Ft`,
    [{ computeGallery: { ...fields, version: "1.35.0", plan: { ...plan, sku: "t", note: "x" } } }],
  ],
  [
    "a gallery image in an id",
    { id: `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404/versions/1.34.1` },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.35.0`,
    [{ id: `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404/versions/1.35.0` }],
  ],
  [
    "a plan for what stood in an id",
    { id: `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404/versions/1.34.1` },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1?plan=p%2Fo%2Fs`,
    [{ computeGallery: { ...fields, plan } }],
  ],
  [
    "the same id in other letters",
    { id: `${compute}/images/node`.toLowerCase() },
    `azure-managed-image:${inGroup}/node`,
    [{ id: `${compute}/images/node`.toLowerCase() }],
  ],
  [
    "a marketplace image that says it has no plan",
    {
      marketplace: {
        publisher: "p",
        offer: "o",
        sku: "s",
        version: "1.0.0",
        thirdPartyImage: false,
      },
    },
    "azure-marketplace:p/o/s/1.0.1",
    [
      {
        marketplace: {
          publisher: "p",
          offer: "o",
          sku: "s",
          version: "1.0.1",
          thirdPartyImage: false,
        },
      },
    ],
  ],
  [
    "a shared gallery, even as it is",
    { sharedGallery: { ...fields, publisher: "p", offer: "o", sku: "s" } },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1?plan=p%2Fo%2Fs`,
    [{ computeGallery: { ...fields, plan } }, "AZURE_SHARED_GALLERY_MIGRATED"],
  ],
  [
    "half a plan, which nobody sees, beside what nobody knows, which moves along",
    { sharedGallery: { ...fields, offer: "o", note: "x" } },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.35.0`,
    [
      { computeGallery: { ...fields, version: "1.35.0", note: "x" } },
      "AZURE_SHARED_GALLERY_MIGRATED",
      "AZURE_PLAN_PARTIAL",
    ],
  ],
  [
    "a name that no text form of references carries",
    { computeGallery: { ...fields, gallery: "\ud800" } },
    `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1`,
    [{ computeGallery: fields }],
  ],
  [
    "a gallery that is shared directly",
    galleryImage,
    "azure-shared-gallery:g/d/1.0.0",
    [undefined, "AZURE_DIRECT_SHARED"],
  ],
  [
    "an image of another cloud",
    galleryImage,
    "ami:eu-west-1/ami-09709369c53539c11",
    [undefined, "AZURE_REFERENCE_KIND"],
  ],
  [
    "names Azure cannot have",
    galleryImage,
    "azure-gallery:prod/images/G/D/1.34",
    [undefined, "AZURE_REFERENCE_FORM", "AZURE_REFERENCE_FORM"],
  ],
  [
    "an image that cannot be read",
    { id: "" },
    `azure-managed-image:${inGroup}/node`,
    [undefined, "AZURE_WRITE_PLACE"],
  ],
])("%s", ([, image, text, expected]) => {
  expect(written(machineTemplate({ image }), text)).toEqual(expected);
});

test("a template of an API version that is gone is left as it is, and given no other image", () => {
  const image = { sharedGallery: fields };
  const old =
    replaceAt(
      machineTemplate({ image }),
      "/apiVersion",
      "infrastructure.cluster.x-k8s.io/v1alpha4",
    ) ?? {};
  const same = `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1`;
  expect(written(old, same)).toEqual([image]);
  expect(written(old, same.replace("1.34.1", "1.35.0"))).toEqual([
    undefined,
    "AZURE_WRITE_VERSION",
    "AZURE_SHARED_GALLERY_MIGRATED",
  ]);
});

test("a pool is told that a plan never counts as up to date", () => {
  const text = `azure-gallery:${inGroup}/ClusterAPI/capi-ubuntu-2404/1.34.1?plan=p%2Fo%2Fs`;
  const [image, ...codes] = written(machinePool(), text, "/spec/template/image");
  expect([isJsonObject(image), codes]).toEqual([true, ["AZURE_POOL_IMAGE"]]);
});

test("there is no image at another place, nor in an object that names none", () => {
  const text = `azure-managed-image:${inGroup}/node`;
  expect(written(machineTemplate(), text, "/spec/image")).toEqual([undefined, "AZURE_WRITE_PLACE"]);
  expect(written(replaceAt(machineTemplate(), pointer, undefined) ?? {}, text)).toEqual([
    undefined,
    "AZURE_WRITE_PLACE",
  ]);
});

test("keys keep their order", () => {
  const { version, ...rest } = fields;
  const object = machineTemplate({ image: { computeGallery: { version, extra: 1, ...rest } } });
  const result = writeAzureReference(object, {
    pointer,
    reference: reference(`azure-gallery:${inGroup}/ClusterAPI/other/1.35.0`),
  });
  const image = result.ok ? valueAt(result.value, `${pointer}/computeGallery`) : undefined;
  expect(JSON.stringify(image)).toBe(
    JSON.stringify({ version: "1.35.0", extra: 1, ...rest, name: "other" }),
  );
});
