import { expect, test } from "vitest";

import { allPlanCases } from "./plan-cases/index.ts";
import { planCase } from "./plan-cases/plan-case.ts";
import { checkLines, garbageLines, stepLines } from "./plan-cases/plan-lines.ts";
import { usualCatalog } from "./plan-cases/usual-catalog.ts";

const cases = allPlanCases.map((one) => ({ ...one, title: `${one.rule}: ${one.name}` }));

test.for(cases)("$title", (one) => {
  const plan = planCase(one, usualCatalog);
  const blockers = plan.blockers.map(({ code, message }) => `${code} ${message}`);
  expect(blockers).toEqual(one.blockers ?? []);
  expect(stepLines(plan)).toEqual(one.steps ?? []);
  const hazards = new Set(
    plan.hazards.flatMap(({ code, message }) => [code, `${code} ${message}`]),
  );
  expect([...(one.hazards ?? [])].filter((text) => !hazards.has(text))).toEqual([]);
  expect([...(one.without ?? [])].filter((code) => hazards.has(code))).toEqual([]);
  expect(checkLines(plan)).toEqual(one.checks ?? checkLines(plan));
  expect(garbageLines(plan)).toEqual(one.garbage ?? garbageLines(plan));
});

test("there are at least 150 cases, each with a name of its own", () => {
  const names = new Set(cases.map(({ title }) => title));
  expect(names.size).toBe(cases.length);
  expect(cases.length).toBeGreaterThanOrEqual(150);
});
