import { expect, test } from "vitest";

import { createImageCatalog } from "../../image/image-catalog.ts";
import { cluster, group } from "../__fixtures__/group-states.ts";
import { planObjects } from "../plan-objects.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import { planOverview } from "./plan-overview.ts";
import { assemblePlan } from "./planner.ts";

const intents: readonly Partial<UpgradeIntent>[] = [
  {},
  { clusters: ["orders"] },
  { clusters: ["orders", "nobody", "shop/*"] },
  {
    waves: [
      { name: "canary", clusters: ["stock", "nobody"], concurrency: 2, approve: true },
      { name: "empty", clusters: ["none"] },
    ],
  },
];

test.for(intents)("what is known before clusters are planned is what the plan says: %j", (more) => {
  const intent: UpgradeIntent = {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: "1.34" },
    ...more,
  };
  const states = ["orders", "stock"].map((name) => cluster(group(), { name }));
  const plan = assemblePlan(
    states.map((state) => ({ state, objects: planObjects([]) })),
    {
      intent,
      catalog: createImageCatalog([]),
      contributions: [],
      writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
    },
  );
  const { formatVersion, waves, diagnostics } = plan;
  expect(planOverview(intent, states)).toEqual({ formatVersion, intent, waves, diagnostics });
});
