import {
  type Artifact,
  bindTarget,
  builtInTemplates,
  formatDiagnostic,
  loadPlugin,
  type NodeImage,
  renderTarget,
  type RenderMode,
} from "@imagewright/core";
import { parseOverrides } from "@imagewright/core/template";
import { checkConformance, exampleCatalog } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  al2,
  al2023,
  alpha,
  beta,
  custom,
  seed,
  today,
  ubuntu,
} from "./__fixtures__/example-targets.ts";
import { karpenter, type KarpenterTarget } from "./index.ts";

const catalog = exampleCatalog(
  [{ kind: "ami", region: "eu-west-1", id: "ami-0123456789abcdef0" }],
  al2023,
);

function rendered(
  image: NodeImage,
  target: KarpenterTarget,
  mode: RenderMode,
): readonly Artifact[] {
  const bound = bindTarget(karpenter, image, target);
  const artifacts = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
  if (!artifacts.ok) {
    throw new Error(artifacts.diagnostics.map(formatDiagnostic).join("\n"));
  }
  return artifacts.value;
}

test.for([
  { name: "today", image: al2023, target: today },
  { name: "custom", image: ubuntu, target: custom },
  { name: "seed", image: al2, target: seed },
  { name: "beta", ...beta },
  { name: "alpha", ...alpha },
])("golden files: $name", async ({ name, image, target }) => {
  for (const mode of ["complete", "snippet"] as const) {
    const folder = new URL(`__golden__/${name}/${mode}/`, import.meta.url);
    await expectGolden(folder, rendered(image, target, mode));
  }
});

test.for([
  { name: "reaches the user data", words: "echo {{name}}", found: [] },
  { name: "is refused beyond its size", words: "x".repeat(17_000), found: ["USERDATA_TOO_LARGE"] },
])("a bootstrap.sh of the user's own $name", async ({ words, found }) => {
  const builtIns = await builtInTemplates([loadPlugin(karpenter)]);
  const source = `#!/bin/bash\n# mine\n${words}\n`;
  const overrides = parseOverrides(builtIns, { "bootstrap-script": { source } });
  const bound = bindTarget(karpenter, al2, seed);
  if (!overrides.ok || !bound.ok) {
    throw new Error("the template or the target is refused");
  }
  const artifacts = renderTarget(bound.value, { catalog, overrides: overrides.value });
  const text = artifacts.ok ? artifacts.value.map((one) => one.text).join("") : "# mine";
  expect(artifacts.diagnostics.map(({ code }) => code)).toEqual(found);
  expect(text).toContain("# mine");
});

test("the plugin obeys the laws of all plugins", () => {
  const samples = [
    { name: "today", image: al2023, target: today, catalog },
    { name: "custom", image: ubuntu, target: custom, catalog },
    { name: "beta", ...beta, catalog },
    { name: "alpha", ...alpha, catalog },
  ];
  expect(checkConformance(loadPlugin(karpenter), samples)).toEqual([]);
});

test("the launch template's era is told, with what to use today", () => {
  const bound = bindTarget(karpenter, al2, seed);
  expect(bound.ok && bound.diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
    ["KARPENTER_LAUNCH_TEMPLATE_ERA", "/launchTemplates/0"],
  ]);
});

test("an image whose root volume is larger changes the volumes, and nothing else", () => {
  const [before] = rendered(al2023, today, "complete");
  const [after] = rendered({ ...al2023, rootVolume: { sizeGiB: 100 } }, today, "complete");
  expect(after?.text).toBe(before?.text.replace("80Gi", "100Gi"));
});

test("without a root volume the family's own volumes hold", () => {
  const { rootVolume: _, ...image } = al2023;
  expect(rendered(image, today, "complete")[0]?.text).not.toContain("blockDeviceMappings");
});
