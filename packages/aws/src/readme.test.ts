import { expect, test } from "vitest";

import conformance from "../conformance.json" with { type: "json" };
import { artifacts as eksArtifacts } from "../examples/eks.ts";
import { artifacts } from "../examples/quick-start.ts";

test("the examples render what their last comments say", () => {
  expect(artifacts.map(({ path }) => path)).toEqual([
    "capa/packer-vars.json",
    "capa/build.sh",
    "capa/aws-machine-template-prod-control-plane.yaml",
  ]);
  expect(eksArtifacts.map(({ path }) => path)).toEqual(["eks/variables.json", "eks/build.sh"]);
});

test("every deviation from upstream says what judges it", () => {
  expect(new Set(conformance.map(({ id }) => id)).size).toBe(conformance.length);
  expect(conformance.filter(({ judge }) => judge === "")).toEqual([]);
});
