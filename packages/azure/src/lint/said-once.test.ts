import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type LintedObject, lintManifests } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { emitYaml, type JsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { azureMachine, machinePool, machineTemplate } from "../webhooks/__fixtures__/machines.ts";
import { azureWebhooks } from "../webhooks/azure-webhooks.ts";
import { azureManifestRules } from "./azure-manifest-rules.ts";

/** What a user sees of one text: schema, webhooks and rules together. */
function lint(text: string, context: SkippableContext): readonly LintedObject[] {
  const read = readYaml(text, { file: "manifests.yaml" });
  return lintManifests({
    documents: read.ok ? read.value : [],
    source: folderSource(requireUpstream(context, "crds")),
    webhooks: azureWebhooks,
    rules: azureManifestRules,
    targetVersions: {},
  }).objects;
}

/** Places of an image of which two findings speak. */
function saidTwice({ diagnostics }: LintedObject): readonly string[] {
  const pointers = diagnostics
    .map(({ pointer }) => pointer)
    .filter((pointer) => pointer.includes("/image"));
  return pointers.filter((pointer, index) => pointers.indexOf(pointer) !== index);
}

const marketplace = { publisher: "", offer: "o", sku: "s", version: "latest" };
const shared = {
  subscriptionID: "",
  resourceGroup: "r",
  gallery: "g",
  name: "n",
  version: "1.0.0",
};

test.for<[string, JsonObject]>([
  ["an empty image", machineTemplate({ image: {} })],
  ["an image that is null", machineTemplate({ image: null })],
  ["an image that is a text", azureMachine({ image: "x" })],
  ["an empty id", machineTemplate({ image: { id: "" } })],
  ["an id that is none", machinePool({ image: { id: "x" } })],
  ["a publisher that is empty", azureMachine({ image: { marketplace } })],
  ["a subscription that is empty", azureMachine({ image: { sharedGallery: shared } })],
  ["a field nobody knows", machineTemplate({ image: { id: "x", name: "y" } })],
  [
    "a gallery with its subscription alone",
    machineTemplate({
      image: { computeGallery: { subscriptionID: "s", gallery: "g", name: "n", version: "1.0" } },
    }),
  ],
  ["two ways at once", machinePool({ image: { id: "x", marketplace } })],
])("%s is told of, and once", ([, object], context) => {
  const [linted] = lint(emitYaml(object), context);
  expect(linted?.diagnostics.length).toBeGreaterThan(0);
  expect(linted && saidTwice(linted)).toEqual([]);
});

test("nothing is said twice of upstream's examples", (context) => {
  const folder = join(requireUpstream(context, "examples"), "azure-capz");
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const objects = files.flatMap((name) => lint(readFileSync(join(folder, name), "utf8"), context));
  expect(objects.length).toBeGreaterThan(files.length);
  expect(objects.flatMap(saidTwice)).toEqual([]);
});
