import {
  bindTarget,
  type CloudStackTemplateReference,
  isJsonObject,
  loadPlugin,
  type RenderMode,
  renderTarget,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { checkConformance } from "@imagewright/core/testing";
import { expectGolden, naughtyStrings } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { cases, zones } from "./__fixtures__/cases.ts";
import { target, template, templateName, ubuntu } from "./__fixtures__/targets.ts";
import { parseManifest } from "./parse/manifest.ts";
import { cloudstack } from "./plugin.ts";
import { renderMachineTemplate } from "./render/machine.ts";

const plugin = loadPlugin(cloudstack);
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

const id = fc.oneof(fc.uuid(), fc.stringMatching(/^[a-z]{1,20}$/u));
const name = fc
  .oneof(fc.string({ minLength: 1, unit: "grapheme" }), fc.constantFrom(...naughtyStrings))
  .filter((text) => text !== "" && text.isWellFormed() && !text.includes("\0"));
const reference: fc.Arbitrary<CloudStackTemplateReference> = fc.oneof(
  fc.record({ kind: fc.constant("cloudstack-template" as const), name }),
  fc.record({ kind: fc.constant("cloudstack-template" as const), id }),
  fc.record({ kind: fc.constant("cloudstack-template" as const), id, name }),
);

test("what a manifest was rendered from is read from it", () => {
  fc.assert(
    fc.property(reference, fc.constantFrom(...modes), (given, mode) => {
      const { text } = renderMachineTemplate(template, { mode, reference: given });
      const read = readYaml(text, { file: "template.yaml" });
      const [document] = read.ok ? read.value : [];
      const found = isJsonObject(document?.value) ? parseManifest(document.value) : undefined;
      expect(found?.ok === true && found.value).toEqual([
        { pointer: "/spec/template/spec/template", reference: given },
      ]);
    }),
    { numRuns: 10_000 },
  );
});

test("a label that Kubernetes does not take is refused", () => {
  const bound = bindTarget(cloudstack, ubuntu, {
    ...target,
    machineTemplates: [{ ...template, labels: { team: "A " } }],
  });
  expect(bound.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
    "CAPI_LABEL /machineTemplates/0/labels/team",
  );
});

test("a template of another zone is not taken", () => {
  const bound = bindTarget(cloudstack, ubuntu, {
    ...target,
    machineTemplates: [{ name: "node", offering: { name: "small" }, zone: "zone-3" }],
  });
  const rendered = bound.ok ? renderTarget(bound.value, { catalog: zones }) : bound;
  expect(rendered.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "IMAGE_NOT_FOUND /machineTemplates/0",
  ]);
});

test("the seed's two texts come out as objects", () => {
  const { text } = renderMachineTemplate(template, {
    mode: "snippet",
    reference: { kind: "cloudstack-template", name: templateName },
  });
  const read = readYaml(text, { file: "template.yaml" });
  expect(read.ok && read.value[0]?.value).toEqual({
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta3",
    kind: "CloudStackMachineTemplate",
    metadata: { name: "capi-quickstart-control-plane" },
    spec: {
      template: {
        spec: { offering: { name: "ControlPlaneOffering" }, template: { name: templateName } },
      },
    },
  });
});
