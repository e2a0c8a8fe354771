import type { JsonObject } from "@imagewright/core";

import { amiOf } from "./usual-catalog.ts";

/** What the topology controller made of the cluster, as a live dump has it. */
export function ownedByTopology(version: string): readonly JsonObject[] {
  const labels = {
    "cluster.x-k8s.io/cluster-name": "prod",
    "topology.cluster.x-k8s.io/owned": "",
  };
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "MachineDeployment",
      metadata: {
        name: "prod-md-0-abcde",
        namespace: "prod",
        labels: { ...labels, "topology.cluster.x-k8s.io/deployment-name": "md-0" },
      },
      spec: {
        clusterName: "prod",
        replicas: 2,
        template: {
          spec: {
            clusterName: "prod",
            version: `v${version}`,
            bootstrap: { dataSecretName: "boot" },
            infrastructureRef: {
              apiGroup: "infrastructure.cluster.x-k8s.io",
              kind: "AWSMachineTemplate",
              name: "prod-md-0-x",
            },
          },
        },
      },
    },
    {
      apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
      kind: "AWSMachineTemplate",
      metadata: { name: "prod-md-0-x", namespace: "prod", labels },
      spec: { template: { spec: { ami: { id: amiOf(version) }, instanceType: "m6i.large" } } },
    },
  ];
}
