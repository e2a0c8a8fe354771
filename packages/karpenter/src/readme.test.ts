import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import conformance from "../conformance.json" with { type: "json" };
import { artifacts } from "../examples/quick-start.ts";

const root = join(import.meta.dirname, "..");

test("the README shows the example as it is", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n(?<code>[^]*?)```/gu)].map(
    ({ groups }) => groups?.["code"],
  );
  expect(blocks).toEqual([readFileSync(join(root, "examples/quick-start.ts"), "utf8")]);
});

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
