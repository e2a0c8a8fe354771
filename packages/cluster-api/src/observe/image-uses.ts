import { type FoundReference, type ImageUse, isJsonList, isJsonObject } from "@imagewright/core";

import { listAt } from "../json/read-field.ts";
import { finding, placeOf, type PlacedObject } from "./placed-object.ts";
import { isTopologyOwned } from "./reference-graph.ts";
import { hasVariable } from "./version-facts.ts";
import type { World } from "./world.ts";

/** The images an object carries, and how each is changed. */
export function imageUses(world: World, carrier: PlacedObject | undefined): readonly ImageUse[] {
  return carrier === undefined ? [] : usesOf(world, carrier, world.imagesOf(carrier));
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
    : images.map(({ pointer, reference }) => {
        checkOpen(world, carrier, { pointer, reference });
        return {
          reference,
          place: placeOf(carrier, pointer),
          update,
          isEditable: !isTopologyOwned(carrier) && !isMadeForMachine(carrier),
        };
      });
}

/** Infrastructure of one machine, which a controller cloned from a template. */
function isMadeForMachine({ object }: PlacedObject): boolean {
  return listAt(object, "/metadata/ownerReferences").some(
    (owner) => isJsonObject(owner) && owner["kind"] === "Machine",
  );
}

function checkOpen(world: World, carrier: PlacedObject, found: FoundReference): void {
  const open = textsOf(found.reference).find(hasVariable);
  if (open !== undefined) {
    world.findings.push(
      finding("CLUSTER_VALUE_OPEN", carrier, {
        message: "the image is named by a variable without value",
        pointer: found.pointer,
        found: open,
      }),
    );
  }
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
