import { naughtyStrings } from "@imagewright/testkit";
import { assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";

import { readJson, readSingle } from "../../read/index.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";
import { examplePlan, kubeadmExample } from "./__fixtures__/example-plan.ts";
import { parsePlanLines } from "./parse-plan-lines.ts";
import { parsePlan } from "./parse-plan.ts";
import { renderPlanJson, renderPlanYaml } from "./plan-document.ts";
import { planLines } from "./plan-lines.ts";

function readBack(text: string, file: string): unknown {
  const read = readSingle(text, { file });
  const parsed = read.ok ? parsePlan(read.value) : read;
  return parsed.ok ? parsed.value : parsed.diagnostics;
}

function linesBack(lines: readonly string[]): unknown {
  const documents = lines.flatMap((line) => {
    const read = readJson(line, { file: "plan.jsonl" });
    return read.ok ? read.value : [];
  });
  const parsed = parsePlanLines(documents);
  return parsed.ok ? parsed.value : parsed.diagnostics;
}

/** Whatever the texts of a plan are, what is read is what was written. */
function plansOf(name: string): UpgradePlan {
  return examplePlan([kubeadmExample(name, name)]);
}

test.for([
  ["JSON", renderPlanJson],
  ["YAML", renderPlanYaml],
] as const)("a plan is read back from %s as it was", ([, render]) => {
  const plan = examplePlan();
  const { text, path } = render(plan);
  expect(readBack(text, path)).toEqual(plan);
});

test("a plan is read back from lines as it was", () => {
  const plan = examplePlan();
  const lines = [...planLines(plan, plan.clusters)];
  expect(lines).toHaveLength(plan.clusters.length + 1);
  expect(linesBack(lines)).toEqual(plan);
});

test("a plan with any text in it is read back as it was", () => {
  const names = naughtyStrings.filter((text) => text.length < 200);
  assert(
    property(constantFrom(...names), (name) => {
      const plan = plansOf(name);
      expect(readBack(renderPlanJson(plan).text, "plan.json")).toEqual(plan);
      expect(linesBack([...planLines(plan, plan.clusters)])).toEqual(plan);
    }),
    { numRuns: 200 },
  );
});

test("lines come one by one", () => {
  const plan = examplePlan();
  let taken = 0;
  function* clusters(): Generator<UpgradePlan["clusters"][number]> {
    for (const cluster of plan.clusters) {
      taken += 1;
      yield cluster;
    }
  }
  const lines = planLines(plan, clusters());
  lines.next();
  expect(taken).toBe(0);
  lines.next();
  expect(taken).toBe(1);
});

test.for([
  {
    name: "a document that is no plan",
    text: "kind: Cluster\n",
    found: ["/", "SCHEMA_MISSING_KEY"],
  },
  {
    name: "a format of another version",
    text: renderPlanYaml(examplePlan()).text.replace("formatVersion: 1", "formatVersion: 2"),
    found: ["/formatVersion", "SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "an action that is none",
    text: renderPlanYaml(examplePlan()).text.replace("action: soak", "action: sook"),
    found: ["/clusters/0/steps/7/action", "SCHEMA_NOT_ALLOWED"],
  },
])("$name is refused where it stands", ({ text, found: [pointer = "", code] }) => {
  const read = readSingle(text, { file: "plan.yaml" });
  const parsed = read.ok ? parsePlan(read.value) : read;
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics).toContainEqual(
    expect.objectContaining({
      code,
      pointer: pointer === "/" ? "" : pointer,
      source: expect.objectContaining({ file: "plan.yaml" }),
    }),
  );
});

test("every line that is no cluster is named, and so is a header that is missing", () => {
  const plan = examplePlan();
  const [header = "", first = "", ...rest] = planLines(plan, plan.clusters);
  expect(linesBack([first, ...rest])).toMatchObject([{ code: "PLAN_HEADER_MISSING" }]);
  expect(linesBack([])).toMatchObject([{ code: "PLAN_HEADER_MISSING" }]);
  const broken = first.replace('"hops":', '"hop":');
  expect(linesBack([header, broken, ...rest])).toMatchObject([
    { code: "SCHEMA_MISSING_KEY", pointer: "" },
    { code: "SCHEMA_UNKNOWN_KEY", pointer: "/hop" },
  ]);
});
