import { expect, test } from "vitest";

import { componentCases } from "./__fixtures__/component-cases.ts";
import { imageCases } from "./__fixtures__/image-cases.ts";
import { operationCases } from "./__fixtures__/operation-cases.ts";
import { rolloutCases } from "./__fixtures__/rollout-cases.ts";

const cases = [...imageCases, ...componentCases, ...operationCases, ...rolloutCases];

test.for(cases)("whoever finds $title says in which file and at which line", (one) => {
  const found = one.guard(one.hazard);
  expect(found.filter(({ source }) => source?.line !== 7)).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
});
