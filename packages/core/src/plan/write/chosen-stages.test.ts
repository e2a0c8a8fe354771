import { expect, test } from "vitest";

import type { ClusterPlan } from "../upgrade-plan.ts";
import { copy, patch, placeIn, planOf, remove, stepOf } from "./__fixtures__/plans.ts";
import type { PlanWriteOptions } from "./plan-write-options.ts";
import { writePlanToFiles } from "./write-plan-to-files.ts";

const file = "pools.yaml";
const text = [1, 2]
  .map(
    (pool) =>
      `apiVersion: cluster.x-k8s.io/v1beta2\nkind: MachineDeployment\nmetadata: {name: pool-${pool}}\nspec: {version: v1.32.1, template: t}\n`,
  )
  .concat("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: t}\ndata: {image: a}\n")
  .join("---\n");

const place = placeIn(file);

/** Two hops of one pool, each with a template of its own, after which the first one is garbage. */
function twoHops(name: string, pool: string): ClusterPlan {
  const owner = `MachineDeployment ${pool}`;
  const plan = planOf(
    name,
    { ...stepOf(1), class: "approve", action: "approve", title: "Agree" },
    stepOf(1, copy("ConfigMap t", "t-33", place, { "/data/image": ["a", "b"] })),
    stepOf(
      1,
      patch(owner, place, {
        "/spec/version": ["v1.32.1", "v1.33.1"],
        "/spec/template": ["t", "t-33"],
      }),
    ),
    { ...stepOf(2), class: "wait", action: "soak", seconds: 60 },
    stepOf(2, copy("ConfigMap t-33", "t-34", place, { "/data/image": ["b", "c"] })),
    stepOf(
      2,
      patch(owner, place, {
        "/spec/version": ["v1.33.1", "v1.34.1"],
        "/spec/template": ["t-33", "t-34"],
      }),
    ),
    {
      ...stepOf(3, remove("ConfigMap t", place), remove("ConfigMap t-33", place)),
      action: "cleanUp",
    },
  );
  const garbage = ["t", "t-33"].map((template) => ({
    object: { group: "", version: "v1", kind: "ConfigMap", name: template },
  }));
  return { ...plan, garbage };
}

function write(plans: readonly ClusterPlan[], options: PlanWriteOptions, before = text): string {
  const written = writePlanToFiles(plans, new Map([[file, before]]), options);
  return written.ok ? (written.value[0]?.after ?? before) : "";
}

function codes(plans: readonly ClusterPlan[], options: PlanWriteOptions): readonly string[] {
  return writePlanToFiles(plans, new Map([[file, text]]), options).diagnostics.map(
    ({ code, message }) => `${code} ${message}`,
  );
}

/** The versions, and the templates that are there. */
function summary(after: string): readonly string[] {
  return [
    ...after.matchAll(/version: (?<found>v1\.3\d\.1), template: t(?:-\d+)?|name: t(?:-\d+)?/gu),
  ].map(([found]) => found);
}

const one = twoHops("one", "pool-1");
const first = [
  "version: v1.33.1, template: t-33",
  "version: v1.32.1, template: t",
  "name: t",
  "name: t-33",
];

test("the next stage is the first one, however often it is written", () => {
  const after = write([one], {});
  expect(summary(after)).toEqual(first);
  expect(write([one], { stages: "next" }, after)).toBe(after);
});

test("a number names one stage, which needs those before it", () => {
  const after = write([one], { stages: 1 });
  expect(summary(after)).toEqual(first);
  expect(summary(write([one], { stages: 2 }, after))).toEqual([
    "version: v1.34.1, template: t-34",
    "version: v1.32.1, template: t",
    "name: t",
    "name: t-33",
    "name: t-34",
  ]);
  expect(write([one], { stages: 2 })).toBe("");
  expect(codes([one], { stages: 2 }).map((code) => code.split(" ")[0])).toEqual([
    "PLAN_WRITE_BY_HAND",
    "PLAN_WRITE_OBJECT",
    "EDIT_STALE",
    "EDIT_STALE",
  ]);
});

test("all stages together skip what has to be awaited: they have to be asked for", () => {
  expect(codes([one], { stages: "all" })).toEqual([
    "PLAN_WRITE_STAGES one: stages 1, 2 can only be applied one after the other",
  ]);
  const options = { stages: "all", finalState: true } as const;
  expect(codes([one], options)).toEqual([
    "PLAN_WRITE_BY_HAND one: to be done before: Agree",
    "PLAN_WRITE_FINAL_STATE one: stages 1, 2 are written at once",
  ]);
  const after = write([one], options);
  expect(summary(after)).toEqual([
    "version: v1.34.1, template: t-34",
    "version: v1.32.1, template: t",
    "name: t",
    "name: t-34",
  ]);
  expect(write([one], options, after)).toBe(after);
});

test("a plan of one stage may be written as all of it", () => {
  const short = { ...one, steps: one.steps.filter(({ stage }) => stage === 1) };
  expect(summary(write([short], { stages: "all" }))).toEqual(first.slice(0, 3));
});

test("clusters are at different stages, and those without one are left out", () => {
  const two = twoHops("two", "pool-2");
  const after = write([one, two], { stages: { one: "next" } });
  expect(summary(after)).toEqual(first);
  expect(summary(write([one, two], { stages: { one: 2, two: 1 } }, after))).toEqual([
    "version: v1.34.1, template: t-34",
    "version: v1.33.1, template: t-33",
    "name: t",
    "name: t-33",
    "name: t-34",
  ]);
  expect(codes([one, two], { stages: { tow: 1 } })).toEqual([
    "PLAN_WRITE_CLUSTER_UNKNOWN no plan of a cluster tow is given",
  ]);
});

test("a stage without anything to write is a reason to ask", () => {
  expect(codes([one], { stages: 7 })).toEqual([
    "PLAN_WRITE_STAGE_UNKNOWN one: stage 7 has nothing to write; these have: 1, 2",
  ]);
  expect(codes([{ ...one, steps: [] }], { stages: 7 })).toEqual([]);
});

test("cleaning up is a stage of its own, for those who ask for it", () => {
  const done = { ...one, steps: one.steps.filter(({ stage }) => stage === 3) };
  expect(write([done], {})).toBe(text);
  expect(summary(write([done], { includeCleanUp: true }))).toEqual([
    "version: v1.32.1, template: t",
    "version: v1.32.1, template: t",
  ]);
});
