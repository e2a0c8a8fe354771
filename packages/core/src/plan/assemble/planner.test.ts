import { describe, expect, test } from "vitest";

import type { Diagnostic } from "../../diagnostic.ts";
import {
  keepObject,
  smallCatalog,
  smallCluster,
  smallContribution,
  type SmallGroup,
} from "../__fixtures__/small-fleet.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { PlanContribution } from "../plan-contribution.ts";
import type { UpgradeGoal, UpgradeIntent } from "../upgrade-intent.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { assemblePlan, createPlanner, planClusters } from "./planner.ts";

interface PathCase {
  readonly name: string;
  readonly controlPlane: string;
  readonly nodes?: readonly string[];
  readonly images: readonly string[];
  readonly goal: UpgradeGoal | string;
  readonly intent?: Partial<UpgradeIntent>;
  /** `VERSION: names of the groups that move`. */
  readonly hops?: readonly string[];
  readonly steps?: readonly string[];
  readonly blockers?: readonly string[];
  readonly hazards?: readonly string[];
}

function intentTo(goal: UpgradeGoal | string, more: Partial<UpgradeIntent> = {}): UpgradeIntent {
  return {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: typeof goal === "string" ? { kubernetesVersion: goal } : goal,
    ...more,
  };
}

function planned(
  one: PathCase,
  changes: Partial<ClusterState> = {},
  more: Partial<PlanContribution> = {},
): ClusterPlan {
  const nodes = (one.nodes ?? []).map((text, index): SmallGroup => {
    const [version = "", image] = text.split(" ");
    return { name: `nodes-${index + 1}`, version, ...(image !== undefined && { image }) };
  });
  const input = smallCluster({ name: "control-plane", version: one.controlPlane }, nodes, changes);
  return createPlanner({
    intent: intentTo(one.goal, one.intent),
    catalog: smallCatalog(one.images),
    contributions: [{ ...smallContribution, ...more }],
    writeReference: keepObject,
    at: "2026-11-21T00:00:00Z",
  }).plan(input);
}

function hopLines({ hops }: ClusterPlan): readonly string[] {
  return hops.map(({ version, movesControlPlane, nodeGroups, waitsFor }) =>
    [
      `${version}:`,
      ...(movesControlPlane ? ["control-plane"] : []),
      ...nodeGroups,
      ...(waitsFor === undefined ? [] : ["(waits)"]),
    ].join(" "),
  );
}

const threeMinors = ["1.31.9", "1.32.7", "1.33.4", "1.34.1"];

