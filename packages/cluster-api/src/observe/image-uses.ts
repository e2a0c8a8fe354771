import { type FoundReference, type ImageUse, isJsonList, isJsonObject } from "@imagewright/core";

import { listAt } from "../json/read-field.ts";
import { finding, type Finding, placeOf, type PlacedObject } from "./placed-object.ts";
import { isTopologyOwned } from "./reference-graph.ts";
import { hasVariable } from "./version-facts.ts";
import type { World } from "./world.ts";

/** The images an object carries, and how each is changed. */
export function imageUses(world: World, carrier: PlacedObject | undefined): readonly ImageUse[] {
  return carrier === undefined || world.carrierOf(carrier) === undefined
    ? []
    : usesOf(world, carrier, world.imagesOf(carrier));
}

/** Images that were found in an object, or in what patches made of it. */
export function usesOf(
  world: World,
  carrier: PlacedObject,
  images: readonly FoundReference[],
): readonly ImageUse[] {
  const update = world.carrierOf(carrier)?.update;
  return update === undefined
    ? []
    : images.map(({ pointer, reference }) => ({
        reference,
        place: placeOf(carrier, pointer),
        update,
        isEditable: !isTopologyOwned(carrier) && !isMadeForMachine(carrier),
      }));
}

/** Infrastructure of one machine, which a controller cloned from a template. */
function isMadeForMachine({ object }: PlacedObject): boolean {
  return listAt(object, "/metadata/ownerReferences").some(
    (owner) => isJsonObject(owner) && owner["kind"] === "Machine",
  );
}

/** Images of an object that are named by a variable. */
export function checkOpenImages(world: World, carrier: PlacedObject): readonly Finding[] {
  return world.carrierOf(carrier) === undefined ? [] : openImages(carrier, world.imagesOf(carrier));
}

/** Images that were found in an object, or in what patches made of it, and are not known. */
export function openImages(
  carrier: PlacedObject,
  images: readonly FoundReference[],
): readonly Finding[] {
  return images.flatMap(({ pointer, reference }) => {
    const found = textsOf(reference).find(hasVariable);
    const message = "the image is named by a variable without value";
    return found === undefined
      ? []
      : [finding("CLUSTER_VALUE_OPEN", carrier, { message, pointer, found })];
  });
}

/** Every text in a reference. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  const children: readonly unknown[] = isJsonList(value)
    ? value
    : isJsonObject(value)
      ? Object.values(value)
      : [];
  return children.flatMap(textsOf);
}
