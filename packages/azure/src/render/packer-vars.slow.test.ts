import { bindTarget, type NodeImage, renderTarget } from "@imagewright/core";
import {
  imageBuilderTemplates,
  type PackerVerdict,
  requireTool,
  requireUpstream,
  type SkippableContext,
} from "@imagewright/testkit";
import { expect, test } from "vitest";

import { build, ubuntu } from "../__fixtures__/targets.ts";
import { systemOf } from "../image-builder.ts";
import type { AzureBuild } from "../options.ts";
import { azure } from "../plugin.ts";

/** The rendered variable file, and the goal the script beside it makes. */
function render(image: NodeImage, change: Partial<AzureBuild>): { vars: string; goal: string } {
  const bound = bindTarget(azure, image, {
    name: "capz",
    provider: "azure",
    image: image.name,
    build: { ...build, ...change },
  });
  const rendered = bound.ok ? renderTarget(bound.value) : bound;
  const artifacts = rendered.ok ? rendered.value : [];
  const [vars = "", script = ""] = artifacts.map(({ text }) => text);
  return { vars, goal: /\$action-(?<goal>[a-z0-9-]+)/u.exec(script)?.groups?.["goal"] ?? "" };
}

function withSystem(
  distribution: NodeImage["os"]["distribution"],
  release: string,
  more: Partial<NodeImage> = {},
): NodeImage {
  return { ...ubuntu, ...more, os: { distribution, release } };
}

const flatcar = withSystem("flatcar", "4230.2.3", {
  kubernetes: { version: "1.34.1", source: { kind: "http", url: "https://dl.k8s.io/release" } },
});

test.for<[string, NodeImage, Partial<AzureBuild>]>([
  ["Ubuntu, generation 1", ubuntu, { generation: "gen1" }],
  ["Ubuntu, generation 2", ubuntu, { version: "1.34.1", replicationRegions: ["westeurope"] }],
  ["Ubuntu, confidential", ubuntu, { generation: "cvm", excludeFromLatest: true }],
  ["Azure Linux", withSystem("azure-linux", "3"), { definition: { name: "node" } }],
  ["Flatcar", flatcar, {}],
  [
    "Windows",
    withSystem("windows", "2022", { rootVolume: { sizeGiB: 128 } }),
    { generation: "gen1", definition: { name: "node-containerd" } },
  ],
  [
    "a full image",
    {
      ...ubuntu,
      containerRuntime: { containerd: "2.2.1" },
      packages: ["nfs-common", "jq"],
      proxy: { http: "http://proxy.example:3128", noProxy: ["10.0.0.0/8", ".svc"] },
      preloadedImages: ["registry.k8s.io/pause:3.10.2"],
      rootVolume: { sizeGiB: 64 },
    },
    { variables: { vm_size: "Standard_D4s_v5", storage_account_type: "Premium_LRS" } },
  ],
])("Packer accepts the variables: %s", async ([, image, change], context) => {
  const { vars, goal } = render(image, change);
  const { accepted, output } = await validate(goal, vars, context);
  expect(goal).toContain(systemOf[change.generation ?? "gen2"].replace(/-gen2|-cvm/u, ""));
  expect({ accepted, output }).toMatchObject({ accepted: true });
});

test("Packer refuses a variable file without its region", async (context) => {
  const { vars, goal } = render(ubuntu, {});
  const broken = vars.replace('"azure_location": "westeurope"', '"azure_location": ""');
  expect(await validate(goal, broken, context)).toMatchObject({ accepted: false });
});

async function validate(
  goal: string,
  vars: string,
  context: SkippableContext,
): Promise<PackerVerdict> {
  const packer = requireTool(context, "packer");
  const examples = requireUpstream(context, "examples/image-builder");
  const templates = imageBuilderTemplates(packer, examples);
  const verdict = await templates.validate(goal, vars);
  templates.close();
  return verdict;
}
