import { bindTarget, type NodeImage, renderTarget } from "@imagewright/core";
import {
  imageBuilderTemplates,
  type PackerVerdict,
  requireTool,
  requireUpstream,
  type SkippableContext,
} from "@imagewright/testkit";
import { expect, test } from "vitest";

import { ubuntu } from "../__fixtures__/targets.ts";
import type { CloudStackBuild } from "../options.ts";
import { cloudstack } from "../plugin.ts";

/** The rendered variable file, and the goal the script beside it makes. */
function render(image: NodeImage, build: CloudStackBuild): { vars: string; goal: string } {
  const bound = bindTarget(cloudstack, image, {
    name: "capc",
    provider: "cloudstack",
    image: image.name,
    build,
  });
  const rendered = bound.ok ? renderTarget(bound.value) : bound;
  const artifacts = rendered.ok ? rendered.value : [];
  const [vars = "", script = ""] = artifacts.map(({ text }) => text);
  return { vars, goal: /\$action-(?<goal>[a-z0-9-]+)/u.exec(script)?.groups?.["goal"] ?? "" };
}

const flatcar: NodeImage = {
  ...ubuntu,
  kubernetes: { version: "1.34.1", source: { kind: "http", url: "https://dl.k8s.io/release" } },
  os: { distribution: "flatcar", release: "4230.2.3" },
};

test.for<[string, NodeImage, CloudStackBuild, string]>([
  ["Ubuntu", ubuntu, {}, "qemu-ubuntu-2404"],
  ["Ubuntu from a cloud image", ubuntu, { variant: "cloudimg" }, "qemu-ubuntu-2404-cloudimg"],
  [
    "Rocky Linux",
    { ...ubuntu, os: { distribution: "rocky", release: "9" }, rootVolume: { sizeGiB: 40 } },
    { namePrefix: "platform", variables: { memory: "4096" } },
    "qemu-rockylinux-9",
  ],
  ["Flatcar", flatcar, { ansibleVariables: { disable_flatcar_usb: "true" } }, "qemu-flatcar"],
])("Packer accepts the variables: %s", async ([, image, build, expected], context) => {
  const { vars, goal } = render(image, build);
  const { accepted, output } = await validate(goal, vars, context);
  expect(goal).toBe(expected);
  expect({ accepted, output }).toMatchObject({ accepted: true });
});

test("Packer refuses a variable file with a size it cannot read", async (context) => {
  const { vars, goal } = render({ ...ubuntu, rootVolume: { sizeGiB: 40 } }, {});
  const broken = vars.replace('"disk_size": "40960"', '"disk_size": "40 GB"');
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
