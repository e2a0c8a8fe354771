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
import { readText } from "@imagewright/core/read";
import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { cloudstackManifestRules } from "../lint/cloudstack-manifest-rules.ts";
import { cloudstackWebhooks } from "../webhooks/cloudstack-webhooks.ts";
import { parseManifest } from "./manifest.ts";

/** The references every official example holds, and what reading finds wrong with them. */
const examples: Readonly<Record<string, readonly string[]>> = {
  "doc-custom-images-machinetemplate-v1beta1.yaml": [
    "cloudstack-template:?name=custom-image-name",
    "CLOUDSTACK_TEMPLATE_STRING /spec/template/spec/template",
  ],
  "doc-endpoint-credentials-secret.yaml": [],
  "doc-image-builder-extra-vars.json": [],
  "doc-multiple-networks-machinetemplate-v1beta3.yaml": [
    "CLOUDSTACK_TEMPLATE_REQUIRED /spec/template/spec/template",
  ],
  "doc-network-offerings-cloudstackcluster-v1beta3.yaml": [],
  "doc-ssh-users-kubeadmconfigtemplate.yaml": [],
};

test("every official example has its row", (context) => {
  const folder = requireUpstream(context, "examples/cloudstack-capc");
  expect(readdirSync(folder).toSorted()).toEqual(Object.keys(examples).toSorted());
});

/** What CAPC's webhooks and our rules say to an example at its creation; nothing for the others. */
const verdicts: Readonly<Record<string, readonly string[]>> = {
  "doc-custom-images-machinetemplate-v1beta1.yaml": [
    "CLOUDSTACK_OFFERING_REQUIRED /spec/template/spec/offering",
    "CLOUDSTACK_TEMPLATE_REQUIRED /spec/template/spec/template",
    "CLOUDSTACK_VERSION_OLD /apiVersion",
    "CLOUDSTACK_TEMPLATE_STRING /spec/template/spec/template",
    "CLOUDSTACK_OFFERING_STRING /spec/template/spec/offering",
  ],
  "doc-multiple-networks-machinetemplate-v1beta3.yaml": [
    "CLOUDSTACK_TEMPLATE_REQUIRED /spec/template/spec/template",
    "CLOUDSTACK_TEMPLATE_REQUIRED /spec/template/spec/template",
  ],
};

test.for(Object.entries(examples))("%s is read", ([file, expected], context) => {
  const objects = objectsOf(file, context);
  expect(objects).toHaveLength(1);
  const found = objects.flatMap((object) => {
    const parsed = parseManifest(object);
    return [
      ...(parsed.ok ? parsed.value.map(({ reference }) => formatImageReference(reference)) : []),
      ...parsed.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
    ];
  });
  expect(found).toEqual(expected);
});

test.for(Object.keys(examples))("%s is judged", (file, context) => {
  const objects = objectsOf(file, context);
  expect(objects.flatMap((object) => judge(object, objects))).toEqual(verdicts[file] ?? []);
});

test.for(Object.keys(examples))("%s is printed back equal", (file, context) => {
  for (const object of objectsOf(file, context)) {
    const read = readText(emitYaml(object), { file: "printed.yaml" });
    expect(read.ok && read.value.map(({ value }) => value)).toEqual([object]);
  }
});

function objectsOf(file: string, context: SkippableContext): readonly JsonObject[] {
  const path = requireUpstream(context, join("examples/cloudstack-capc", file));
  const read = readText(readFileSync(path), { file });
  return read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
}

function judge(object: JsonObject, objects: readonly JsonObject[]): readonly string[] {
  const kind = objectKind(object);
  if (kind === undefined) {
    return [];
  }
  const isMeant = (one: { readonly group: string; readonly kinds: readonly string[] }): boolean =>
    one.group === kind.group && one.kinds.includes(kind.kind);
  const targetVersions = { capc: "0.6.1" };
  const manifests = manifestSet(objects);
  return [
    ...cloudstackWebhooks
      .filter(isMeant)
      .flatMap(({ validate }) => validate?.({ object, targetVersions }) ?? []),
    ...cloudstackManifestRules
      .filter(isMeant)
      .flatMap(({ check }) => check({ ...kind, object, manifests, targetVersions })),
  ].map(({ code, pointer }) => `${code} ${pointer}`);
}
