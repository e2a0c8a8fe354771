import { type ImageCatalog, isJsonObject, type JsonObject, textAt } from "@imagewright/core";
import { type ClusterPlan, createPlanner, type Planner } from "@imagewright/core/plan";
import fc from "fast-check";
import { expect, test } from "vitest";

import { applyStep } from "./fleet/apply-step.ts";
import { buildCluster } from "./fleet/build-cluster.ts";
import { type ClusterShape, clusterShape } from "./fleet/cluster-shape.ts";
import { fleetCatalog } from "./fleet/fleet-images.ts";
import {
  allPlanning,
  intentOf,
  planManifests,
  plannerOf,
  writeReference,
} from "./fleet/plan-fleet.ts";
import { type GroupReport, reportGroups } from "./fleet/report-groups.ts";

const runs = { numRuns: 10_000 };

/** What a plan is made from, and the manifests after each of its steps. */
interface Story {
  readonly shape: ClusterShape;
  readonly catalog: ImageCatalog;
  readonly plan: ClusterPlan;
  readonly states: readonly (readonly JsonObject[])[];
}

function tell(shape: ClusterShape): Story {
  const catalog = fleetCatalog(shape.gap);
  const manifests = buildCluster(shape);
  const { plan } = planManifests(manifests, plannerOf(intentOf(shape), catalog));
  const states = [manifests];
  for (const step of plan.steps) {
    states.push(applyStep(states.at(-1) ?? [], step));
  }
  return { shape, catalog, plan, states };
}

/** The clusters that can be planned; how many there are says whether the property says anything. */
function overPlans(check: (story: Story) => void): number {
  let planned = 0;
  fc.assert(
    fc.property(clusterShape, (shape) => {
      const story = tell(shape);
      if (story.plan.steps.length > 0) {
        planned += 1;
        check(story);
      }
    }),
    runs,
  );
  return planned;
}

function minorOf(version: string | undefined): number {
  return Number(/^v?1\.(?<minor>\d+)/u.exec(version ?? "")?.groups?.["minor"]);
}

test("no plan skips a minor version of a control plane", () => {
  const planned = overPlans(({ states }) => {
    const minors = states.map((state) => minorOf(reportGroups(state)[0]?.version));
    for (const [index, minor] of minors.entries()) {
      const before = minors[index - 1] ?? minor;
      expect(minor - before === 0 || minor - before === 1).toBe(true);
    }
  });
  expect(planned).toBeGreaterThan(5000);
});

test("at no moment of a plan are nodes newer than their control plane, or too old for it", () => {
  overPlans(({ states }) => {
    for (const state of states) {
      const [controlPlane, ...nodes] = reportGroups(state);
      for (const { version } of nodes) {
        const distance = minorOf(controlPlane?.version) - minorOf(version);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(3);
      }
    }
  });
});

test("no version changes without its image: after each unit they agree", () => {
  overPlans(({ states, plan, catalog }) => {
    const versions = new Map(
      catalog.records.flatMap(({ references, kubernetesVersion }) =>
        references.flatMap((reference) =>
          textsOf(reference).map((text) => [text, kubernetesVersion] as const),
        ),
      ),
    );
    const holds = ({ image }: GroupReport): string | undefined =>
      image === undefined ? undefined : versions.get(image);
    const before = new Map(reportGroups(states[0] ?? []).map((group) => [group.name, group]));
    const last = new Map(plan.steps.map(({ group, hop }, index) => [`${group} ${hop}`, index]));
    for (const [index, { group, hop }] of plan.steps.entries()) {
      const isUnitDone = last.get(`${group} ${hop}`) === index;
      const now = reportGroups(states[index + 1] ?? []).find(({ name }) => name === group);
      if (isUnitDone && now?.image !== undefined && now.version !== before.get(now.name)?.version) {
        expect(`${group} ${holds(now)}`).toBe(`${group} ${now.version?.replace(/^v/u, "")}`);
      }
    }
  });
});

test("every step comes after the steps it waits for, and has an id of its own", () => {
  overPlans(({ plan }) => {
    const seen = new Set<string>();
    for (const { id, after, stage } of plan.steps) {
      expect(after.filter((one) => !seen.has(one))).toEqual([]);
      expect(seen.has(id)).toBe(false);
      const stages = plan.steps.filter((step) => after.includes(step.id)).map((step) => step.stage);
      expect(Math.max(0, ...stages)).toBeLessThanOrEqual(stage);
      seen.add(id);
    }
  });
});

test("a plan that is made after any number of its steps leads to the same end", () => {
  fc.assert(
    fc.property(clusterShape, fc.nat(), (shape, at) => {
      const { plan, states, catalog } = tell(shape);
      if (plan.steps.length === 0) {
        return;
      }
      const planner = plannerOf(intentOf(shape), catalog);
      const halfway = states[at % states.length] ?? [];
      const rest = planManifests(halfway, planner).plan;
      expect(rest.blockers).toEqual([]);
      const end = rest.steps.reduce(applyStep, halfway);
      expect(used(end)).toEqual(used(states.at(-1) ?? []));
      const reached = planManifests(end, planner).plan;
      expect(reached.steps).toEqual([]);
      expect(reached.blockers).toEqual([]);
    }),
    runs,
  );
});

test("a planner that has planned other clusters plans each as one that has planned none", () => {
  let planned = 0;
  fc.assert(
    fc.property(fc.array(clusterShape, { minLength: 1, maxLength: 4 }), (shapes) => {
      const [first] = shapes;
      const plans = (planner: () => Planner): readonly ClusterPlan[] =>
        shapes.map((shape) => planManifests(buildCluster(shape), planner()).plan);
      if (first !== undefined) {
        const fresh = (): Planner => forgetfulPlanner(first);
        const experienced = fresh();
        const expected = plans(fresh);
        // Twice: the second time it has met all of them.
        expect(plans(() => experienced)).toEqual(expected);
        expect(plans(() => experienced)).toEqual(expected);
        planned += expected.filter(({ steps }) => steps.length > 0).length;
      }
    }),
    { numRuns: runs.numRuns / 4 },
  );
  expect(planned).toBeGreaterThan(runs.numRuns / 8);
});

/** A planner of its own writer: what is remembered of templates is remembered for one writer. */
function forgetfulPlanner(shape: ClusterShape): Planner {
  return createPlanner({
    intent: intentOf(shape),
    catalog: fleetCatalog(shape.gap),
    contributions: allPlanning,
    writeReference: (object, found) => writeReference(object, found),
  });
}

/** Everything but templates that are out of use: those differ by what was left over on the way. */
function used(manifests: readonly JsonObject[]): readonly string[] {
  const owners = JSON.stringify(manifests.filter((object) => !isTemplate(object)));
  return manifests
    .filter(
      (object) =>
        !isTemplate(object) || owners.includes(`"${textAt(object, "/metadata/name") ?? ""}"`),
    )
    .map((object) => JSON.stringify(object))
    .toSorted();
}

function isTemplate(object: JsonObject): boolean {
  return textAt(object, "/kind")?.endsWith("Template") === true;
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return isJsonObject(value) ? Object.values(value).flatMap(textsOf) : [];
}
