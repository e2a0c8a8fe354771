import fc from "fast-check";
import { expect, test } from "vitest";

import { type AzureImageId, formatImageId, parseImageId } from "./image-id.ts";

const group = "/subscriptions/01234567-89ab-cdef-0123-4567890abcde/resourceGroups/images";
const compute = `${group}/providers/Microsoft.Compute`;
const inGroup = {
  subscriptionId: "01234567-89ab-cdef-0123-4567890abcde",
  resourceGroup: "images",
};

test.for<[string, string, AzureImageId]>([
  [
    "a gallery version",
    `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404/versions/1.34.1`,
    {
      kind: "azure-gallery",
      ...inGroup,
      gallery: "ClusterAPI",
      definition: "capi-ubuntu-2404",
      version: "1.34.1",
    },
  ],
  [
    "a managed image",
    `${compute}/images/capi-1234567890`,
    { kind: "azure-managed-image", ...inGroup, name: "capi-1234567890" },
  ],
  [
    "a version in a community gallery",
    "/CommunityGalleries/prefix-1/Images/capi-ubun2-2404/Versions/1.31.2",
    {
      kind: "azure-community-gallery",
      gallery: "prefix-1",
      definition: "capi-ubun2-2404",
      version: "1.31.2",
    },
  ],
  [
    "a version in a directly shared gallery",
    "/SharedGalleries/id-NAME/Images/node/Versions/latest",
    { kind: "azure-shared-gallery", gallery: "id-NAME", definition: "node", version: "latest" },
  ],
])("%s is read and written", ([, text, reference]) => {
  expect(parseImageId(text)).toEqual({ ok: true, value: reference, diagnostics: [] });
  expect(formatImageId(reference)).toBe(text);
});

test("the words of an id are compared without case, the names keep theirs", () => {
  const text = `${compute}/galleries/G/images/D/versions/1.0.0`;
  const shouted = text
    .replace("resourceGroups", "RESOURCEGROUPS")
    .replace("Microsoft.Compute", "microsoft.compute")
    .replace("/versions/", "/Versions/");
  expect(parseImageId(shouted)).toEqual(parseImageId(text));
});

test("an id that ends with the definition means the latest version", () => {
  const parsed = parseImageId(`${compute}/galleries/G/images/D`);
  expect(parsed.ok && parsed.value).toMatchObject({ definition: "D", version: "latest" });
});

test.for([
  "",
  "/",
  "capi-1234567890",
  `${compute}/images/`,
  `${compute}/images/a/b`,
  `${compute}/images/a/`,
  `${compute}/galleries/G/images/D/versions`,
  `${compute}/galleries/G/images/D/versions/`,
  `${compute}/galleries//images/D/versions/1.0.0`,
  `${compute}/galleries/G/applications/D/versions/1.0.0`,
  `${compute}/disks/D`,
  `azure://${compute}/images/a`,
  ` ${compute}/images/a`,
  `${compute}/images/a\n`.replace("/images/a\n", "/images\n/a"),
  compute.slice(1),
])("%j is refused", (text) => {
  const parsed = parseImageId(text);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(["AZURE_IMAGE_ID_FORM"]);
});

const name = fc.stringMatching(/^[^/]{1,20}$/u);
const id: fc.Arbitrary<AzureImageId> = fc.oneof(
  fc.record({
    kind: fc.constant("azure-gallery" as const),
    subscriptionId: name,
    resourceGroup: name,
    gallery: name,
    definition: name,
    version: name,
  }),
  fc.record({
    kind: fc.constant("azure-managed-image" as const),
    subscriptionId: name,
    resourceGroup: name,
    name,
  }),
  fc.record({
    kind: fc.constantFrom("azure-community-gallery" as const, "azure-shared-gallery" as const),
    gallery: name,
    definition: name,
    version: name,
  }),
);

test("what is written is read back", () => {
  fc.assert(
    fc.property(id, (reference) => {
      expect(parseImageId(formatImageId(reference))).toMatchObject({ ok: true, value: reference });
    }),
    { numRuns: 10_000 },
  );
});

test("a name with a slash is no segment", () => {
  const reference = { kind: "azure-managed-image", ...inGroup, name: "a/b" } as const;
  expect(() => formatImageId(reference)).toThrow("cannot be a segment");
});
