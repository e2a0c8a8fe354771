import {
  createImageCatalog,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  toJsonValue,
} from "@imagewright/core";
import {
  changeObjects,
  type ClusterPlan,
  coreGuards,
  createPlanner,
  guardByRules,
  guardByWebhooks,
  type Planner,
  planObjects,
} from "@imagewright/core/plan";
import { changePlaces, type PlaceChange } from "@imagewright/core/testing";
import fc from "fast-check";
import { expect, test } from "vitest";

import { clusterApiRules } from "../lint/cluster-api-rules.ts";
import { observeClusters } from "../observe/observe-clusters.ts";
import { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
import { awsCluster } from "./__fixtures__/aws-clusters.ts";
import { imageOf, plugin } from "./__fixtures__/planning.ts";
import { imagePatch, topologyDocuments, versionedPatch } from "./__fixtures__/topology-clusters.ts";
import { clusterApiPlanning } from "./index.ts";

const id = "/spec/template/spec/ami/id";
const text = { type: "string" };

/** Clusters of every kind that there is an upgrader for. */
const clusters: readonly (readonly JsonObject[])[] = [
  awsCluster("v1beta1"),
  awsCluster("v1beta2"),
  withOwner("MachineDeployment", "MachineSet"),
  withOwner("MachineDeployment", "MachinePool"),
  withOwner("KubeadmControlPlane", "OtherControlPlane"),
  topologyDocuments({
    definitions: { ami: text },
    values: { ami: "ami-1.33.4" },
    overrides: { ami: "ami-1.33.4" },
    patches: [imagePatch(id, { valueFrom: { variable: "ami" } })],
    hasPool: true,
  }),
  topologyDocuments({
    version: "v1beta1",
    definitions: { images: { type: "object", additionalProperties: text } },
    values: { images: { "v1.33.4": "ami-1.33.4" } },
    patches: [versionedPatch(id, (of) => `{{ index .images .builtin.${of}.version }}`)],
    listed: ["v1.33.4", "v1.34.1", "v1.35.0"],
  }),
  topologyDocuments(),
  topologyDocuments({
    kind: "DockerMachineTemplate",
    machine: {},
    patches: [],
  }),
];

/** The cluster on AWS with one of its owners of another kind. */
function withOwner(kind: string, other: string): readonly JsonObject[] {
  return awsCluster("v1beta2").map((object) =>
    toObject(
      JSON.parse(JSON.stringify(object).replaceAll(`"kind":"${kind}"`, () => `"kind":"${other}"`)),
    ),
  );
}

function toObject(value: unknown): JsonObject {
  const json = toJsonValue(value);
  return isJsonObject(json) ? json : {};
}

const hostile: fc.Arbitrary<JsonValue | undefined> = fc.oneof(
  fc.jsonValue().map(toJsonValue),
  fc.constantFrom<JsonValue | undefined>(
    undefined,
    null,
    "",
    "v",
    "1.34",
    "v1.34",
    "v1.33.4+k3s1",
    "v1.34.1-rc.0",
    "v99999999999999999999.1.1",
    "${VERSION}",
    "{{ .ami }}",
    "{{ range",
    "__proto__",
    "constructor",
    "../x",
    -1,
    0,
    1e308,
    2,
    [],
    [null],
    {},
    { name: "__proto__" },
    { name: "" },
    [{ name: "ami" }, { name: "ami", value: null }],
  ),
);

function plannerFor(goal: string, pace: "fewer" | "lockstep"): Planner {
  return createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: goal },
      pace,
    },
    catalog: createImageCatalog(["1.33.4", "1.34.1", "1.35.0"].map((version) => imageOf(version))),
    contributions: [
      clusterApiPlanning,
      {
        upgraders: [],
        guards: [...coreGuards, guardByRules(clusterApiRules), guardByWebhooks(clusterApiWebhooks)],
      },
    ],
    writeReference: plugin.writeReference,
    at: "2026-11-21T00:00:00Z",
    targetVersions: { capi: "1.12.0" },
  });
}

const planners = [
  plannerFor("1.34", "lockstep"),
  plannerFor("1.35", "lockstep"),
  plannerFor("1.35", "fewer"),
];

const edits = fc.array(
  fc.record<PlaceChange>({ object: fc.nat(20), place: fc.nat(400), to: hostile }),
  {
    minLength: 1,
    maxLength: 3,
  },
);

interface Planned {
  readonly name: string;
  readonly plan: ClusterPlan;
  /** All objects after the first steps. */
  readonly after: (count: number) => readonly JsonObject[];
}

function planAll(planner: Planner, documents: readonly JsonObject[]): readonly Planned[] {
  const observed = observeClusters(
    documents.map((value, index) => ({ value, file: "all.yaml", index })),
    plugin,
  );
  const objects = planObjects(observed.objects);
  return observed.clusters.map((state) => {
    const plan = planner.plan({ state, objects });
    return {
      name: `${state.namespace ?? ""}/${state.name}`,
      plan,
      after(count) {
        const world = changeObjects(objects);
        const effects = plan.steps.slice(0, count).flatMap((step) => step.effects);
        expect(effects.filter((effect) => !world.apply(effect))).toEqual([]);
        const added = effects.flatMap(({ change, object }) => (change === "copy" ? [object] : []));
        return [...observed.objects.map(({ address }) => address), ...added].flatMap((address) => {
          const found = world.find(address);
          return found === undefined ? [] : [found.object];
        });
      },
    };
  });
}

test("no object makes planning break, and what is planned can be carried out", () => {
  let [planned, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.constantFrom(...clusters),
      fc.constantFrom(...planners),
      edits,
      (documents, planner, changes) => {
        for (const { plan, after } of planAll(planner, changePlaces(documents, changes))) {
          expect(plan.applyable).toBe(plan.blockers.length === 0);
          const codes = [...plan.blockers, ...plan.hazards].map(({ code }) => code);
          expect(codes).not.toContain("PLAN_JUDGE_FAILED");
          after(plan.steps.length);
          planned += Number(plan.steps.length > 0);
          refused += Number(!plan.applyable);
        }
      },
    ),
    { numRuns: 10_000 },
  );
  expect(planned).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(1000);
});

test("no owner is patched twice in a hop, and an interrupted plan comes to its end", () => {
  let planned = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...clusters),
      fc.constantFrom(...planners),
      edits,
      fc.nat(),
      (documents, planner, changes, at) => {
        for (const { name, plan, after } of planAll(planner, changePlaces(documents, changes))) {
          const { steps } = plan;
          if (steps.length === 0) {
            continue;
          }
          planned += 1;
          const patched = steps.flatMap(({ hop, effects }) =>
            effects.flatMap(({ change, object }) =>
              change === "patch"
                ? [`${hop} ${object.kind} ${object.namespace}/${object.name}`]
                : [],
            ),
          );
          expect(new Set(patched).size).toBe(patched.length);
          const again = planAll(planner, after(at % steps.length)).find((one) => one.name === name);
          expect(again?.plan.blockers).toEqual([]);
          const end = again?.after(again.plan.steps.length) ?? [];
          const left = planAll(planner, end).find((one) => one.name === name);
          expect(left?.plan).toMatchObject({ steps: [], blockers: [] });
        }
      },
    ),
    { numRuns: 10_000 },
  );
  expect(planned).toBeGreaterThan(1000);
});
