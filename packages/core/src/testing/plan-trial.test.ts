import { expect, test } from "vitest";

import {
  keepObject,
  smallCatalog,
  smallCluster,
  smallContribution,
} from "../plan/__fixtures__/small-fleet.ts";
import { createPlanner } from "../plan/assemble/planner.ts";
import type { PlanStep } from "../plan/upgrade-plan.ts";
import { planFaults } from "./plan-faults.ts";
import { endsOfPrefixes, objectsAfter, type PlanTrial, refusedChanges } from "./plan-trial.ts";

const planner = createPlanner({
  intent: {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: "1.34.1" },
  },
  catalog: smallCatalog(["1.33.4", "1.34.1"]),
  contributions: [smallContribution],
  writeReference: keepObject,
});

function trialOf(controlPlane: string, nodes: string): PlanTrial {
  const input = smallCluster({ name: "plane", version: controlPlane }, [
    { name: "nodes", version: nodes },
  ]);
  const groups = [input.state.controlPlane, ...input.state.nodeGroups];
  return {
    state: input.state,
    plan: planner.plan(input),
    objects: groups.flatMap((group) => (group && input.objects.find(group.place.object)) ?? []),
  };
}

const usual = trialOf("1.33.4", "1.33.4");

function withSteps(steps: readonly PlanStep[]): PlanTrial {
  return { ...usual, plan: { ...usual.plan, steps } };
}

const [verify, first, second] = usual.plan.steps;
const all = [verify, first, second].filter((step) => step !== undefined);

test("a plan as it was made has no faults", () => {
  expect(all).toHaveLength(3);
  expect(planFaults(usual)).toEqual([]);
});

test.for([
  {
    says: "a group is left",
    steps: all.slice(0, 2),
    faults: ["nodes is left at v1.33.4 by the hop to 1.34.1"],
  },
  {
    says: "an order is wrong",
    steps: all.toReversed(),
    faults: [
      '"Upgrade nodes to v1.34.1" comes before what it waits for',
      '"Upgrade plane to v1.34.1" comes before what it waits for',
    ],
  },
  {
    says: "a step is there twice",
    steps: [...all, ...all.slice(2)],
    faults: [
      '"Upgrade nodes to v1.34.1" is there twice',
      "Machines nodes is patched twice in hop 1",
    ],
  },
  {
    says: "a change cannot be made",
    steps: all.map((step) => ({
      ...step,
      effects: step.effects.map((effect) =>
        effect.change === "patch" && effect.object.name === "nodes"
          ? { ...effect, fields: [{ pointer: "/spec/version", from: "v1", to: "v1.34.1" }] }
          : effect,
      ),
    })),
    faults: [
      '"Upgrade nodes to v1.34.1" cannot be made to Machines nodes',
      "nodes is left at v1.33.4 by the hop to 1.34.1",
    ],
  },
])("it is a fault that $says", ({ steps, faults }) => {
  expect(planFaults(withSteps(steps))).toEqual(faults);
});

test("a plan is made anew after each step, of the objects as they stand then", () => {
  const asked: number[] = [];
  const ends = endsOfPrefixes(usual, (objects) => {
    asked.push(objects.filter(({ spec }) => JSON.stringify(spec).includes("v1.34.1")).length);
    const [plane = "", nodes = ""] = objects.map(({ spec }) =>
      JSON.stringify(spec).includes("v1.34.1") ? "1.34.1" : "1.33.4",
    );
    return trialOf(plane, nodes);
  });
  expect(asked).toEqual([0, 0, 1, 2]);
  expect(new Set(ends).size).toBe(1);
});

test("a change that cannot be made is thrown, and one that is refused is told", () => {
  expect(() => objectsAfter([], all)).toThrow("this cannot be done: patch Machines plane");
  const found = { code: "X", severity: "error", message: "no", pointer: "", hint: "Yes." } as const;
  const note = { ...found, severity: "info" } as const;
  expect(refusedChanges(usual, (before) => (before === undefined ? [] : [found, note]))).toEqual([
    "Machines X no",
    "Machines X no",
  ]);
});
