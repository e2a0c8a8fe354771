import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { formatImageReference, isJsonObject } from "@imagewright/core";
import { readText } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { parseManifest } from "./manifest.ts";

/** What every official example holds, and what is wrong with it. */
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

test.for(Object.entries(examples))("%s is read", ([file, expected], context) => {
  const path = requireUpstream(context, join("examples/cloudstack-capc", file));
  const read = readText(readFileSync(path), { file });
  const objects = read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
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
