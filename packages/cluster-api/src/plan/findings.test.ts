import { createImageCatalog, type JsonObject } from "@imagewright/core";
import { createPlanner, planObjects } from "@imagewright/core/plan";
import { describe, expect, test } from "vitest";

import { observeClusters } from "../observe/observe-clusters.ts";
import { awsCluster } from "./__fixtures__/aws-clusters.ts";
import { changedKind, imageOf, plugin } from "./__fixtures__/planning.ts";
import { imagePatch, topologyDocuments } from "./__fixtures__/topology-clusters.ts";
import { planningOf } from "./index.ts";

const file = "all.yaml";
const contributions = await planningOf([]);

/** Everything a plan to 1.34 says, as a person reads it. */
function findings(documents: readonly JsonObject[]): readonly string[] {
  const { clusters, objects } = observeClusters(
    documents.map((value, index) => {
      const locate = (): { file: string; line: number; column: number } => ({
        file,
        line: index + 1,
        column: 1,
      });
      return { value, file, index, locate };
    }),
    plugin,
  );
  const planner = createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: "1.34" },
    },
    catalog: createImageCatalog(["1.33.4", "1.34.1"].map((version) => imageOf(version))),
    contributions,
    writeReference: plugin.writeReference,
    at: "2026-06-01T00:00:00Z",
  });
  return clusters.flatMap((state) => {
    const { blockers, hazards } = planner.plan({ state, objects: planObjects(objects) });
    return [...blockers, ...hazards].map(
      ({ severity, code, source }) => `${source?.line} ${severity} ${code}`,
    );
  });
}

const topology = topologyDocuments({
  definitions: { ami: { type: "string" } },
  values: { ami: "ami-1.33.4" },
  patches: [imagePatch("/spec/template/spec/ami/id", { valueFrom: { variable: "ami" } })],
});
const pending = {
  metadata: { annotations: { "runtime.cluster.x-k8s.io/pending-hooks": "AfterClusterUpgrade" } },
};

/** What any cluster without an etcd tag is told on the way to 1.34. */
const usual = (line: number): readonly string[] => [
  `${line} warning CAPI_PLAN_ETCD_UNKNOWN`,
  `${line} info CAPI_PLAN_COREDNS`,
];

describe("a plan says, with its line, and once", () => {
  test.for<{ name: string; documents: readonly JsonObject[]; says: readonly string[] }>([
    { name: "of a usual cluster", documents: awsCluster("v1beta2"), says: usual(3) },
    { name: "of one of v1beta1", documents: awsCluster("v1beta1"), says: usual(3) },
    { name: "of one of a class", documents: topology, says: usual(1) },
    {
      name: "of a class that gets a variable",
      documents: topologyDocuments(),
      says: [...usual(1), "2 info CAPI_PLAN_CLASS_CHANGED"],
    },
    {
      name: "that a hook is pending",
      documents: changedKind(topology, "Cluster", pending),
      says: ["1 error CAPI_PLAN_HOOKS_PENDING", ...usual(1)],
    },
    {
      name: "that the class is missing",
      documents: topology.filter(({ kind }) => kind !== "ClusterClass"),
      says: ["1 error CAPI_PLAN_CLASS_MISSING", "1 warning CLUSTER_REFERENCE_OUTSIDE"],
    },
  ])("$name", ({ documents, says }) => {
    expect(findings(documents)).toEqual(says);
  });
});
