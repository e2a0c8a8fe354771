import { expect, test } from "vitest";

import { controlPlaneCases } from "./plan-cases/control-plane-cases.ts";
import { planCase, type PlanCase, stepLines } from "./plan-cases/plan-case.ts";
import { usualCatalog } from "./plan-cases/usual-catalog.ts";

const cases: readonly PlanCase[] = [...controlPlaneCases];

test.for(cases.map((one) => ({ ...one, title: `${one.rule}: ${one.name}` })))("$title", (one) => {
  const plan = planCase(one, usualCatalog);
  const blockers = plan.blockers.map(({ code, message }) => `${code} ${message}`);
  expect(blockers).toEqual(one.blockers ?? []);
  expect(stepLines(plan)).toEqual(one.steps ?? []);
  const hazards = new Set(plan.hazards.map(({ code }) => code));
  expect([...(one.hazards ?? [])].filter((code) => !hazards.has(code))).toEqual([]);
  expect([...(one.without ?? [])].filter((code) => hazards.has(code))).toEqual([]);
});

test("there are at least 150 cases, each with a name of its own", () => {
  const names = new Set(cases.map(({ rule, name }) => `${rule}: ${name}`));
  expect(names.size).toBe(cases.length);
  expect(cases.length).toBeGreaterThanOrEqual(150);
});
