import { isJsonObject, type JsonObject } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { mapAt } from "../json-parts.ts";
import { classNameOf } from "../rollout/judge-node-class.ts";
import {
  addressOf,
  after,
  amiOf,
  planOf,
  record,
  type Planning,
  sortedObjects,
  type World,
} from "./__fixtures__/planned-cluster.ts";
import { betaPool, nodeClass, nodePool, type PoolParts } from "./__fixtures__/pool-objects.ts";

const budgets = fc.option(
  fc.array(
    fc.constantFrom<JsonObject>(
      { nodes: "10%" },
      { nodes: "3" },
      { nodes: "0", schedule: "@daily", duration: "2h" },
    ),
    { maxLength: 3 },
  ),
  { nil: undefined },
);

const poolParts = fc.record<PoolParts>({
  spec: fc
    .record({
      disruption: fc.option(
        budgets.map((list) => ({
          consolidateAfter: "1m",
          consolidationPolicy: "WhenEmpty",
          ...(list !== undefined && { budgets: list }),
        })),
        { nil: undefined },
      ),
    })
    .map(({ disruption }) => (disruption === undefined ? {} : { disruption })),
  annotations: fc.constantFrom<JsonObject>({}, { "example.com/team": "orders" }),
  architectures: fc.constantFrom(["amd64"], ["arm64"], ["amd64", "arm64"]),
  className: fc.constantFrom("ids", "latest", "named"),
});

const minors = { v1: ["1.33", "1.34", "1.35"], v1beta1: ["1.29", "1.30", "1.31"] } as const;

const catalog = [...minors.v1, ...minors.v1beta1].flatMap((minor) => [
  record(`${minor}.4`),
  record(`${minor}.4`, { architecture: "arm64" }),
]);

interface Case {
  readonly world: World;
  readonly planning: Planning;
}

/** Classes of each kind, and a few pools of them; all of one generation. */
const cases = fc
  .record({
    version: fc.constantFrom("v1" as const, "v1beta1" as const),
    parts: fc.array(poolParts, { minLength: 1, maxLength: 4 }),
    start: fc.constantFrom(0, 1, 2),
    pace: fc.constantFrom("lockstep" as const, "fewer" as const),
  })
  .map(({ version, parts, start, pace }): Case => {
    const make = version === "v1" ? nodePool : betaPool;
    const [oldest] = minors[version];
    const ids = (["amd64", "arm64"] as const).map((one) => ({ id: amiOf(`${oldest}.4`, one) }));
    const classes = [
      nodeClass({ amiSelectorTerms: ids }, version, "ids"),
      nodeClass({ amiSelectorTerms: [{ tags: { team: "orders" } }] }, version, "named"),
      version === "v1"
        ? nodeClass({ amiSelectorTerms: [{ alias: "al2023@latest" }] }, version, "latest")
        : withoutTerms(nodeClass({}, version, "latest")),
    ];
    const pools = parts.map((one, index) => make({ ...one, name: `pool-${index}` }));
    const goal = minors[version][2];
    return {
      world: { objects: [...classes, ...pools], controlPlane: minors[version][start] ?? goal },
      planning: { goal: { kubernetesVersion: goal }, records: catalog, intent: { pace } },
    };
  });

function withoutTerms(object: JsonObject): JsonObject {
  const { amiSelectorTerms: _, ...spec } = mapAt(object, "/spec");
  return { ...object, spec };
}

/** An API server drops a map of annotations without entries. */
function end(world: World): unknown {
  return {
    objects: sortedObjects(world).map((object) => {
      const { metadata, ...rest } = object;
      const { annotations, ...others } = isJsonObject(metadata) ? metadata : {};
      const isEmpty = isJsonObject(annotations) && Object.keys(annotations).length === 0;
      return {
        ...rest,
        metadata: isEmpty || annotations === undefined ? others : { ...others, annotations },
      };
    }),
    controlPlane: world.controlPlane,
  };
}

const runs = { numRuns: 1_000 };

test("a plan after any of its steps leads to the same end, and there is nothing to do there", () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ world, planning }, at) => {
      const plan = planOf(world, planning);
      expect(plan.blockers).toEqual([]);
      const wanted = end(after(world, plan, plan.steps));
      const between = after(world, plan, plan.steps.slice(0, at % (plan.steps.length + 1)));
      const again = planOf(between, planning);
      expect(again.blockers).toEqual([]);
      const reached = after(between, again, again.steps);
      expect(end(reached)).toEqual(wanted);
      expect(planOf(reached, planning).steps).toEqual([]);
    }),
    runs,
  );
});

test("a plan that is made anew after each step ends, and ends the same", () => {
  fc.assert(
    fc.property(cases, ({ world, planning }) => {
      const plan = planOf(world, planning);
      const wanted = end(after(world, plan, plan.steps));
      let now = world;
      // A wait, or a look at nodes, is asked for again: nothing tells that it was done.
      for (let turn = 0; turn < 200; turn += 1) {
        const next = planOf(now, planning);
        const upTo = next.steps.findIndex(
          ({ effects, action }) => effects.length > 0 || action === "upgradeByHand",
        );
        if (upTo < 0) {
          break;
        }
        now = after(now, next, next.steps.slice(0, upTo + 1));
      }
      expect(end(now)).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});

function isPool(object: JsonObject): boolean {
  return object["kind"] === "NodePool";
}

function poolsAlone({ objects }: World): World {
  return { objects: objects.filter(isPool), controlPlane: "" };
}

/** Names of the pools of a class. */
function poolsOf({ objects }: World, className: string): readonly string[] {
  return objects
    .filter((object) => isPool(object) && classNameOf(object) === className)
    .map((object) => addressOf(object).name);
}

test("pools are at the end what they were, and nothing of a canary is left", () => {
  fc.assert(
    fc.property(cases, ({ world, planning }) => {
      const plan = planOf(world, planning);
      const reached = after(world, plan, plan.steps);
      expect(end(poolsAlone(reached))).toEqual(end(poolsAlone(world)));
      expect(reached.objects.length).toBe(world.objects.length);
    }),
    runs,
  );
});

test("no node is let go before its control plane and its class are where they are to be", () => {
  fc.assert(
    fc.property(cases, ({ world, planning }) => {
      const { steps, blockers } = planOf(world, planning);
      expect(blockers).toEqual([]);
      const held = new Set<string>();
      const expectHeld = (className: string): void => {
        expect(poolsOf(world, className).filter((name) => !held.has(name))).toEqual([]);
      };
      for (const { action, effects } of steps) {
        for (const { object } of effects) {
          if (action === "freeze") {
            held.add(object.name);
          } else if (action === "thaw") {
            held.delete(object.name);
          } else if (action === "upgradeNodes") {
            expectHeld(object.name);
          }
        }
        if (action === "upgradeByHand") {
          expectHeld("latest");
        }
      }
      expect(held.size).toBe(0);
    }),
    runs,
  );
});

test("nodes that were let go, or told of a new image, come to it before the control plane moves again", () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ world, planning }, at) => {
      const plan = planOf(world, planning);
      const done = plan.steps.slice(0, at % (plan.steps.length + 1));
      const last = done.at(-1)?.action;
      if (last !== "upgradeNodes" && last !== "thaw") {
        return;
      }
      const again = planOf(after(world, plan, done), planning);
      const actions = again.steps.map(({ action }) => action);
      const moved = actions.indexOf("upgradeByHand");
      const rest = plan.steps.slice(done.length).map(({ action }) => action);
      if (moved >= 0 && rest.includes("thaw")) {
        expect(actions.slice(0, moved)).toContain("restore");
      }
    }),
    runs,
  );
});
