import { isJsonObject, type JsonObject, type JsonValue, toJsonValue } from "@imagewright/core";
import { changePlaces, type PlaceChange } from "@imagewright/core/testing";
import fc from "fast-check";
import { expect, test } from "vitest";

import { after, planOf, type World } from "./__fixtures__/planned-cluster.ts";
import { betaPool, nodeClass, nodePool } from "./__fixtures__/pool-objects.ts";

const disruption = { consolidateAfter: "0s", budgets: [{ nodes: "1" }] };
const pool = nodePool({
  spec: { disruption, limits: { cpu: "1" } },
  node: { taints: [{ key: "a", effect: "NoSchedule" }] },
});
const amis = [
  {
    id: "ami-0a",
    requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
  },
];
const live = { conditions: [{ type: "Ready", status: "False", reason: "Drifted" }], amis };

const beginnings: readonly World[] = [
  { objects: [{ ...nodeClass({ userData: "1.33" }), status: live }, pool], controlPlane: "1.33" },
  {
    objects: [
      nodeClass({ amiSelectorTerms: [{ alias: "al2023@v20260714" }] }),
      { ...pool, status: { resources: { cpu: "1" } } },
    ],
    controlPlane: "1.33",
  },
  {
    objects: [nodeClass({ amiSelectorTerms: [{ tags: { team: "orders" } }] }), nodePool()],
    controlPlane: "1.33",
  },
  { objects: [nodeClass({}, "v1beta1"), betaPool()], controlPlane: "1.33" },
];

/** The beginnings, and what stands there after some steps of their plans. */
const worlds: readonly World[] = beginnings.flatMap((world) => {
  const plan = planOf(world);
  return plan.steps
    .map((_, index) => after(world, plan, plan.steps.slice(0, index + 1)))
    .concat(world);
});

const hostile: fc.Arbitrary<JsonValue | undefined> = fc.oneof(
  fc.jsonValue().map(toJsonValue),
  fc.constantFrom<JsonValue | undefined>(
    undefined,
    null,
    "",
    "__proto__",
    "al2023@latest@x",
    '{"disruption":true}',
    '{"disruption":true,"budgets":[1]}',
    -1,
    1e308,
    [],
    [null],
    {},
    [{ id: 1 }],
    [{ alias: "windows2019@v1" }],
    { name: "__proto__" },
  ),
);

const edits = fc.array(
  fc.record<PlaceChange>({ object: fc.nat(10), place: fc.nat(200), to: hostile }),
  {
    minLength: 1,
    maxLength: 3,
  },
);

test("no object makes planning break, and what is planned can be carried out", () => {
  let [planned, refused] = [0, 0];
  fc.assert(
    fc.property(fc.constantFrom(...worlds), edits, ({ objects, controlPlane }, changes) => {
      const edited = changePlaces(objects, changes);
      fc.pre(edited.every(isNamed) && edited.some(isPool));
      const world = { objects: edited, controlPlane };
      const plan = planOf(world);
      expect(plan.applyable).toBe(plan.blockers.length === 0);
      after(world, plan, plan.steps);
      planned += Number(plan.steps.length > 0);
      refused += Number(!plan.applyable);
    }),
    { numRuns: 10_000 },
  );
  expect(planned).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(1000);
});

/** Without a pool there is no cluster. */
function isPool({ apiVersion, kind }: JsonObject): boolean {
  return (
    typeof apiVersion === "string" &&
    apiVersion.startsWith("karpenter.sh/v1") &&
    kind === "NodePool"
  );
}

/** What has no kind or no name is not observed at all. */
function isNamed({ apiVersion, kind, metadata }: JsonObject): boolean {
  const name = isJsonObject(metadata) ? metadata["name"] : undefined;
  const group = /^(?:karpenter\..*\/v1(?:beta1)?|v1)$/u;
  return (
    [kind, name].every((text) => typeof text === "string" && text !== "") &&
    typeof apiVersion === "string" &&
    group.test(apiVersion)
  );
}
