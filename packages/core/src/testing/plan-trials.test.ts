import { expect, test } from "vitest";

import { keepObject, smallCluster, smallContribution } from "../plan/__fixtures__/small-fleet.ts";
import { brokenTrials } from "./broken-trials.ts";
import { exampleRecord } from "./example-record.ts";
import { planTrials, type TrialDocument } from "./plan-trials.ts";

const { state, objects } = smallCluster({ name: "plane", version: "1.33.4" }, []);
const stored = [state.controlPlane].flatMap(
  (group) => (group && objects.find(group.place.object)) ?? [],
);

/** Observes one cluster wherever there is a document, and the object that was read of it. */
const plans = planTrials({
  observe: (documents) => ({
    clusters: documents.length === 0 ? [] : [state],
    objects: stored.map((one, index) => ({
      ...one,
      object: { ...one.object, read: documents[index]?.value ?? "nothing" },
    })),
  }),
  contributions: () => [smallContribution],
  writeReference: keepObject,
});
const documents: readonly TrialDocument[] = [{ value: { color: "red" }, file: "a.yaml" }];

test("the goal is a version, or more than that", () => {
  const versions = ["1.33.4", { kubernetesVersion: "1.33.4" }].map(
    (goal) => plans.planned(documents, { goal }).plan.blockers,
  );
  expect(versions).toEqual([[], []]);
  expect(plans.planned(documents, {}).plan.blockers).not.toEqual([]);
});

test("where there is no cluster, there is no first one", () => {
  expect(plans.plannedAll([], {})).toEqual([]);
  expect(() => plans.planned([], {})).toThrow("there is no cluster");
});

test("without a writer of images no plan is tried", () => {
  const { planned } = planTrials({
    observe: () => ({ clusters: [state], objects: stored }),
    contributions: () => [],
    writeReference: undefined,
  });
  expect(() => planned(documents, {})).toThrow("the plugin writes no images");
});

test.for([
  ["documents", { color: "blue" }],
  ["objects", { color: "red" }],
] as const)("broken %s are planned for", ([part, read]) => {
  const world = { documents, asked: { records: [exampleRecord("1.34.1", [])] } };
  const [trial] = brokenTrials(plans, world, part, (values) =>
    values.map((value) => (part === "documents" ? { color: "blue" } : { broken: value })),
  );
  const [found] = trial?.objects ?? [];
  expect(part === "documents" ? found?.object : found?.object["broken"]).toMatchObject({ read });
});

test("a text that is no reference makes no record", () => {
  expect(() => exampleRecord("1.34.1", ["nowhere"])).toThrow("nowhere is no reference");
});
