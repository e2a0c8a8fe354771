import type { PlanCase } from "./plan-case.ts";
import { patchOf, topologyCluster, type TopologyCluster } from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";
import { amiPath } from "./varied-topology.ts";

/** The images of both versions. */
export const [old, now] = [amiOf("1.33.13"), amiOf("1.34.11")];

/** Schema of a text. */
export const text = { type: "string" };

/** What a class has whose image is a variable. */
export const byVariable = {
  definitions: { ami: text },
  patches: [patchOf(amiPath, { valueFrom: { variable: "ami" } })],
};

/** How a topology's version moves. */
export const versionChange = "/spec/topology/version: v1.33.13 -> v1.34.11";

/** What is planned for a cluster of a class. */
export function classCase(
  name: string,
  options: TopologyCluster,
  more: Partial<PlanCase>,
): PlanCase {
  return {
    rule: "cluster-api §11 ClusterClass",
    name,
    manifests: topologyCluster(options),
    goal: { kubernetesVersion: "1.34.11" },
    ...more,
  };
}
