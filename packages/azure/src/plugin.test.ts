import { bindTarget, loadPlugin, renderTarget, type RenderMode } from "@imagewright/core";
import { checkConformance, exampleCatalog } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { cases } from "./__fixtures__/cases.ts";
import { publicKey, subscriptionId, target, ubuntu } from "./__fixtures__/targets.ts";
import { azure } from "./plugin.ts";

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

test("a label that Kubernetes does not take is refused", () => {
  const bound = bindTarget(azure, ubuntu, {
    ...target,
    machineTemplates: [{ name: "node", vmSize: "x", labels: { team: "A " } }],
  });
  expect(bound.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
    "CAPI_LABEL /machineTemplates/0/labels/team",
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
