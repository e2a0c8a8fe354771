import {
  formatImageReference,
  type JsonObject,
  parseImageReference,
  toJsonValue,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { anyReference } from "../__fixtures__/references.ts";
import { subscriptionId } from "../__fixtures__/targets.ts";
import { isAzureReference } from "../azure-reference.ts";
import { type ArmImage, type ArmReference, toArmImage } from "./arm-image.ts";
import { parseCliArguments, toCliArguments } from "./cli-arguments.ts";
import { lookUpCommand } from "./look-up.ts";
import { parseArmImage } from "./parse-arm-image.ts";
import { formatUrn, parseUrn } from "./urn.ts";

const inGroup = `/subscriptions/${subscriptionId}/resourceGroups/images/providers/Microsoft.Compute`;
const community = "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019";
const planQuery = "?plan=p%2Fo%2Fs";

function referenceOf(text: string): ArmReference {
  const parsed = parseImageReference(text);
  if (
    parsed.ok &&
    (parsed.value.kind === "azure-shared-gallery" || isAzureReference(parsed.value))
  ) {
    return parsed.value;
  }
  throw new Error(`${text} is no reference of Azure`);
}

const table: readonly (readonly [string, JsonObject, readonly string[]])[] = [
  [
    `azure-gallery:${subscriptionId}/images/G/D/1.34.1`,
    { imageReference: { id: `${inGroup}/galleries/G/images/D/versions/1.34.1` } },
    ["--image", `${inGroup}/galleries/G/images/D/versions/1.34.1`],
  ],
  [
    `azure-gallery:${subscriptionId}/images/G/D/latest${planQuery}`,
    {
      imageReference: { id: `${inGroup}/galleries/G/images/D/versions/latest` },
      plan: { publisher: "p", name: "s", product: "o" },
    },
    [
      "--image",
      `${inGroup}/galleries/G/images/D/versions/latest`,
      "--plan-publisher",
      "p",
      "--plan-product",
      "o",
      "--plan-name",
      "s",
    ],
  ],
  [
    `azure-managed-image:${subscriptionId}/images/node`,
    { imageReference: { id: `${inGroup}/images/node` } },
    ["--image", `${inGroup}/images/node`],
  ],
  [
    `azure-community-gallery:${community}/D/1.34.1`,
    {
      imageReference: {
        communityGalleryImageId: `/CommunityGalleries/${community}/Images/D/Versions/1.34.1`,
      },
    },
    ["--image", `/CommunityGalleries/${community}/Images/D/Versions/1.34.1`],
  ],
  [
    `azure-shared-gallery:${subscriptionId}-GALLERY/D/1.34.1`,
    {
      imageReference: {
        sharedGalleryImageId: `/SharedGalleries/${subscriptionId}-GALLERY/Images/D/Versions/1.34.1`,
      },
    },
    ["--image", `/SharedGalleries/${subscriptionId}-GALLERY/Images/D/Versions/1.34.1`],
  ],
  [
    "azure-marketplace:p/o/s/1.0.0",
    { imageReference: { publisher: "p", offer: "o", sku: "s", version: "1.0.0" } },
    ["--image", "p:o:s:1.0.0"],
  ],
  [
    "azure-marketplace:p/o/s/1.0.0?thirdParty=true",
    {
      imageReference: { publisher: "p", offer: "o", sku: "s", version: "1.0.0" },
      plan: { publisher: "p", name: "s", product: "o" },
    },
    ["--image", "p:o:s:1.0.0", "--plan-publisher", "p", "--plan-product", "o", "--plan-name", "s"],
  ],
];

test.for(table)("%s: to Azure's API and CLI, and back", ([text, arm, words]) => {
  const reference = referenceOf(text);
  const image = toArmImage(reference);
  expect(image.ok && image.value).toEqual(arm);
  const back = image.ok ? parseArmImage(toJson(image.value)) : image;
  expect(back.ok && formatImageReference(back.value)).toBe(text);
  const args = toCliArguments(reference);
  expect(args.ok && args.value).toEqual(words);
  const again = parseCliArguments(words);
  expect(again.ok && formatImageReference(again.value)).toBe(text);
  expect(lookUpCommand(reference)[0]).toBe("az");
});

function toJson({ imageReference, plan }: ArmImage): Parameters<typeof parseArmImage>[0] {
  return {
    imageReference: toJsonValue(imageReference),
    ...(plan !== undefined && { plan: toJsonValue(plan) }),
  };
}

test.for<[string, JsonObject & { readonly imageReference: JsonObject }, string]>([
  [
    "a plan of a managed image",
    {
      imageReference: { id: `${inGroup}/images/n` },
      plan: { publisher: "p", name: "s", product: "o" },
    },
    "/plan",
  ],
  [
    "a plan of another image",
    {
      imageReference: { publisher: "p", offer: "o", sku: "s", version: "1" },
      plan: { publisher: "p", name: "x", product: "o" },
    },
    "/plan",
  ],
  [
    "a promotion code",
    {
      imageReference: { publisher: "p", offer: "o", sku: "s", version: "1" },
      plan: { publisher: "p", name: "s", product: "o", promotionCode: "x" },
    },
    "/plan",
  ],
  [
    "two ids",
    {
      imageReference: {
        id: `${inGroup}/images/n`,
        communityGalleryImageId: "/CommunityGalleries/G/Images/D",
      },
    },
    "/imageReference",
  ],
  ["nothing", { imageReference: {} }, "/imageReference"],
  [
    "a URN without its version",
    { imageReference: { publisher: "p", offer: "o", sku: "s" } },
    "/imageReference/version",
  ],
  [
    "a community id in the wrong field",
    { imageReference: { id: "/CommunityGalleries/G/Images/D" } },
    "/imageReference/id",
  ],
  ["a disk", { imageReference: { id: `${inGroup}/disks/d` } }, "/imageReference/id"],
  [
    "a field nobody knows",
    { imageReference: { id: `${inGroup}/images/n`, extra: 1 } },
    "/imageReference",
  ],
])("%s is more than a reference can carry", ([, image, pointer]) => {
  const { ok, diagnostics } = parseArmImage(image);
  expect([ok, diagnostics.map((found) => found.pointer)]).toEqual([false, [pointer]]);
});

test("what the API fills in is no part of the reference", () => {
  const imageReference = {
    publisher: "p",
    offer: "o",
    sku: "s",
    version: "latest",
    exactVersion: "1.2.3",
  };
  expect(parseArmImage({ imageReference }).ok).toBe(true);
});

test.for<[readonly string[]]>([
  [["--image", "Ubuntu2204"]],
  [["--image"]],
  [["--image", "p:o:s:1", "--image", "p:o:s:1"]],
  [["--image", "p:o:s:1", "--plan-promotion-code", "x"]],
  [["--plan-name", "s"]],
  [["--image=p:o:s:1", "--plan-name=s"]],
  [[]],
])("%j name no image", ([words]) => {
  expect(parseCliArguments(words).ok).toBe(false);
});

test("a name that Azure cannot have is sent nowhere", () => {
  const reference = referenceOf(`azure-gallery:${subscriptionId}/images/my-gallery/D/1.34`);
  expect(toArmImage(reference).diagnostics.map(({ message }) => message)).toEqual([
    "Azure has no gallery of this form",
    "Azure has no version of this form",
  ]);
});

test.for(["p:o:s", "p:o:s:1:2", ":o:s:1", "p:o o:s:1", ""])("%j is no URN", (text) => {
  expect(parseUrn(text).ok).toBe(false);
});

test("a URN with a colon in a part is not written", () => {
  const reference = parseUrn("p:o:s:1");
  expect(reference.ok && formatUrn(reference.value)).toBe("p:o:s:1");
  expect(() =>
    formatUrn({
      kind: "azure-marketplace",
      publisher: "a:b",
      offer: "o",
      sku: "s",
      version: "1",
      thirdParty: false,
    }),
  ).toThrow("azure-urn");
});

test("every reference of CAPZ goes to the API and the CLI, and comes back", () => {
  fc.assert(
    fc.property(anyReference, (reference) => {
      const image = toArmImage(reference);
      const back = image.ok ? parseArmImage(toJson(image.value)) : image;
      expect(back.ok && back.value).toEqual(reference);
      const words = toCliArguments(reference);
      const again = words.ok ? parseCliArguments(words.value) : words;
      expect(again.ok && again.value).toEqual(reference);
    }),
    { numRuns: 10_000 },
  );
});
