import {
  type Artifact,
  bindTarget,
  builtInTemplates,
  createImageCatalog,
  loadPlugin,
  renderTarget,
  type TargetOf,
} from "@imagewright/core";
import { parseOverrides } from "@imagewright/core/template";
import { checkConformance } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import { expect, expectTypeOf, test } from "vitest";

import {
  amazonLinux2,
  documented,
  type EksCase,
  eksCases,
  ownBucket,
  production,
} from "./__fixtures__/eks-cases.ts";
import type { EksTarget } from "./options.ts";
import { eks } from "./plugin.ts";

const catalog = createImageCatalog([]);

function rendered({ image, target }: EksCase): readonly Artifact[] {
  const bound = bindTarget(eks, image, target);
  const result = bound.ok ? renderTarget(bound.value) : bound;
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return result.ok
    ? result.value.map((artifact) => ({ ...artifact, path: artifact.path.replace("eks/", "") }))
    : [];
}

test("a build script of the user's own gets the same values", async () => {
  const builtIns = await builtInTemplates([loadPlugin(eks)]);
  const source = "#!/bin/sh\n# {{image}} of era {{era}}\nexec {{{makeLine}}}\n";
  const overrides = parseOverrides(builtIns, { "eks-build-script": { source } });
  const bound = bindTarget(eks, documented.image, documented.target);
  if (!overrides.ok || !bound.ok) {
    throw new Error("the template or the target is refused");
  }
  const [script] = bound.value.builds(overrides.value);
  expect(script?.text).toBe(`\
#!/bin/sh
# al2 of era single
exec make k8s kubernetes_version=1.17.9 kubernetes_build_date=2020-08-04 arch=x86_64
`);
});

test("rules about user data are loaded when they are asked for", async () => {
  const rules = await loadPlugin(eks).textRules();
  expect(rules.flatMap(({ kinds }) => kinds)).toEqual(["Secret"]);
});

test.for(eksCases)("golden files of $name", async (one) => {
  await expectGolden(new URL(`__golden__/${one.name}/`, import.meta.url), rendered(one));
});

test.for([
  {
    one: documented,
    line: "make k8s kubernetes_version=1.17.9 kubernetes_build_date=2020-08-04 arch=x86_64",
  },
  {
    one: ownBucket,
    line: "make k8s binary_bucket_name=my-custom-bucket binary_bucket_region=eu-west-1 kubernetes_version=1.14.9 kubernetes_build_date=2020-01-22 arch=x86_64",
  },
  {
    one: production,
    line: "make k8s os_distro=al2023 k8s=1.34 kubernetes_version=1.34.9 kubernetes_build_date=2026-07-05 arch=arm64 enable_fips=true aws_region=eu-west-1 ami_name=platform-eks-1.34-v20261121 instance_type=m7g.xlarge",
  },
  {
    one: amazonLinux2,
    line: "make k8s os_distro=al2 k8s=1.32 kubernetes_version=1.32.9 kubernetes_build_date=2025-11-05 arch=x86_64 enable_accelerator=nvidia aws_region=us-gov-west-1 launch_block_device_mappings_volume_size=12",
  },
])("the make line of $one.name", ({ one, line }) => {
  const script = rendered(one).find(({ path }) => path === "build.sh")?.text ?? "";
  const words = script.slice(script.indexOf("exec make")).replaceAll("\\\n", "").split(/\s+/u);
  expect(words.slice(1, -1).join(" ")).toBe(line);
});

test("the plugin obeys the laws of all plugins", () => {
  const samples = eksCases.map(({ name, target, image }) => {
    const { hardening: _hardening, gpu: _gpu, ...plain } = image;
    const { kernel: _kernel, ...os } = image.os;
    return { name, target, image: { ...plain, os }, catalog };
  });
  expect(checkConformance(loadPlugin(eks), samples)).toEqual([]);
});

test("the target is typed by the plugin", () => {
  expectTypeOf<TargetOf<typeof eks>>().toEqualTypeOf<EksTarget>();
});
