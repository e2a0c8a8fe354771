import {
  bindTarget,
  isJsonObject,
  loadPlugin,
  renderTarget,
  type RenderMode,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { checkConformance, exampleCatalog } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { cases } from "./__fixtures__/cases.ts";
import { publicKey, subscriptionId, target, template, ubuntu } from "./__fixtures__/targets.ts";
import type { AzureReference } from "./lint/reference-form.ts";
import { parseManifest } from "./parse/manifest.ts";
import { azure } from "./plugin.ts";
import { renderMachineTemplate } from "./render/machine-template.ts";

const plugin = loadPlugin(azure);
const modes: readonly RenderMode[] = ["complete", "snippet"];

test.for(cases.flatMap((one) => modes.map((mode) => ({ ...one, mode }))))(
  "golden files: $name, $mode",
  async ({ name, image, target: asked, catalog, mode }) => {
    const bound = plugin.bind(image, asked);
    const rendered = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
    expect(rendered.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const folder = new URL(`__golden__/${name}-${mode}/`, import.meta.url);
    await expectGolden(folder, rendered.ok ? rendered.value : []);
  },
);

test("the plugin conforms", () => {
  expect(checkConformance(plugin, cases)).toEqual([]);
});

const name = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/u);
const version = fc
  .tuple(fc.nat(2_147_483_647), fc.nat(2_147_483_647), fc.nat(2_147_483_647))
  .map((parts) => parts.join("."));
const guid = fc.uuid();
const purchasePlan = fc.record({ publisher: name, offer: name, sku: name });
const reference: fc.Arbitrary<AzureReference> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("azure-gallery" as const),
      subscriptionId: guid,
      resourceGroup: fc
        .stringMatching(/^[\p{L}\p{Nd}_()-]{1,90}$/u)
        .filter((text) => text.length <= 90),
      gallery: name,
      definition: name,
      version: fc.oneof(version, fc.constant("latest")),
      plan: purchasePlan,
    },
    {
      requiredKeys: ["kind", "subscriptionId", "resourceGroup", "gallery", "definition", "version"],
    },
  ),
  fc.record(
    {
      kind: fc.constant("azure-community-gallery" as const),
      gallery: guid.map((id) => `prefix-${id}`),
      definition: name,
      version,
      plan: purchasePlan,
    },
    { requiredKeys: ["kind", "gallery", "definition", "version"] },
  ),
  fc.record({
    kind: fc.constant("azure-managed-image" as const),
    subscriptionId: guid,
    resourceGroup: name,
    name,
  }),
  fc.record({
    kind: fc.constant("azure-marketplace" as const),
    publisher: name,
    offer: name,
    sku: name,
    version,
    thirdParty: fc.boolean(),
  }),
);

test("what a manifest was rendered from is read from it", () => {
  fc.assert(
    fc.property(
      reference,
      fc.constantFrom(...modes),
      fc.boolean(),
      (given, mode, galleryImageAsId) => {
        const input = { image: ubuntu, template: { ...template, galleryImageAsId } };
        const { text } = renderMachineTemplate(input, { mode, reference: given });
        const read = readYaml(text, { file: "template.yaml" });
        const [document] = read.ok ? read.value : [];
        const found = isJsonObject(document?.value) ? parseManifest(document.value) : undefined;
        expect(found?.ok === true && found.value).toEqual([
          { pointer: "/spec/template/spec/image", reference: given },
        ]);
      },
    ),
    { numRuns: 1000 },
  );
});

test("a name that Azure cannot have is refused when the catalog brings it", () => {
  const bound = bindTarget(azure, ubuntu, {
    ...target,
    machineTemplates: [{ name: "node", vmSize: "Standard_D2s_v5", sshPublicKey: publicKey }],
  });
  const catalog = exampleCatalog([
    {
      kind: "azure-gallery",
      subscriptionId,
      resourceGroup: "images",
      gallery: "my-gallery",
      definition: "node",
      version: "1.34.1",
    },
  ]);
  const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
  expect(rendered.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "RENDER_VALUE_REFUSED /machineTemplates/0",
  ]);
});
