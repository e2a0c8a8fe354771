import type { JsonObject, JsonValue } from "@imagewright/core";

import { amiOf } from "./planned-cluster.ts";

type Version = "v1" | "v1beta1";

/** A node class of one AMI. */
export function nodeClass(spec: JsonObject = {}, version: Version = "v1", name = "default"): JsonObject {
  return {
    apiVersion: `karpenter.k8s.aws/${version}`,
    kind: "EC2NodeClass",
    metadata: { name },
    spec: {
      amiFamily: "AL2023",
      amiSelectorTerms: [{ id: amiOf("1.33.5") }],
      role: "nodes",
      subnetSelectorTerms: [{ id: "subnet-0a1b2c3d" }],
      securityGroupSelectorTerms: [{ id: "sg-0a1b2c3d" }],
      ...spec,
    },
  };
}

/** What a pool says besides its template. */
export interface PoolParts {
  readonly name?: string;
  readonly className?: string;
  readonly annotations?: JsonObject;
  readonly spec?: JsonObject;
  readonly template?: JsonObject;
  readonly node?: JsonObject;
  readonly architectures?: readonly string[];
}

/** A node pool of v1. */
export function nodePool(parts: PoolParts = {}): JsonObject {
  return pool("karpenter.sh/v1", parts, {
    group: "karpenter.k8s.aws",
    kind: "EC2NodeClass",
    name: parts.className ?? "default",
  });
}

/** A node pool of v1beta1. */
export function betaPool(parts: PoolParts = {}): JsonObject {
  return pool("karpenter.sh/v1beta1", parts, { name: parts.className ?? "default" });
}

function pool(apiVersion: string, parts: PoolParts, nodeClassRef: JsonObject): JsonObject {
  const { name = "general", annotations, spec, template, node, architectures = ["amd64"] } = parts;
  const requirements: readonly JsonValue[] = [
    { key: "kubernetes.io/arch", operator: "In", values: architectures },
    { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
  ];
  return {
    apiVersion,
    kind: "NodePool",
    metadata: { name, ...(annotations !== undefined && { annotations }) },
    spec: {
      template: { ...template, spec: { nodeClassRef, requirements, ...node } },
      ...spec,
    },
  };
}
