import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { isJsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { planOf, record } from "./__fixtures__/planned-cluster.ts";

const follows = "freeze upgradeByHand soak thaw restore";
const switched =
  "freeze upgradeByHand soak createCanary verifyCanary upgradeNodes thaw restore removeCanary";
const alpha = "KARPENTER_PLAN_ALPHA";

/** What becomes of upstream's examples at the next minor: steps, or the codes of a refusal. */
const outcomes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  v1: {
    "al2-custom-ami.yaml": "KARPENTER_PLAN_FAMILY KARPENTER_PLAN_FORMAT",
    "al2023-custom-userdata.yaml": follows,
    "bottlerocket.yaml": follows,
    "custom-family.yaml": switched,
    "general-purpose.yaml": follows,
    "instance-store-ephemeral-storage.yaml": follows,
    "max-node-lifetime.yaml": follows,
    "min-values-family.yaml": "KARPENTER_PLAN_ALIAS_OLD",
    "multiple-arch.yaml": "freeze freeze upgradeByHand soak thaw thaw restore restore",
    "spot.yaml": follows,
    "windows-2022.yaml": follows,
  },
  v1beta1: {
    "al2-custom-userdata.yaml": follows,
    "bottlerocket.yaml": follows,
    "custom-family.yaml": switched,
    "general-purpose.yaml": follows,
    "multiple-ebs.yaml": follows,
    "node-ttls.yaml": follows,
  },
  v1alpha5: {
    "al2-custom-userdata.yaml": alpha,
    "bottlerocket.yaml": alpha,
    "custom-family.yaml": "KARPENTER_AMI_ID",
    "general-purpose.yaml": alpha,
    "multiple-ebs.yaml": alpha,
    "node-ttls.yaml": alpha,
  },
};

test.for(Object.entries(outcomes))("upstream's examples of %s", ([generation, rows], context) => {
  const folder = requireUpstream(context, `examples/karpenter/${generation}`);
  const [from, to] = generation === "v1" ? ["1.33", "1.34"] : ["1.29", "1.30"];
  const records = [record(`${to}.1`)];
  const found = readdirSync(folder)
    .toSorted()
    .map((file) => {
      const read = readYaml(readFileSync(join(folder, file), "utf8"), { file });
      const values = read.ok ? read.value.map((document) => document.value) : [];
      const objects = values.filter((value) => isJsonObject(value));
      const world = { objects, controlPlane: from };
      const { steps, blockers } = planOf(world, { goal: { kubernetesVersion: to }, records });
      const words = [...steps.map(({ action }) => action), ...blockers.map(({ code }) => code)];
      return [file, words.join(" ")];
    });
  expect(Object.fromEntries(found)).toEqual(rows);
});
