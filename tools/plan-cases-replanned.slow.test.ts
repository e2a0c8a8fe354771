import { isJsonObject, type JsonObject, textAt } from "@imagewright/core";
import { canonicalJson, type PlanStep } from "@imagewright/core/plan";
import { readYaml } from "@imagewright/core/read";
import { expect, test } from "vitest";

import { applyStep } from "./fleet/apply-step.ts";
import { allPlanCases } from "./plan-cases/index.ts";
import { type PlanCase, planDocuments } from "./plan-cases/plan-case.ts";
import { usualCatalog } from "./plan-cases/usual-catalog.ts";

/** What a person does in between is in no manifest; what has to be built ends no plan. */
const foreign: ReadonlySet<PlanStep["action"]> = new Set(["buildImage", "upgradeByHand"]);

const cases = allPlanCases.flatMap((one) => {
  const read = readYaml(one.manifests, { file: "cluster.yaml" });
  const manifests = read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
  const steps = (one.steps ?? []).length === 0 ? [] : stepsOf(one, manifests);
  return steps.length === 0 || steps.some(({ action }) => foreign.has(action))
    ? []
    : [{ one, manifests: distinct(manifests), steps, title: `${one.rule}: ${one.name}` }];
});

test.for(cases)("$title: wherever it stops, the next plan ends at the same", (row) => {
  const { one, manifests, steps } = row;
  const end = textOf(steps.reduce(applyStep, manifests));
  const ends = steps.map((_, count) => {
    const stopped = steps.slice(0, count + 1).reduce(applyStep, manifests);
    const rest = stepsOf(one, stopped);
    return count === steps.length - 1 && rest.some(({ effects }) => effects.length > 0)
      ? "there is more to do"
      : textOf(rest.reduce(applyStep, stopped));
  });
  expect(ends.filter((text) => text !== end)).toEqual([]);
});

function stepsOf(one: PlanCase, manifests: readonly JsonObject[]): readonly PlanStep[] {
  const documents = manifests.map((value) => ({ value }));
  const { steps, blockers } = planDocuments(documents, one, usualCatalog);
  expect(blockers).toEqual([]);
  return steps;
}

/** What objects say, apart from what the server adds and from templates that nothing refers to. */
function textOf(manifests: readonly JsonObject[]): string {
  const all = manifests.map((object) => canonicalJson(object["spec"] ?? null));
  const used = manifests.filter((object) => {
    const [kind = "", name = ""] = [textAt(object, "/kind"), textAt(object, "/metadata/name")];
    return !kind.endsWith("Template") || all.some((text) => text.includes(JSON.stringify(name)));
  });
  const texts = used.map((object) => {
    const name = textAt(object, "/metadata/name");
    return canonicalJson([object["kind"] ?? null, name ?? null, object["spec"] ?? null]);
  });
  return texts.toSorted().join("\n");
}

/** An object that is written twice is one to the server. */
function distinct(manifests: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Map(manifests.map((one) => [canonicalJson(one), one])).values()];
}
