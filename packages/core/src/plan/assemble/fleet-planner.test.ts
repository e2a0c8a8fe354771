import { expect, test } from "vitest";

import { createImageCatalog } from "../../image/image-catalog.ts";
import { readJson } from "../../read/index.ts";
import { cluster, group } from "../__fixtures__/group-states.ts";
import { planObjects } from "../plan-objects.ts";
import { parsePlanLines } from "../render/parse-plan-lines.ts";
import { planLine } from "../render/plan-lines.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import { createFleetPlanner } from "./fleet-planner.ts";
import type { PlanInput, PlanOptions } from "./plan-options.ts";
import { assemblePlan } from "./planner.ts";

function optionsOf(more: Partial<UpgradeIntent>): PlanOptions {
  return {
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: "1.34" },
      ...more,
    },
    catalog: createImageCatalog([]),
    contributions: [],
    writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
  };
}

function inputOf(name: string, namespace = "shop"): PlanInput {
  return { state: cluster(group(), { name, namespace }), objects: planObjects([]) };
}

/** All lines of a fleet whose clusters come one by one. */
function linesOf(inputs: readonly PlanInput[], options: PlanOptions, errors = 0): string[] {
  const fleet = createFleetPlanner(options);
  const lines = [planLine(fleet.header)];
  for (const input of inputs) {
    lines.push(...[...fleet.plan([input])].map(planLine));
  }
  return [...lines, planLine(fleet.end(errors))];
}

function readBack(lines: readonly string[]): ReturnType<typeof parsePlanLines> {
  return parsePlanLines(
    lines.flatMap((line) => {
      const read = readJson(line, { file: "plan.jsonl" });
      return read.ok ? read.value : [];
    }),
  );
}

const intents: readonly Partial<UpgradeIntent>[] = [
  {},
  { clusters: ["orders"] },
  { clusters: ["orders", "nobody", "lab/*"] },
  {
    waves: [
      { name: "canary", clusters: ["a", "nobody"], concurrency: 2, approve: true },
      { name: "empty", clusters: ["none"] },
      { name: "shops", clusters: ["lab/*"], soakSeconds: 60 },
    ],
  },
];

test.for(intents)("a fleet in lines is the plan of all clusters at once: %j", (more) => {
  const options = optionsOf(more);
  const inputs = [inputOf("orders"), inputOf("stock"), inputOf("orders", "lab"), inputOf("a")];
  const parsed = readBack(linesOf(inputs, options));
  expect(parsed.ok ? parsed.value : parsed.diagnostics).toEqual(assemblePlan(inputs, options));
});

test("the last line counts clusters, those that are blocked, and errors beside them", () => {
  const options = optionsOf({
    waves: [
      { name: "canary", clusters: ["orders"] },
      { name: "empty", clusters: ["none"] },
    ],
  });
  const inputs = [inputOf("orders"), inputOf("stock"), inputOf("a")];
  const end: unknown = JSON.parse(linesOf(inputs, options, 2).at(-1) ?? "");
  expect(end).toMatchObject({
    summary: {
      clusters: 3,
      blocked: 3,
      errors: 2,
      waves: [
        { name: "canary", clusters: 1 },
        { name: "rest", clusters: 2 },
      ],
    },
    diagnostics: [{ code: "PLAN_CLUSTER_UNKNOWN", found: "none" }],
    applyable: false,
  });
});

test("an error beside the clusters keeps a fleet from being applied", () => {
  const options = optionsOf({});
  const fleet = createFleetPlanner(options);
  expect([fleet.end().applyable, fleet.end(1).applyable]).toEqual([true, false]);
});

test("a cluster that comes in two parts is refused, and namesakes elsewhere are not", () => {
  const fleet = createFleetPlanner(optionsOf({}));
  const inputs = [
    inputOf("a"),
    inputOf("a", "b"),
    inputOf("b/a"),
    inputOf("", "x"),
    inputOf("", "x"),
  ];
  const codes = (input: PlanInput): readonly string[] =>
    [...fleet.plan([input])].flatMap(({ blockers }) => blockers.map(({ code }) => code));
  expect(inputs.flatMap(codes)).not.toContain("PLAN_CLUSTER_TWICE");
  expect(codes(inputOf("a"))).toContain("PLAN_CLUSTER_TWICE");
  expect(codes(inputOf("a", "b"))).toContain("PLAN_CLUSTER_TWICE");
});

const cut = (lines: readonly string[]): readonly string[] => lines.slice(0, -1);
const lacking = (lines: readonly string[]): readonly string[] => lines.toSpliced(1, 1);
const joined = (lines: readonly string[]): readonly string[] => [...lines, ...lines.slice(1)];
const uncounted = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace('"summary":{"clusters":2,', '"summary":{'));
const strangers = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace('"wave":"all"', '"wave":"none"'));
const unsaid = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/"diagnostics":\[\],"applyable":\w+\}\n$/u, '"more":1}\n'));

test.for([
  { name: "the last line is missing", change: cut, codes: ["PLAN_LINES_DIFFER"] },
  { name: "a cluster is missing", change: lacking, codes: ["PLAN_LINES_DIFFER"] },
  {
    name: "lines follow the last one",
    change: joined,
    codes: ["PLAN_LINES_DIFFER", "PLAN_LINES_DIFFER", "PLAN_LINES_DIFFER"],
  },
  { name: "the last line counts nothing", change: uncounted, codes: ["PLAN_LINES_DIFFER"] },
  { name: "a wave is no wave of the first line", change: strangers, codes: ["PLAN_LINES_DIFFER"] },
  {
    name: "the last line lacks what it has to say",
    change: unsaid,
    codes: ["SCHEMA_MISSING_KEY", "SCHEMA_MISSING_KEY", "SCHEMA_UNKNOWN_KEY"],
  },
])("a fleet's lines are refused where $name", ({ change, codes }) => {
  const lines = linesOf([inputOf("orders"), inputOf("stock")], optionsOf({}));
  expect(readBack(lines).ok).toBe(true);
  expect(
    readBack(change(lines))
      .diagnostics.map(({ code }) => code)
      .toSorted(),
  ).toEqual(codes);
});
