import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import conformance from "../conformance.json" with { type: "json" };
import { artifacts as eksArtifacts } from "../examples/eks.ts";
import { artifacts } from "../examples/quick-start.ts";

const root = join(import.meta.dirname, "..");

test("the README shows the examples as they are", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n(?<code>[^]*?)```/gu)].map(
    ({ groups }) => groups?.["code"],
  );
  const examples = readdirSync(join(root, "examples")).map((file) =>
    readFileSync(join(root, "examples", file), "utf8"),
  );
  expect(new Set(blocks)).toEqual(new Set(examples));
});

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
