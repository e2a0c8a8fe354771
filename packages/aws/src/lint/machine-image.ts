import {
  type AmiLookupReference,
  type JsonObject,
  type ManifestRuleContext,
  mapAt,
  ownValue,
} from "@imagewright/core";

import { type ImageOwner, imageOwners } from "../image-owners.ts";
import { type ImagePlace, imagePlaceOf } from "../image-places.ts";
import { readImageFields } from "../parse/read-image-fields.ts";
import { readManifest } from "../parse/read-manifest.ts";

/** What the rules about machines look at. */
export interface MachineImage {
  readonly place: ImagePlace;
  readonly at: string;
  /** Fields of the machine or the launch template. */
  readonly fields: JsonObject;
  /** AMI id; undefined where it is looked up. */
  readonly id: string | undefined;
  /** What the object itself says of a lookup, beside an id, too. */
  readonly lookup: AmiLookupReference;
  readonly instanceType: string;
  readonly owners: readonly ImageOwner[];
}

/** Group, kinds and reading of everything that makes machines. */
export const machineKinds = [
  "AWSMachineTemplate",
  "AWSMachine",
  "AWSMachinePool",
  "AWSManagedMachinePool",
] as const;

/** The machine of an object; undefined for node groups whose image EKS chooses. */
export function machineImage({
  object,
  manifests,
}: Pick<ManifestRuleContext, "manifests" | "object">): MachineImage | undefined {
  const place = imagePlaceOf(object);
  const fields = place === undefined ? undefined : mapAt(object, place.pointer);
  if (place === undefined || fields === undefined || place.of === "cluster") {
    return undefined;
  }
  const { id: _id, ...ami } = mapAt(fields, "/ami") ?? {};
  const beside = readImageFields({ ...fields, ami }, place.pointer, place.of).reference?.reference;
  const read = readImageFields(fields, place.pointer, place.of).reference?.reference;
  const instanceType = ownValue(fields, "instanceType");
  return {
    place,
    at: place.pointer,
    fields,
    id: read?.kind === "ami" ? read.id : undefined,
    lookup: beside?.kind === "ami-lookup" ? beside : { kind: "ami-lookup" },
    instanceType: typeof instanceType === "string" ? instanceType : "",
    owners: imageOwners(object, manifests),
  };
}

/** Whether a machine or its cluster searches by name. */
export function isByName({ lookup }: MachineImage, owner?: ImageOwner): boolean {
  const read = owner?.cluster === undefined ? undefined : readManifest(owner.cluster);
  const isSetByCluster = read?.ok === true && read.value.length > 0;
  return (
    isSetByCluster ||
    [lookup.format, lookup.org, lookup.baseOs].some((field) => field !== undefined)
  );
}
