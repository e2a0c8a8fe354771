import type { JsonObject } from "@imagewright/core";

import { clusterOf, nodesOf, objectOf, referTo } from "./provider-objects.ts";
import { streamOf } from "./topology-cluster.ts";

const managed = "AWSManagedMachinePool";

/** A cluster of EKS with some groups of nodes. */
export function eksCluster(
  version: string,
  groups: readonly JsonObject[],
  spec: JsonObject = {},
): string {
  return streamOf([
    clusterOf(
      referTo("controlPlane", "AWSManagedControlPlane", "prod"),
      referTo("infrastructure", "AWSManagedCluster", "prod"),
    ),
    objectOf("infrastructure", "v1beta2", "AWSManagedCluster", "prod", {}),
    objectOf("controlPlane", "v1beta2", "AWSManagedControlPlane", "prod", {
      eksClusterName: "prod",
      region: "eu-west-1",
      version,
      ...spec,
    }),
    ...groups,
  ]);
}

/** A node group of EKS. */
export function nodeGroup(spec: JsonObject, version?: string): readonly JsonObject[] {
  return [
    nodesOf("MachinePool", "nodes", managed, {
      ...(version !== undefined && { version }),
      bootstrap: { dataSecretName: "" },
    }),
    objectOf("infrastructure", "v1beta2", managed, "nodes", {
      eksNodegroupName: "nodes",
      updateConfig: { maxUnavailable: 1 },
      ...spec,
    }),
  ];
}

/** Machines of CAPA that start by EKSConfig or NodeadmConfig. */
export function deployment(
  version: string,
  bootstrap: string,
  ami: JsonObject,
): readonly JsonObject[] {
  return [
    nodesOf("MachineDeployment", "own", "AWSMachineTemplate", {
      version: `v${version}`,
      bootstrap: { configRef: referTo("bootstrap", bootstrap, "own") },
    }),
    objectOf("infrastructure", "v1beta2", "AWSMachineTemplate", "own", {
      template: {
        spec: { instanceType: "m6i.large", ami, cloudInit: { insecureSkipSecretsManager: true } },
      },
    }),
    objectOf("bootstrap", "v1beta2", bootstrap, "own", { template: { spec: {} } }),
  ];
}
