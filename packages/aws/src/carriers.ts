import type { ImageCarrier } from "@imagewright/core";

import { imagePlaces } from "./image-places.ts";

const versions = ["v1beta1", "v1beta2"] as const;

/** Kinds whose fields about the image cannot be changed: a copy under a new name takes over. */
const immutable = new Set([
  "AWSMachineTemplate",
  "AWSMachine",
  "AWSClusterTemplate",
  "AWSManagedControlPlaneTemplate",
]);

/** Kinds of CAPA that carry an AMI, or the lookup of one. */
export const awsCarriers: readonly ImageCarrier[] = imagePlaces.map(({ group, kind }) => ({
  group,
  versions,
  kind,
  update: immutable.has(kind) ? "rotate" : "in-place",
}));
