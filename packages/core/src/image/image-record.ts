import type { ImageReference } from "./image-reference.ts";
import type { Architecture, OperatingSystem } from "./node-image.ts";

/** A built image as a fact: what is on it, where it is, and how long it may be used. */
export interface ImageRecord {
  /** Unique in its catalog. @example "ubuntu-2404-1.34.1-20261103" */
  readonly name: string;
  /** Kubernetes version on the image, without the leading `v`. */
  readonly kubernetesVersion: string;
  readonly os: OperatingSystem;
  readonly architecture: Architecture;
  /** Where manifests find it: at most one reference per kind and location. */
  readonly references: readonly ImageReference[];
  /** Versions of what else is on it, by name. @example { containerd: "2.2.1" } */
  readonly components: { readonly [name: string]: string };
  /** What the image understands as user data. */
  readonly userDataFormat?: UserDataFormat;
  /** RFC 3339, in UTC. */
  readonly created: string;
  readonly lifecycle: ImageLifecycle;
  /** Names of the records it was made from. */
  readonly parents: readonly string[];
  readonly provenance?: ImageProvenance;
}

/** What an image reads at its first boot. */
export type UserDataFormat =
  | "bootstrap.sh"
  | "bottlerocket"
  | "cloud-init"
  | "ignition"
  | "nodeadm"
  | "windows";

/** How far an image may be used. */
export type LifecycleState = "preview" | "supported" | "deprecated" | "revoked";

/** State of an image, and the moment from which it may not be used at all. */
export interface ImageLifecycle {
  readonly state: LifecycleState;
  /**
   * RFC 3339, in UTC.
   *
   * @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$
   */
  readonly expires?: string;
}

/** Where an image came from. */
export interface ImageProvenance {
  /** Digest of the spec it was built from. @example "sha256:9f86d0…" */
  readonly specDigest?: string;
  /** Name of the run that built it, in the builder's own words. */
  readonly buildRun?: string;
}
