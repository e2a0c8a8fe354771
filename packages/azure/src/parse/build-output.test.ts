import { readFileSync } from "node:fs";

import { formatImageReference } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { parseBuildOutput } from "./build-output.ts";

const group = "01234567-89ab-cdef-0123-4567890abcde/cluster-api-gallery";
const version = `azure-gallery:${group}/ClusterAPI1795254246abcd/capi-ubuntu-2404/0.3.1795254246`;
const managed = `azure-managed-image:${group}/capi-ubuntu-2404-1795254246`;

test.for([
  { kind: "log", file: "azure-sig.human.txt", expected: [version, managed] },
  {
    kind: "machineReadable",
    file: "azure-sig.machine-readable.txt",
    expected: [version, managed],
  },
  { kind: "manifest", file: "azure-sig.manifest.json", expected: [managed] },
])("$kind names gallery version and managed image", ({ kind, file, expected }, context) => {
  const path = requireUpstream(context, `examples/image-builder/build-output/${file}`);
  const parsed = parseBuildOutput({ [kind]: readFileSync(path, "utf8") });
  expect(parsed.ok && parsed.value.map(formatImageReference)).toEqual(expected);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(
    expected.includes(version) ? [] : ["AZURE_BUILD_GALLERY_UNKNOWN"],
  );
});

const compute =
  "/subscriptions/01234567-89ab-cdef-0123-4567890abcde/resourceGroups/cluster-api-images/providers/Microsoft.Compute";

/** As the seed prints it, but whole. */
const log = `==> Builds finished. The artifacts of successful builds are:
--> sig-ubuntu-1804: Azure.ResourceManagement.VMImage:

OSType: Linux
ManagedImageResourceGroupName: cluster-api-images
ManagedImageName: capi-1234567890
ManagedImageId: ${compute}/images/capi-1234567890
ManagedImageLocation: southcentralus
ManagedImageSharedImageGalleryId: ${compute}/galleries/ClusterAPI/images/capi-ubuntu-1804/versions/0.3.1234567890

`;

test("the seed's gallery version is of the definition in its id, not of the managed image's name", () => {
  const parsed = parseBuildOutput({ log });
  expect(parsed.ok && parsed.value.map(formatImageReference)).toEqual([
    "azure-gallery:01234567-89ab-cdef-0123-4567890abcde/cluster-api-images/ClusterAPI/capi-ubuntu-1804/0.3.1234567890",
    "azure-managed-image:01234567-89ab-cdef-0123-4567890abcde/cluster-api-images/capi-1234567890",
  ]);
});

test("the output of a build for another cloud names no image of Azure", () => {
  const ami = `==> Builds finished. The artifacts of successful builds are:
--> ubuntu-24.04: AMIs were created:
eu-west-1: ami-09709369c53539c11

`;
  expect(parseBuildOutput({ log: ami }).diagnostics.map(({ code }) => code)).toContain(
    "AZURE_BUILD_NOTHING",
  );
});
