import { isJsonObject, type JsonObject, type JsonValue, replaceAt } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { after, planOf } from "./__fixtures__/planned-cluster.ts";
import { nodeClass, nodePool } from "./__fixtures__/pool-objects.ts";

const pointers = [
  "/metadata",
  "/metadata/annotations",
  "/metadata/annotations/imagewright.dev~1before-upgrade",
  "/metadata/annotations/imagewright.dev~1canary-of",
  "/spec",
  "/spec/amiFamily",
  "/spec/amiSelectorTerms",
  "/spec/amiSelectorTerms/0",
  "/spec/userData",
  "/spec/disruption",
  "/spec/disruption/budgets",
  "/spec/disruption/budgets/0",
  "/spec/limits",
  "/spec/replicas",
  "/spec/template",
  "/spec/template/metadata",
  "/spec/template/spec",
  "/spec/template/spec/nodeClassRef",
  "/spec/template/spec/requirements",
  "/spec/template/spec/requirements/0",
  "/spec/template/spec/taints",
  "/status",
  "/status/amis",
  "/status/conditions",
  "/status/resources",
];

const pool = nodePool({
  spec: { disruption: { consolidateAfter: "0s", budgets: [{ nodes: "1" }] }, limits: { cpu: "1" } },
});

// JSON that fast-check makes is JSON, and its type does not say so.
const value = fc.jsonValue().map((one) => one as JsonValue);

test("no object makes planning break, and what is planned can be carried out", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...pointers), value), { maxLength: 3 }),
      (edits) => {
        let objects: readonly JsonObject[] = [nodeClass(), pool];
        for (const [isPool, at, to] of edits) {
          objects = objects.map((object) =>
            (object["kind"] === "NodePool") === isPool
              ? (replaceAt(object, at, to) ?? object)
              : object,
          );
        }
        const named = objects.filter(
          ({ metadata }) => isJsonObject(metadata) && typeof metadata["name"] === "string",
        );
        fc.pre(named.length === 2);
        const world = { objects, controlPlane: "1.33" };
        const plan = planOf(world);
        expect(plan.applyable).toBe(plan.blockers.length === 0);
        after(world, plan, plan.steps);
      },
    ),
    { numRuns: 1_000 },
  );
});