describe("the path of a cluster", () => {
  test.for<PathCase>([
    {
      name: "nodes follow at every minor version",
      controlPlane: "1.31.9",
      nodes: ["1.31.9"],
      images: threeMinors,
      goal: "1.34.1",
      hops: [
        "1.32.7: control-plane nodes-1",
        "1.33.4: control-plane nodes-1",
        "1.34.1: control-plane nodes-1",
      ],
    },
    {
      name: "with fewer hops nodes follow at the end only, three minor versions on",
      controlPlane: "1.31.9",
      nodes: ["1.31.9"],
      images: threeMinors,
      goal: "1.34.1",
      intent: { pace: "fewer" },
      hops: ["1.32.7: control-plane", "1.33.4: control-plane", "1.34.1: control-plane nodes-1"],
    },
    {
      name: "four minor versions on, nodes come between",
      controlPlane: "1.30.2",
      nodes: ["1.30.2"],
      images: ["1.30.2", ...threeMinors],
      goal: "1.34.1",
      intent: { pace: "fewer" },
      hops: [
        "1.31.9: control-plane",
        "1.32.7: control-plane",
        "1.33.4: control-plane",
        "1.33.4: nodes-1",
        "1.34.1: control-plane nodes-1",
      ],
    },
    {
      name: "kubelets before 1.25 are left behind by two minor versions only",
      controlPlane: "1.24.1",
      nodes: ["1.24.1"],
      images: ["1.24.1", "1.25.1", "1.26.1", "1.27.1"],
      goal: "1.27.1",
      intent: { pace: "fewer" },
      hops: [
        "1.25.1: control-plane",
        "1.26.1: control-plane",
        "1.26.1: nodes-1",
        "1.27.1: control-plane nodes-1",
      ],
    },
    {
      name: "nodes that lag catch up before the control plane moves on",
      controlPlane: "1.32.7",
      nodes: ["1.31.9", "1.32.7"],
      images: threeMinors,
      goal: "1.33.4",
      hops: ["1.32.7: nodes-1", "1.33.4: control-plane nodes-1 nodes-2"],
    },
    {
      name: "nodes that lag by a patch wait for the next hop",
      controlPlane: "1.32.7",
      nodes: ["1.32.1"],
      images: ["1.32.1", ...threeMinors],
      goal: "1.33.4",
      hops: ["1.33.4: control-plane nodes-1"],
    },
    {
      name: "nodes whose image is of an older minor version lag, whatever they ask for",
      controlPlane: "1.32.7",
      nodes: ["1.32.7 1.31.9"],
      images: threeMinors,
      goal: "1.33.4",
      hops: ["1.32.7: nodes-1", "1.33.4: control-plane nodes-1"],
    },
    {
      name: "a patch is one hop",
      controlPlane: "1.33.1",
      nodes: ["1.33.1"],
      images: ["1.33.1", "1.33.4"],
      goal: "1.33.4",
      hops: ["1.33.4: control-plane nodes-1"],
    },
    {
      name: "of a minor version the newest with images is taken",
      controlPlane: "1.33.1",
      nodes: ["1.33.1"],
      images: ["1.33.1", "1.33.4", "1.34.0", "1.34.2", "1.34.1"],
      goal: "1.34",
      hops: ["1.34.2: control-plane nodes-1"],
    },
    {
      name: "of the minor version that runs, the newest patch is taken",
      controlPlane: "1.33.1",
      images: ["1.33.1", "1.33.4"],
      goal: "1.33",
      hops: ["1.33.4: control-plane"],
    },
    {
      name: "patches of the present minor version are skipped on the way up",
      controlPlane: "1.33.1",
      images: ["1.33.1", "1.33.4", "1.34.1"],
      goal: "1.34.1",
      hops: ["1.34.1: control-plane"],
    },
    {
      name: "pre-releases are no versions to pass through",
      controlPlane: "1.32.7",
      images: [...threeMinors, "1.33.5-rc.1"],
      goal: "1.34.1",
      hops: ["1.33.4: control-plane", "1.34.1: control-plane"],
    },
    {
      name: "a pre-release can be the goal",
      controlPlane: "1.33.4",
      images: [...threeMinors, "1.35.0-rc.1"],
      goal: "1.34.1",
      hops: ["1.34.1: control-plane"],
    },
    {
      name: "builds are ordered by their tags",
      controlPlane: "1.33.4+b.1",
      images: ["1.33.4+b.1", "1.33.4+b.2"],
      goal: "1.33.4+b.2",
      hops: ["1.33.4+b.2: control-plane"],
    },
    {
      name: "versions to pass through can be named",
      controlPlane: "1.32.7",
      images: [...threeMinors, "1.33.9"],
      goal: "1.34.1",
      intent: { through: ["1.33.4"] },
      hops: ["1.33.4: control-plane", "1.34.1: control-plane"],
    },
    {
      name: "what is reached asks for nothing",
      controlPlane: "1.34.1",
      nodes: ["1.34.1"],
      images: threeMinors,
      goal: "1.34.1",
      hops: [],
    },
    {
      name: "what is reached asks for nothing, though a newer image of the version is there",
      controlPlane: "1.34.1",
      images: ["1.34.1", "1.34.1 #b"],
      goal: "1.34.1",
      hops: [],
    },
    {
      name: "images of the reached version that nobody knows are left",
      controlPlane: "1.34.1",
      images: [],
      goal: "1.34.1",
      hops: [],
      hazards: [],
    },
    {
      name: "an image of another version than its group asks for is replaced",
      controlPlane: "1.34.1",
      nodes: ["1.34.1 1.33.4"],
      images: threeMinors,
      goal: "1.34.1",
      hops: ["1.34.1: nodes-1"],
      steps: ["Upgrade nodes-1 to v1.34.1"],
    },
    {
      name: "a preferred record takes the place of an image that would stay",
      controlPlane: "1.34.1",
      images: ["1.34.1", "1.34.1 #b"],
      goal: "1.34.1",
      intent: { images: ["node-1.34.1-amd64#b"] },
      steps: ["Upgrade control-plane to v1.34.1"],
    },
    {
      name: "one image is wanted everywhere",
      controlPlane: "1.33.4",
      nodes: ["1.33.4"],
      images: [...threeMinors, "1.34.1 #b"],
      goal: { image: "node-1.34.1-amd64#b" },
      hops: ["1.34.1: control-plane nodes-1"],
    },
    {
      name: "an image that fits nothing changes nothing",
      controlPlane: "1.33.4",
      images: [...threeMinors, "1.34.1 arm64"],
      goal: { image: "node-1.34.1-arm64" },
      hops: [],
      hazards: ["PLAN_NOTHING_FITS"],
    },
    {
      name: "deprecated images are left at the same version",
      controlPlane: "1.33.4",
      nodes: ["1.33.4"],
      images: ["1.33.4 deprecated", "1.33.4 #b"],
      goal: { images: "supported" },
      hops: ["1.33.4: nodes-1"],
      steps: ["Upgrade control-plane to v1.33.4", "Upgrade nodes-1 to v1.33.4"],
    },
    {
      name: "deprecated images are left for the next patch where there is no other",
      controlPlane: "1.33.4",
      nodes: ["1.33.4"],
      images: ["1.33.4 deprecated", "1.33.6"],
      goal: { images: "supported" },
      hops: ["1.33.6: control-plane nodes-1"],
    },
    {
      name: "revoked images are left too",
      controlPlane: "1.33.4",
      images: ["1.33.4 revoked", "1.33.4 #b"],
      goal: { images: "supported" },
      steps: ["Upgrade control-plane to v1.33.4"],
    },
    {
      name: "supported images stay",
      controlPlane: "1.33.4",
      images: ["1.33.4", "1.33.6"],
      goal: { images: "supported" },
      hops: [],
    },
    {
      name: "a deprecated image is taken where no other fits, and that is said",
      controlPlane: "1.33.4",
      images: ["1.33.4", "1.34.1 deprecated"],
      goal: "1.34.1",
      hops: ["1.34.1: control-plane"],
      hazards: ["PLAN_IMAGE_DEPRECATED"],
    },
    {
      name: "images that are missing become steps, and what follows waits",
      controlPlane: "1.32.7",
      nodes: ["1.32.7"],
      images: ["1.32.7", "1.34.1"],
      goal: "1.34.1",
      intent: { buildMissing: true },
      hops: ["1.33.13: control-plane nodes-1 (waits)"],
      steps: ["Build an image of Kubernetes 1.33.13, ubuntu 24.04, amd64, as ami, in eu-west-1"],
    },
    {
      name: "time passes after each hop",
      controlPlane: "1.32.7",
      images: threeMinors,
      goal: "1.34.1",
      intent: { soakSeconds: 60, approve: "controlPlane" },
      steps: [
        "See that Machines shop/control-plane is well at 1.32.7",
        "Agree to the upgrade of cluster orders to 1.33.4",
        "Upgrade control-plane to v1.33.4",
        "Wait 60 seconds with 1.33.4",
        "Agree to the upgrade of cluster orders to 1.34.1",
        "Upgrade control-plane to v1.34.1",
        "Wait 60 seconds with 1.34.1",
      ],
    },
  ])("$name", (one) => {
    const plan = planned(one);
    expect(plan.blockers).toEqual([]);
    if (one.hops !== undefined) {
      expect(hopLines(plan)).toEqual(one.hops);
    }
    if (one.steps !== undefined) {
      const titles = plan.steps.map(({ title }) => title);
      expect(
        one.steps[0]?.startsWith("See")
          ? titles
          : titles.filter((title) => !title.startsWith("See")),
      ).toEqual(one.steps);
    }
    if (one.hazards !== undefined && one.hazards.length > 0) {
      expect(plan.hazards.map(({ code }) => code)).toEqual(one.hazards);
    }
  });
});

