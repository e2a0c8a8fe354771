import type { Architecture } from "@imagewright/core";
import fc from "fast-check";

/** A group of nodes of a generated cluster. */
export interface GroupShape {
  readonly kind: "deployment" | "pool";
  /** How many minor versions it is behind the control plane. */
  readonly lag: number;
  readonly architecture: Architecture;
  /** Whether it uses the template of the group before it, where that is of the same kind. */
  readonly sharesTemplate: boolean;
  readonly isNewPatch: boolean;
}

/** Everything a generated cluster is made from. */
export interface ClusterShape {
  readonly provider: "aws" | "azure" | "cloudstack" | "eks";
  readonly coreVersion: "v1beta1" | "v1beta2";
  readonly minor: number;
  readonly isNewPatch: boolean;
  readonly groups: readonly GroupShape[];
  readonly pace: "fewer" | "lockstep";
  readonly concurrency: number;
  /** How many minor versions it is to go up. */
  readonly distance: number;
  /** Whether the goal names a patch. */
  readonly isExact: boolean;
  /** A minor version of which no images were built. */
  readonly gap?: number;
}

export const oldestMinor = 28;
export const newestMinor = 36;

const groupShape: fc.Arbitrary<GroupShape> = fc.record({
  kind: fc.constantFrom("deployment", "pool"),
  lag: fc.constantFrom(0, 0, 0, 1, 2, 3),
  architecture: fc.constantFrom("amd64", "arm64"),
  sharesTemplate: fc.boolean(),
  isNewPatch: fc.boolean(),
});

/** Clusters of every provider, some of them halfway through an upgrade. */
export const clusterShape: fc.Arbitrary<ClusterShape> = fc
  .record({
    provider: fc.constantFrom("aws", "azure", "cloudstack", "eks"),
    coreVersion: fc.constantFrom("v1beta1", "v1beta2"),
    minor: fc.integer({ min: oldestMinor + 3, max: newestMinor - 1 }),
    isNewPatch: fc.boolean(),
    groups: fc.array(groupShape, { maxLength: 4 }),
    pace: fc.constantFrom("fewer", "lockstep"),
    concurrency: fc.integer({ min: 1, max: 3 }),
    distance: fc.integer({ min: 0, max: 5 }),
    isExact: fc.boolean(),
    gap: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ gap, ...shape }) => ({
    ...shape,
    distance: Math.min(shape.distance, newestMinor - shape.minor),
    // CloudStack has no pools of its own.
    groups: shape.groups.map((group) =>
      shape.provider === "cloudstack" ? { ...group, kind: "deployment" as const } : group,
    ),
    ...(gap >= oldestMinor && gap <= newestMinor && { gap }),
  }));
