import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { group } from "../__fixtures__/group-states.ts";
import type { MachineGroup } from "../plan-contribution.ts";
import { planObjects } from "../plan-objects.ts";
import { componentCases } from "./__fixtures__/component-cases.ts";
import {
  context,
  controlPlane,
  hop,
  match,
  placeAt,
  record,
  textAt,
  told,
  upgrade,
} from "./__fixtures__/guarded-plan.ts";
import { imageCases } from "./__fixtures__/image-cases.ts";
import { operationCases } from "./__fixtures__/operation-cases.ts";
import { rolloutCases } from "./__fixtures__/rollout-cases.ts";
import { coreGuards } from "./core-guards.ts";
import { pauseGuard } from "./pause-guard.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

const cases = [...imageCases, ...componentCases, ...operationCases, ...rolloutCases];

describe("the neutral guards", () => {
  test.for(cases)("find $title, and nothing of the kind without it", (one) => {
    expect(told([one.guard], one.hazard)).toContain(one.says);
    const code = one.says.split(" ")[0];
    const codes = one.guard(one.twin).map((found) => found.code);
    expect(codes).not.toContain(code);
    expect(coreGuards).toContain(one.guard);
  });

  test("have a case for every code", () => {
    const own = Object.keys(planGuardDiagnostics.rules).filter(
      (code) => code !== "PLAN_JUDGE_FAILED",
    );
    expect(own.filter((code) => !cases.some(({ says }) => says.startsWith(`${code} `)))).toEqual(
      [],
    );
  });

  test("say at which line of which file a fact stands", () => {
    const paused = group({ paused: [placeAt("/spec/paused")] });
    const found = coreGuards.flatMap((guard) =>
      guard(context([hop("1.34.1", { groups: [upgrade("1.34.1", {}, paused)] })])),
    );
    expect(found.find(({ code }) => code === "PLAN_PAUSED")).toMatchObject({
      pointer: "/spec/paused",
      source: { file: "orders.yaml", line: 7, column: 1 },
    });
  });

  test.for([
    ["1.33.4", ["PLAN_PAUSED"]],
    ["1.34.1", []],
    ["1.34", []],
  ] as const)("let a group be paused that runs what it is to run: from %s", ([from, codes]) => {
    const paused = group({ paused: [placeAt("/spec/paused")] });
    const groups = [upgrade("1.34.1", { from }, paused)];
    const found = pauseGuard(context([hop("1.34.1", { groups })]));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test("do not let it where its image changes", () => {
    const paused = group({ paused: [placeAt("/spec/paused")] });
    const groups = [upgrade("1.34.1", { from: "1.34.1" }, paused)];
    const patch = { change: "patch", object: paused.place.object, fields: [] } as const;
    const found = pauseGuard(context([hop("1.34.1", { groups, changes: [patch] })]));
    expect(found.map(({ code }) => code)).toEqual(["PLAN_PAUSED"]);
  });

  test.for([
    ["imagewright", []],
    ["true", ["PLAN_PAUSED"]],
  ] as const)("take a pause by %s for that of an earlier plan, or not", ([value, codes]) => {
    const annotation = "/metadata/annotations/cluster.x-k8s.io~1paused";
    const place = placeAt(annotation);
    const object = { metadata: { annotations: { "cluster.x-k8s.io/paused": value } } };
    const before = planObjects([{ address: place.object, object }]);
    const groups = [upgrade("1.34.1", {}, group({ paused: [place] }))];
    const found = pauseGuard(context([hop("1.34.1", { groups, before })]));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test("find nothing in a plan of images that fit, on a day when all is supported", () => {
    const groups = [upgrade("1.36.1", { from: "1.35.8", currentRecord: record("1.35.8") })];
    const plan = context([hop("1.36.1", { from: "1.35.8", groups })], {
      at: "2026-11-21T12:00:00Z",
    });
    expect(told(coreGuards, plan)).toEqual([]);
  });

  test("say of a group that moves twice what is wrong with it once", () => {
    const scaled = group({ rollout: { strategy: textAt("/spec/strategy/type", "OnDelete") } });
    const plan = context([
      hop("1.34.1", { groups: [upgrade("1.34.1", {}, scaled)] }),
      hop("1.35.2", { groups: [upgrade("1.35.2", {}, scaled)] }),
    ]);
    expect(told(coreGuards, plan).filter((text) => text.startsWith("PLAN_ON_DELETE"))).toHaveLength(
      1,
    );
  });

  test("never throw, whatever the texts of a plan are", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("", "0", "100%", "[1-2]", "OnDelete", "1.34", "v1.35.2", "latest", "1.7.20"),
    );
    const version = fc.oneof(text, fc.constantFrom("1.33.4", "1.34.1", "1.35.2", "1.36.1", "1.34"));
    const fact = text.map((one) => textAt("/spec", one));
    const states = fc
      .record({
        kind: fc.constantFrom("machineDeployment", "managedPool", "karpenterNodePool", "machine"),
        hint: text,
        strategy: fact,
        maxSurge: fact,
        maxUnavailable: fact,
        after: fact,
        limit: fact,
        seconds: fc.integer(),
        count: fc.integer({ min: 0, max: 9 }),
      })
      .map(({ kind, hint, limit, seconds, count, ...rollout }) =>
        group({
          kind,
          hints: [{ about: "architecture", ...textAt("/spec/amiType", hint) }],
          rollout,
          replicas: { count, place: placeAt("/spec/replicas"), managers: [] },
          healthChecks: [{ place: placeAt("/spec"), limit, nodeStartupSeconds: seconds }],
        }),
      );
    const records = fc
      .record({ version, containerd: text, release: text, expires: text })
      .map(({ version: held, containerd, release, expires }) =>
        record(held, {
          components: { containerd },
          os: { distribution: "ubuntu", release },
          lifecycle: { state: "supported", expires },
        }),
      );
    const moves = fc.record({
      version,
      from: version,
      state: states,
      image: fc.option(records),
      has: fc.option(records),
    });
    const plans = fc.record({
      at: text,
      moves: fc.array(moves, { maxLength: 3 }),
      kind: fc.boolean(),
    });
    fc.assert(
      fc.property(plans, ({ at, moves: steps, kind }) => {
        const hops = steps.map(({ version: to, from, state, image, has }) => {
          const of: MachineGroup = state;
          const one = {
            group: of,
            from,
            ...(image !== null && { image: match(image) }),
            ...(has !== null && { currentRecord: has }),
          };
          return hop(to, { from, groups: [one] });
        });
        const state = { controlPlane: controlPlane({ kind: kind ? "eks" : "kubeadm" }) };
        for (const guard of coreGuards) {
          guard(context(hops, { at, state }));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