describe("a plan is refused", () => {
  test.for<PathCase>([
    {
      name: "to an older minor version",
      controlPlane: "1.33.4",
      images: threeMinors,
      goal: "1.32.7",
      blockers: ["PLAN_DOWNGRADE 1.32.7 is older than 1.33.4, which the control plane asks for"],
    },
    {
      name: "to an older patch",
      controlPlane: "1.33.4",
      images: threeMinors,
      goal: "1.33.1",
      blockers: ["PLAN_DOWNGRADE 1.33.1 is older than 1.33.4, which the control plane asks for"],
    },
    {
      name: "to a pre-release of what runs",
      controlPlane: "1.33.4",
      images: threeMinors,
      goal: "1.33.4-rc.1",
      blockers: [
        "PLAN_DOWNGRADE 1.33.4-rc.1 is older than 1.33.4, which the control plane asks for",
      ],
    },
    {
      name: "to an older build",
      controlPlane: "1.33.4+b.2",
      images: ["1.33.4+b.2"],
      goal: "1.33.4+b.1",
      blockers: [
        "PLAN_DOWNGRADE 1.33.4+b.1 is older than 1.33.4+b.2, which the control plane asks for",
      ],
    },
    {
      name: "where nodes are newer than their control plane",
      controlPlane: "1.32.7",
      nodes: ["1.33.4"],
      images: threeMinors,
      goal: "1.34.1",
      blockers: ["PLAN_SKEW nodes-1 asks for 1.33.4, newer than its control plane's 1.32.7"],
    },
    {
      name: "without an image of the goal",
      controlPlane: "1.33.4",
      nodes: ["1.33.4"],
      images: ["1.33.4"],
      goal: "1.34.1",
      blockers: [
        "PLAN_IMAGE_MISSING there is no image of Kubernetes 1.34.1, ubuntu 24.04, amd64, as ami, in eu-west-1, which control-plane, nodes-1 needs",
      ],
    },
    {
      name: "without images on the way, all of which are named",
      controlPlane: "1.31.9",
      images: ["1.31.9", "1.33.4"],
      goal: "1.34.1",
      blockers: [
        "PLAN_IMAGE_MISSING there is no image of Kubernetes 1.32.13, ubuntu 24.04, amd64, as ami, in eu-west-1, which control-plane needs",
        "PLAN_IMAGE_MISSING there is no image of Kubernetes 1.34.1, ubuntu 24.04, amd64, as ami, in eu-west-1, which control-plane needs",
      ],
    },
    {
      name: "where two images fit",
      controlPlane: "1.33.4",
      images: ["1.33.4", "1.34.1", "1.34.1 #b"],
      goal: "1.34.1",
      blockers: [
        "PLAN_IMAGE_CHOICE several images of Kubernetes 1.34.1, ubuntu 24.04, amd64, as ami, in eu-west-1 fit control-plane",
      ],
    },
    {
      name: "to an image that is not there",
      controlPlane: "1.33.4",
      images: threeMinors,
      goal: { image: "nobody" },
      blockers: ["PLAN_IMAGE_MISSING the catalog has no image nobody"],
    },
    {
      name: "away from deprecated images without another in the minor version",
      controlPlane: "1.33.4",
      images: ["1.33.4 deprecated", "1.34.1"],
      goal: { images: "supported" },
      blockers: [
        "PLAN_IMAGES_UNSUPPORTED control-plane uses node-1.33.4-amd64, and the minor version has no supported image for all groups",
      ],
    },
    {
      name: "to another major version",
      controlPlane: "1.33.4",
      images: threeMinors,
      goal: "2.0.0",
      blockers: ["PLAN_MAJOR_CHANGE 2.0.0 is of another major version than 1.33.4"],
    },
  ])("$name", (one) => {
    const plan = planned(one);
    expect(plan.blockers.map(({ code, message }) => `${code} ${message}`)).toEqual(one.blockers);
    expect(plan.steps).toEqual([]);
    expect(plan.applyable).toBe(false);
  });
});

