import type { JsonObject } from "@imagewright/core";

import { topologyCluster } from "../../../__fixtures__/observed-clusters.ts";
import { withValue } from "./guarded-clusters.ts";

/** A topology whose class has some control plane, with a template that says something. */
export const topologyWith = (kind: string, spec: JsonObject): readonly JsonObject[] => [
  ...withValue(topologyCluster(), "ClusterClass", "/spec/controlPlane/templateRef", {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind,
    name: "docker",
  }),
  {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind,
    metadata: { name: "docker", namespace: "shop" },
    spec: { template: { spec } },
  },
];
