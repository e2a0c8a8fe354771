import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  emitYaml,
  formatImageReference,
  isJsonObject,
  type JsonObject,
  manifestSet,
  objectKind,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { azureManifestRules } from "../lint/azure-manifest-rules.ts";
import { azureWebhooks } from "../webhooks/azure-webhooks.ts";
import { parseManifest } from "./manifest.ts";

const docs = "01234567-89ab-cdef-0123-4567890abcde/cluster-api-images/ClusterAPI";
const flatcar = "testGallery-3282f15c-906a-4c4b-b206-eb3c51adb5be/capi-flatcar-stable-3139.2.0";
const plan = "kinvolk%2Fflatcar-container-linux-free%2Fstable";

/** What every official example holds, and what is wrong with it. */
const examples: Readonly<Record<string, readonly string[]>> = {
  "community-gallery-flatcar-with-plan.yaml": [
    `azure-community-gallery:${flatcar}/0.3.1651499183?plan=${plan}`,
  ],
  "community-gallery-flatcar.yaml": [`azure-community-gallery:${flatcar}/0.3.1651499183`],
  "community-gallery-reference-image.yaml": [
    "azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.31.2",
  ],
  "compute-gallery-mariner-controlplane.yaml": [
    "azure-gallery:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/cluster-api-images/ClusterAPI1689801353abcd/capi-mariner-2/0.3.1689801407",
    "AZURE_REFERENCE_DOUBTFUL /spec/template/spec/image/computeGallery/subscriptionID",
  ],
  "compute-gallery-private-with-plan.yaml": [
    `azure-gallery:${docs}/capi-1234567890/0.3.1234567890?plan=${plan}`,
  ],
  "compute-gallery-private.yaml": [`azure-gallery:${docs}/capi-1234567890/0.3.1234567890`],
  "confidential-vms-1.yaml": [
    `azure-gallery:${docs}/capi-ubuntu-2204-cvm-1684153817/0.3.1684153817`,
  ],
  "legacy-shared-gallery-with-plan.yaml": [
    `azure-gallery:${docs}/capi-1234567890/0.3.1234567890?plan=${plan}`,
    "AZURE_SHARED_GALLERY_DEPRECATED /spec/template/spec/image/sharedGallery",
  ],
  "legacy-shared-gallery.yaml": [
    `azure-gallery:${docs}/capi-1234567890/0.3.1234567890`,
    "AZURE_SHARED_GALLERY_DEPRECATED /spec/template/spec/image/sharedGallery",
  ],
  "machinepools-1.yaml": ["AZURE_OBJECT_INCOMPLETE "],
  "machinepools-2.yaml": ["AZURE_OBJECT_INCOMPLETE "],
  "machinepools-3.yaml": ["AZURE_DEFAULT_IMAGE /spec/template"],
  "managed-image-id.yaml": [
    "azure-managed-image:01234567-89ab-cdef-0123-4567890abcde/myResourceGroup/myImage",
    "AZURE_MANAGED_IMAGE /spec/template/spec/image/id",
  ],
  "marketplace-third-party.yaml": [
    "azure-marketplace:example-publisher/example-offer/k8s-1dot18dot8-ubuntu-1804/2020-07-25?thirdParty=true",
  ],
  "os-disk-1.yaml": ["AZURE_DEFAULT_IMAGE /spec/template/spec"],
  "trusted-launch-for-vms-1.yaml": [
    `azure-gallery:${docs}/capi-ubuntu-2204-gen2-1684153817/0.3.1684153817`,
  ],
};

test("every official example has its row", (context) => {
  const folder = requireUpstream(context, "examples/azure-capz");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  expect(files.toSorted()).toEqual(Object.keys(examples).toSorted());
});

/** The objects of a file. */
function objectsOf(context: SkippableContext, file: string): readonly JsonObject[] {
  const path = requireUpstream(context, join("examples/azure-capz", file));
  const read = readYaml(readFileSync(path), { file });
  return read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
}

test.for(Object.entries(examples))("%s is read", ([file, expected], context) => {
  const found = objectsOf(context, file).flatMap((object) => {
    const parsed = parseManifest(object);
    return [
      ...(parsed.ok ? parsed.value.map(({ reference }) => formatImageReference(reference)) : []),
      ...parsed.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
    ];
  });
  expect(found).toEqual(expected);
});

test.for(Object.keys(examples))("%s is printed back equal", (file, context) => {
  const objects = objectsOf(context, file);
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) {
    const again = readYaml(emitYaml(object), { file });
    expect(again.ok && again.value.map(({ value }) => value)).toEqual([object]);
  }
});

/** What webhooks and strict rules say of every official example, beside what reading it says. */
const image = "/spec/template/spec/image";
const noKey = "AZURE_SSH_KEY_MISSING /spec/template/spec";
const timeInName = [`AZURE_DEFINITION_NAME ${image}/computeGallery/name`, noKey];
const deprecated = [
  `AZURE_SHARED_GALLERY_DEPRECATED ${image}/sharedGallery`,
  `AZURE_DEFINITION_NAME ${image}/sharedGallery/name`,
  noKey,
];
const faults: Readonly<Record<string, readonly string[]>> = {
  "community-gallery-flatcar-with-plan.yaml": [noKey],
  "community-gallery-flatcar.yaml": [`AZURE_PLAN_MISSING ${image}`, noKey],
  "community-gallery-reference-image.yaml": [noKey],
  "compute-gallery-mariner-controlplane.yaml": [
    `AZURE_REFERENCE_DOUBTFUL ${image}/computeGallery/subscriptionID`,
    noKey,
  ],
  "compute-gallery-private-with-plan.yaml": timeInName,
  "compute-gallery-private.yaml": timeInName,
  "confidential-vms-1.yaml": timeInName,
  "legacy-shared-gallery-with-plan.yaml": deprecated,
  "legacy-shared-gallery.yaml": deprecated,
  // A template for clusterctl: a placeholder is no key in base64.
  "machinepools-3.yaml": [
    "CAPZ_SSH_KEY /spec/template/sshPublicKey",
    "AZURE_DEFAULT_IMAGE /spec/template",
  ],
  "managed-image-id.yaml": [`AZURE_MANAGED_IMAGE ${image}/id`, noKey],
  "marketplace-third-party.yaml": [noKey],
  "os-disk-1.yaml": [
    "CAPZ_SSH_KEY /spec/template/spec/sshPublicKey",
    "AZURE_DEFAULT_IMAGE /spec/template/spec",
  ],
  "trusted-launch-for-vms-1.yaml": timeInName,
};

test.for(Object.keys(examples))(
  "%s: webhooks and rules find what is wrong with it",
  (file, context) => {
    const objects = objectsOf(context, file);
    const manifests = manifestSet(objects);
    const said = objects.flatMap((object) => {
      const kind = objectKind(object) ?? { group: "", version: "", kind: "" };
      const seen = { ...kind, object, manifests, targetVersions: {} };
      const isFor = (one: { readonly group: string; readonly kinds: readonly string[] }): boolean =>
        one.group === kind.group && one.kinds.includes(kind.kind);
      return [
        ...azureWebhooks
          .filter(isFor)
          .flatMap(({ validate }) => validate?.({ object, targetVersions: {} }) ?? []),
        ...azureManifestRules.filter(isFor).flatMap(({ check }) => check(seen)),
      ];
    });
    expect(said.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(faults[file] ?? []);
  },
);
