import {
  type FactPlace,
  formatPointer,
  type ReplicaManager,
  type ReplicaState,
  valueAt,
} from "@imagewright/core";

import { textsAt } from "../json/read-field.ts";
import { maxSizeAnnotation, minSizeAnnotation, wholeNumber } from "../webhook/default-replicas.ts";
import { finding, placeOf, type PlacedObject } from "./placed-object.ts";
import { hasVariable } from "./version-facts.ts";
import type { World } from "./world.ts";

const otherManager = "cluster.x-k8s.io/replicas-managed-by";

/**
 * How many machines a group has, and who else decides on it.
 *
 * @param at - where `replicas` stands
 * @param metadata - where the annotations do
 */
export function replicasOf(
  world: World,
  placed: PlacedObject,
  { at, metadata }: { readonly at: string; readonly metadata: string },
): ReplicaState {
  const pointer = `${at}/replicas`;
  const value = valueAt(placed.object, pointer);
  if (typeof value === "string" && hasVariable(value)) {
    const message = "the number of replicas is a variable without value";
    world.findings.push(finding("CLUSTER_VALUE_OPEN", placed, { message, pointer, found: value }));
  }
  return {
    ...(typeof value === "number" && { count: value }),
    place: placeOf(placed, pointer),
    managers: managersOf(placed, metadata),
  };
}

/** Who besides the manifest decides on replicas, by annotations in a map of metadata. */
export function managersOf(placed: PlacedObject, metadata: string): readonly ReplicaManager[] {
  const annotations = textsAt(placed.object, `${metadata}/annotations`);
  const placeFor = (name: string): FactPlace =>
    placeOf(placed, `${metadata}/annotations${formatPointer([name])}`);
  const [minimum, maximum] = [minSizeAnnotation, maxSizeAnnotation].map((name) =>
    wholeNumber(annotations.get(name)),
  );
  const scaled = [minSizeAnnotation, maxSizeAnnotation].find((name) => annotations.has(name));
  const other = annotations.get(otherManager);
  return [
    ...(scaled === undefined
      ? []
      : [
          {
            by: "autoscaler" as const,
            ...(minimum !== undefined && { minimum }),
            ...(maximum !== undefined && { maximum }),
            place: placeFor(scaled),
          },
        ]),
    ...(other === undefined || other === "false"
      ? []
      : [{ by: "other" as const, name: other, place: placeFor(otherManager) }]),
  ];
}
