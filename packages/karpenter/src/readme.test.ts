import { expect, test } from "vitest";

import conformance from "../conformance.json" with { type: "json" };
import { artifacts } from "../examples/quick-start.ts";

test("the example renders what its last comment says", () => {
  expect(artifacts.map(({ path }) => path)).toEqual([
    "karpenter/ec2-node-class-default.yaml",
    "karpenter/node-pool-general.yaml",
  ]);
});

test("every deviation from upstream says what judges it", () => {
  expect(new Set(conformance.map(({ id }) => id)).size).toBe(conformance.length);
  expect(conformance.filter(({ judge }) => judge === "")).toEqual([]);
});
