import { expect, test } from "vitest";

import type { ObjectChange } from "../object-change.ts";
import { changeObjects } from "../plan-objects.ts";
import {
  examplePlan,
  karpenterExample,
  kubeadmExample,
  topologyExample,
} from "./__fixtures__/example-plan.ts";
import { describeStep } from "./describe-step.ts";
import { explainStep } from "./explain-step.ts";
import { rollbackOf } from "./rollback-of.ts";
import { stepAdvice } from "./step-advice.ts";

const plan = examplePlan();

test("a step is found by its id and by the beginning of it", () => {
  const [cluster] = plan.clusters;
  const step = cluster?.steps[3];
  for (const id of [step?.id ?? "", step?.id.slice(0, 6) ?? ""]) {
    const found = explainStep(plan, id);
    expect(found.ok && found.value).toMatchObject({
      cluster: { name: "orders", namespace: "shop" },
      wave: "canary",
      number: 4,
      of: 9,
      step: { action: "upgradeControlPlane" },
      before: [{ action: "approve" }],
      next: [{ action: "createTemplate" }],
      description: {
        finished:
          "It is finished when every machine of KubeadmControlPlane shop/orders-control-plane runs Kubernetes 1.32.13 of the intended image.",
        undoing: { possible: "no", changes: [] },
      },
    });
  }
});

test.for([
  ["nothing like it", "zzzz", "PLAN_STEP_UNKNOWN"],
  ["nothing at all", "", "PLAN_STEP_UNKNOWN"],
] as const)("%s is no step", ([, id, code]) => {
  expect(explainStep(plan, id)).toMatchObject({ ok: false, diagnostics: [{ code }] });
});

test("a beginning that several steps have is refused, with some of them", () => {
  const twice = { ...plan, clusters: [plan.clusters, plan.clusters].flat() };
  const id = plan.clusters[0]?.steps[0]?.id ?? "";
  expect(explainStep(twice, id)).toMatchObject({
    ok: false,
    diagnostics: [
      { code: "PLAN_STEP_AMBIGUOUS", expected: `one of ${id} (shop/orders), ${id} (shop/orders)` },
    ],
  });
});

test("what a step that can be reverted changed is put back by its rollback", () => {
  for (const { plan: cluster, objects } of [
    kubeadmExample(),
    topologyExample(),
    karpenterExample(),
  ]) {
    const draft = changeObjects(objects);
    for (const step of cluster.steps) {
      const before = new Map(
        step.effects.map(({ object }) => [object, draft.find(object)?.object]),
      );
      const apply = (changes: readonly ObjectChange[]): void => {
        for (const change of changes) {
          expect(draft.apply(change)).toBe(true);
        }
      };
      apply(step.effects);
      if (step.rollback === "revert") {
        apply(rollbackOf(step).changes);
        for (const [object, content] of before) {
          expect(draft.find(object)?.object).toEqual(content);
        }
        apply(step.effects);
      }
    }
  }
});

test.for([
  ["impossible", "upgradeControlPlane", "no", "does not go back"],
  ["impossible", "cleanUp", "no", "comes back only from where it is kept"],
  ["partly", "removeCanary", "no", "comes back only from where it is kept"],
  ["partly", "upgradeTopology", "partly", "minor version does not go back"],
  ["none", "approve", "nothing", "Nothing was changed"],
  ["revert", "pause", "yes", "Put back what stood there"],
] as const)(
  "a rollback that is %s, of %s, is said plainly",
  ([rollback, action, possible, text]) => {
    const steps = [kubeadmExample(), topologyExample(), karpenterExample()].flatMap(
      (example) => example.plan.steps,
    );
    const step = steps.find((one) => one.action === action);
    const undoing = step && rollbackOf({ ...step, rollback });
    expect(undoing).toMatchObject({ possible, text: expect.stringContaining(text) });
  },
);

test("every action has advice that is a sentence", () => {
  for (const text of Object.values(stepAdvice)) {
    expect(text).toMatch(/^[A-Z].*\.$/u);
  }
});

test("every change is a sentence", () => {
  const sentences = plan.clusters
    .flatMap(({ steps }) => steps)
    .flatMap((step) => describeStep(step).changes);
  expect(sentences).toContain(
    'In cluster.x-k8s.io/v1beta1 MachinePool shop/billing-pool, /metadata/annotations/cluster.x-k8s.io~1paused becomes "true" (nothing before).',
  );
  expect(sentences).toContain(
    'In cluster.x-k8s.io/v1beta1 MachinePool shop/billing-pool, /metadata/annotations/cluster.x-k8s.io~1paused is taken away ("true" before).',
  );
  expect(sentences).toContain("karpenter.sh/v1 NodePool reports-canary is deleted.");
});