test("nodes do not go back to an older patch", () => {
  const nodes = ["1.33.5"];
  const images = ["1.33.4", "1.33.5"];
  const plan = planned({ name: "", controlPlane: "1.33.4", nodes, images, goal: "1.33.4" });
  expect(plan.blockers.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "PLAN_DOWNGRADE 1.33.4 is older than 1.33.5, which nodes-1 asks for",
  ]);
});

test("nobody knows what follows an image that is not in the catalog", () => {
  const plan = planned({ name: "", controlPlane: "1.33.4", images: ["1.34.1"], goal: "1.34.1" });
  expect(plan.steps.length).toBeGreaterThan(0);
  expect(plan.hazards.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "PLAN_IMAGE_UNKNOWN the image of control-plane is not in the catalog",
  ]);
});

test("a cluster that was read with errors is not planned", () => {
  const diagnostic = {
    code: "X",
    severity: "error",
    message: "x",
    pointer: "",
    hint: "x",
  } as const;
  const one = { name: "", controlPlane: "1.33.4", images: threeMinors, goal: "1.34.1" };
  const plan = planned(one, { diagnostics: [diagnostic] });
  expect(plan.blockers).toEqual([diagnostic]);
  expect(plan.steps).toEqual([]);
});

test("what guards tell of in their own way is not told as it was read too, unless it is an error", () => {
  const read: Diagnostic = { code: "X", severity: "warning", message: "x", pointer: "", hint: "x" };
  const one = { name: "", controlPlane: "1.33.4", images: threeMinors, goal: "1.34.1" };
  const codes = (
    severity: "error" | "warning",
    guardedRules: readonly string[],
  ): readonly string[] => {
    const plan = planned(one, { diagnostics: [{ ...read, severity }] }, { guardedRules });
    return [...plan.hazards, ...plan.blockers].map(({ code }) => code);
  };
  expect(codes("warning", [])).toContain("X");
  expect(codes("warning", ["X"])).not.toContain("X");
  expect(codes("error", ["X"])).toContain("X");
});

