import { type JsonObject, type RolloutQuestion, textAt } from "@imagewright/core";

import { controlPlaneGroup } from "../image-places.ts";

/** The name EKS knows the cluster of a pool by; undefined where its control plane was not seen. */
export function clusterOfPool(
  object: JsonObject,
  { subject, live }: RolloutQuestion,
): string | undefined {
  const label = textAt(object, "/metadata/labels/cluster.x-k8s.io~1cluster-name");
  const plane = live
    .ofKind(controlPlaneGroup, "AWSManagedControlPlane")
    .find(
      (other) =>
        textAt(other, "/metadata/namespace") === subject.namespace &&
        label !== undefined &&
        textAt(other, "/metadata/labels/cluster.x-k8s.io~1cluster-name") === label,
    );
  return plane === undefined ? undefined : textAt(plane, "/spec/eksClusterName");
}
