import { matchesFilter } from "@imagewright/aws/lookup";
import type { AmiSelectorTerm } from "@imagewright/core";

import type { KarpenterImage } from "./karpenter-image.ts";
import { idOf } from "./selector-queries.ts";

/** Whether a term means an image: by its id alone, or by owner, name and tags together. */
export function isSelected(
  image: KarpenterImage,
  term: AmiSelectorTerm,
  account: string | undefined,
  parameters: { readonly [name: string]: string } | undefined,
): boolean {
  if (term.id !== undefined || term.ssmParameter !== undefined) {
    return image.ImageId !== undefined && idOf(term, parameters) === image.ImageId;
  }
  const { name, owner, tags = {} } = term;
  const owners =
    owner === undefined ? (name === undefined ? undefined : ["self", "amazon"]) : [owner];
  return (
    (owners?.some((one) => isOwner(image, one, account)) ?? true) &&
    (name === undefined || matchesFilter(name, image.Name ?? "")) &&
    Object.entries(tags).every(([key, value]) => hasTag(image, key, value))
  );
}

function isOwner(image: KarpenterImage, owner: string, account: string | undefined): boolean {
  if (owner === "self") {
    return image.OwnerId === account;
  }
  return image.OwnerId === owner || image.ImageOwnerAlias === owner;
}

function hasTag({ Tags = [] }: KarpenterImage, key: string, value: string): boolean {
  return Tags.some(
    (tag) => tag.Key === key && (value === "*" || matchesFilter(value, tag.Value ?? "")),
  );
}