describe("clusters are chosen and put into waves", () => {
  const clusters = ["a-test", "a-prod", "b-prod"].map((name) =>
    smallCluster({ name: "control-plane", version: "1.33.4" }, [], { name }),
  );
  const options = {
    catalog: smallCatalog(threeMinors),
    contributions: [smallContribution],
    writeReference: keepObject,
  };
  const waves = [
    { name: "first", clusters: ["*-test"], approve: true, soakSeconds: 600 },
    { name: "second", clusters: ["shop/a-*"], concurrency: 2, maxFailures: 1 },
  ];

  test("in the order of the waves, those that none names at the end", () => {
    const plan = assemblePlan(clusters.toReversed(), {
      ...options,
      intent: intentTo("1.34.1", { waves }),
    });
    expect(plan.waves.map(({ name, clusters: names }) => `${name}: ${names.join(" ")}`)).toEqual([
      "first: shop/a-test",
      "second: shop/a-prod",
      "rest: shop/b-prod",
    ]);
    expect(plan.waves[0]).toMatchObject({
      approve: true,
      soakSeconds: 600,
      concurrency: 1,
      maxFailures: 0,
    });
    expect(plan.clusters.map(({ cluster, wave }) => `${cluster.name} ${wave}`)).toEqual([
      "a-test first",
      "a-prod second",
      "b-prod rest",
    ]);
    expect(plan.applyable).toBe(true);
  });

  test("by their names alone", () => {
    const intent = intentTo("1.34.1", { clusters: ["shop/*-prod", "nobody"] });
    const plan = assemblePlan(clusters, { ...options, intent });
    expect(plan.clusters.map(({ cluster }) => cluster.name)).toEqual(["a-prod", "b-prod"]);
    expect(plan.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "PLAN_CLUSTER_UNKNOWN nobody is none of the clusters",
    ]);
    expect(plan.applyable).toBe(false);
  });

  test("and what an intent names and nobody bears is told", () => {
    const intent = intentTo("1.34.1", {
      through: ["1.33", "x", "1.33.4"],
      images: ["node-1.34.1-amd64", "nodes"],
    });
    const plan = assemblePlan(clusters, { ...options, intent });
    expect(plan.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      "PLAN_INTENT_VERSION /through/0",
      "PLAN_INTENT_VERSION /through/1",
      "PLAN_INTENT_IMAGE /images/1",
    ]);
    expect(plan.applyable).toBe(false);
  });

  test("however many groups are to move at once", () => {
    const intent = intentTo("1.34.1", { concurrency: Number.MAX_SAFE_INTEGER });
    expect(assemblePlan(clusters, { ...options, intent }).applyable).toBe(true);
  });

  test("one after the other, nothing of them kept", () => {
    const intent = intentTo("1.34.1", { clusters: ["*-prod"] });
    const plans = [...planClusters(clusters, { ...options, intent })];
    expect(plans.map(({ cluster }) => cluster.name)).toEqual(["a-prod", "b-prod"]);
  });
});
