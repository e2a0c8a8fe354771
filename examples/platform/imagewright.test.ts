import { aws } from "@imagewright/aws";
import { eks } from "@imagewright/aws/eks";
import { azure } from "@imagewright/azure";
import { cloudstack } from "@imagewright/cloudstack";
import { type Artifact, bindTarget, type Parsed, renderTarget } from "@imagewright/core";
import { karpenter } from "@imagewright/karpenter";
import { expect, test } from "vitest";

import {
  exampleMoment,
  readExample,
  renderExample,
} from "../../tools/conformance/render-example.ts";
import {
  al2023,
  billing,
  edge,
  orders,
  storefrontAmi,
  storefrontNodes,
  ubuntu,
} from "./imagewright.ts";

const inputs = readExample();
const bound = [
  bindTarget(aws, ubuntu, orders),
  bindTarget(azure, ubuntu, billing),
  bindTarget(cloudstack, ubuntu, edge),
  bindTarget(eks, al2023, storefrontAmi),
  bindTarget(karpenter, al2023, storefrontNodes),
];

test("the example is valid, without even a hint", () => {
  expect(inputs.diagnostics).toEqual([]);
  expect(inputs.ok).toBe(true);
});

test.for(["complete", "snippet"] as const)(
  "the spec in TypeScript renders the same bytes as the YAML: %s",
  (mode) => {
    const fromYaml = inputs.ok ? renderExample(inputs.value, mode) : inputs;
    const catalog = inputs.ok ? inputs.value.catalog : undefined;
    const fromTypes = bound.flatMap((target) => {
      const options = { mode, at: exampleMoment, ...(catalog !== undefined && { catalog }) };
      return artifactsOf(target.ok ? renderTarget(target.value, options) : target);
    });
    const wanted = fromYaml.ok ? fromYaml.value.flatMap(({ artifacts }) => artifacts) : [];
    expect(wanted.length).toBe(18);
    expect(fromTypes).toEqual(wanted);
  },
);

test("every version between the clusters' and the spec's has an image that may be used", () => {
  const records = inputs.ok ? inputs.value.catalog.records : [];
  const minors = (distribution: string): readonly string[] => [
    ...new Set(
      records
        .filter(
          ({ os, lifecycle }) =>
            os.distribution === distribution && lifecycle.state === "supported",
        )
        .map(({ kubernetesVersion }) => kubernetesVersion.split(".").slice(0, 2).join(".")),
    ),
  ];
  expect(minors("ubuntu")).toEqual(["1.34", "1.33", "1.32", "1.31"]);
  expect(minors("amazon-linux")).toEqual(["1.34", "1.33", "1.32", "1.31"]);
});

function artifactsOf(parsed: Parsed<readonly Artifact[]>): readonly Artifact[] {
  expect(parsed.diagnostics).toEqual([]);
  return parsed.ok ? parsed.value : [];
}
