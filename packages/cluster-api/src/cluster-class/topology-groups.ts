import { isJsonObject, type JsonObject } from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";

/** A part of a cluster's topology that templates are made for. */
export interface TopologyGroup {
  readonly place: "infrastructureCluster" | "controlPlane" | "machineDeployment" | "machinePool";
  /** Of workers, the name of their class. */
  readonly className?: string;
  /** Of workers, their name in the topology. */
  readonly name?: string;
  /** JSON Pointer in the cluster. */
  readonly pointer: string;
}

/**
 * The parts of a cluster's topology: its infrastructure, its control plane, and each entry of the
 * workers. Empty for a cluster without topology.
 *
 * @example
 * ```ts
 * const cluster = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "Cluster",
 *   spec: {
 *     topology: {
 *       classRef: { name: "aws" },
 *       version: "v1.34.1",
 *       workers: { machineDeployments: [{ class: "default", name: "md-0" }] },
 *     },
 *   },
 * };
 * topologyGroups(cluster).map(({ place, pointer }) => `${place} ${pointer}`);
 * // => [
 * //      "infrastructureCluster /spec/topology",
 * //      "controlPlane /spec/topology/controlPlane",
 * //      "machineDeployment /spec/topology/workers/machineDeployments/0",
 * //    ]
 * ```
 */
export function topologyGroups(cluster: JsonObject): readonly TopologyGroup[] {
  const topology = "/spec/topology";
  if (!isJsonObject(cluster["spec"]) || !isJsonObject(cluster["spec"]["topology"])) {
    return [];
  }
  const workers = (
    [
      ["machineDeployment", `${topology}/workers/machineDeployments`],
      ["machinePool", `${topology}/workers/machinePools`],
    ] as const
  ).flatMap(([place, list]) =>
    listAt(cluster, list).map((entry, index) => ({
      place,
      className: isJsonObject(entry) ? (ownText(entry, "class") ?? "") : "",
      name: isJsonObject(entry) ? (ownText(entry, "name") ?? "") : "",
      pointer: `${list}/${index}`,
    })),
  );
  return [
    { place: "infrastructureCluster", pointer: topology },
    { place: "controlPlane", pointer: `${topology}/controlPlane` },
    ...workers,
  ];
}
