import { type JsonObject, type ManifestSet, type RolloutQuestion, textAt } from "@imagewright/core";

import { controlPlaneGroup } from "../image-places.ts";

/** The name EKS knows the cluster of a pool by; undefined where its control plane was not seen. */
export function clusterOfPool(
  object: JsonObject,
  { subject, live }: RolloutQuestion,
): string | undefined {
  const label = clusterLabel(object);
  return label === undefined ? undefined : namesIn(live).get(keyOf(subject.namespace, label));
}

const known = new WeakMap<ManifestSet, ReadonlyMap<string, string>>();

/** The clusters' names in EKS, read once of a set: a fleet has many pools. */
function namesIn(live: ManifestSet): ReadonlyMap<string, string> {
  const names =
    known.get(live) ??
    new Map(
      live.ofKind(controlPlaneGroup, "AWSManagedControlPlane").flatMap((plane) => {
        const label = clusterLabel(plane);
        const name = textAt(plane, "/spec/eksClusterName");
        const key = keyOf(textAt(plane, "/metadata/namespace"), label ?? "");
        return label === undefined || name === undefined ? [] : [[key, name] as const];
      }),
    );
  known.set(live, names);
  return names;
}

function keyOf(namespace: string | undefined, label: string): string {
  return JSON.stringify([namespace ?? null, label]);
}

function clusterLabel(object: JsonObject): string | undefined {
  return textAt(object, "/metadata/labels/cluster.x-k8s.io~1cluster-name");
}
