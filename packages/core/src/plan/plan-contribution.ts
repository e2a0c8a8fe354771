import type { Diagnostic, Parsed } from "../diagnostic.ts";
import type { ImageMatch, ImageQuery } from "../image/image-catalog.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference, ImageReferenceKind } from "../image/image-reference.ts";
import type { Architecture } from "../image/node-image.ts";
import type { JsonObject } from "../json-value.ts";
import type { FoundReference } from "../plugin/provider-plugin.ts";
import type { TargetVersions } from "../plugin/webhook.ts";
import type { RolloutCheck } from "../rollout/rollout-verdict.ts";
import type {
  ClusterState,
  ControlPlaneState,
  NodeGroupState,
  SourcePlace,
} from "./cluster-state.ts";
import type { ObjectAddress } from "./object-address.ts";
import type { ObjectChange } from "./object-change.ts";
import type { UpgradeIntent } from "./upgrade-intent.ts";
import type { StepAction, StepClass, StepRollback } from "./upgrade-plan.ts";

/** An object as it stands, and where. */
export interface StoredObject {
  readonly address: ObjectAddress;
  readonly object: JsonObject;
  readonly source?: SourcePlace;
}

/** The objects of a cluster at one moment of a plan. */
export interface PlanObjects {
  /** An object, whatever API version names it; undefined where there is none. */
  find(address: ObjectAddress): StoredObject | undefined;
}

/** A group of machines, the control plane's among them. */
export type MachineGroup = ControlPlaneState | NodeGroupState;

/** What an image is, apart from its version and the machine it is for. */
export type ImageTraits = Pick<ImageQuery, "distribution" | "osRelease" | "userDataFormat">;

/** A kind of image that ends: from some minor release on there is another one in its place. */
export interface ImageSuccession {
  /** First minor release without images of the old kind. @example "1.33" */
  readonly since: string;
  /** The images it is about: those that are all of this. */
  readonly from: ImageTraits;
  /** What they are from then on. */
  readonly to: ImageTraits;
}

/** How a group comes to its image at another Kubernetes version. */
export type ImageNeed =
  /** By a reference, which the catalog has to have. */
  | {
      readonly by: "catalog";
      /** Kinds of reference that can be written where the image is named. */
      readonly kinds: readonly ImageReferenceKind[];
      /** Regions or zones in which the image has to be; empty where they are not known. */
      readonly locations: readonly string[];
      /** What it names now. */
      readonly current?: ImageReference;
      /**
       * Architectures of its machines. Where there are several, it needs an image of each.
       *
       * @default that of the image it has, else what its manifests hint at
       */
      readonly architectures?: readonly Architecture[];
      /** What the image becomes on the way, where images of its kind end. */
      readonly succession?: ImageSuccession;
    }
  /** It finds one by itself, from the version. */
  | {
      readonly by: "version";
      /**
       * Whether the minor decides, so that a hop to two numbers is enough for the group.
       *
       * @default false
       */
      readonly isByMinor?: boolean;
    }
  /** Nobody can say. */
  | { readonly by: "unknown"; readonly diagnostic: Diagnostic };

/** One group, and what it is to run next. */
export interface GroupUpgrade {
  readonly group: MachineGroup;
  /** What it runs before, without `v`; absent where that is not known. */
  readonly from?: string;
  /** The image it gets, in the form the group names images in; absent where it finds its own. */
  readonly image?: ImageMatch;
  /** Images for its other architectures, where it needs one of each. */
  readonly otherImages?: readonly ImageMatch[];
  /** The record of the image it has; absent where the catalog does not know it. */
  readonly currentRecord?: ImageRecord;
}

/** What an upgrader knows. */
export interface UpgradeContext {
  readonly cluster: ClusterState;
  /** As they stand when the first of its steps begins; pointers of `cluster` lead into them. */
  readonly objects: PlanObjects;
  /** Kubernetes version the groups are to run, without `v`. */
  readonly version: string;
  /** Whether the control plane changes its version in the same hop. */
  readonly movesControlPlane: boolean;
  readonly intent: UpgradeIntent;
  readonly targetVersions: TargetVersions;
  /** An object with another image at a place it was found at, by whichever plugin knows the kind. */
  readonly writeReference: (object: JsonObject, found: FoundReference) => Parsed<JsonObject>;
}

/** A step before its order and its id are known. */
export interface StepDraft {
  readonly class: StepClass;
  readonly action: StepAction;
  readonly title: string;
  readonly reason: string;
  readonly effects: readonly ObjectChange[];
  readonly check?: RolloutCheck;
  readonly seconds?: number;
  readonly rollback: StepRollback;
}

/** The steps of one unit. Each begins when the one before it is finished. */
export interface UpgradeSteps {
  /**
   * What has to happen before the control plane moves. Where it does not move in the hop, and of an
   * upgrader of the control plane itself, simply what comes first.
   */
  readonly before?: readonly StepDraft[];
  readonly steps: readonly StepDraft[];
  /** An error forbids the plan. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Knows how groups of some kind get another version and image. Pure. */
export interface Upgrader {
  /** Whether it is the one for this group; the first that says so is asked. */
  readonly handles: (group: MachineGroup, cluster: ClusterState, objects: PlanObjects) => boolean;
  /** Whether each group is upgraded by itself, or all it handles of a cluster together. */
  readonly unit: "group" | "cluster";
  /**
   * How the group comes to its image.
   *
   * @default the first image the group names, or the version where it looks one up; this holds too
   *   where the answer is undefined
   */
  readonly imageNeed?: (
    group: MachineGroup,
    cluster: ClusterState,
    objects: PlanObjects,
  ) => ImageNeed | undefined;
  /**
   * Whether it passes through all minor versions by itself once it is given the last one.
   *
   * @default false
   */
  readonly chains?: (cluster: ClusterState, objects: PlanObjects) => boolean;
  /**
   * Whether its nodes have to follow every minor version, whatever the intent says.
   *
   * @default false
   */
  readonly isLockstep?: boolean;
  /**
   * Whether it has steps that come before the control plane's: it is then asked twice in a hop that
   * moves the control plane.
   *
   * @default false
   */
  readonly precedesControlPlane?: boolean;
  /**
   * Whether an upgrade of the group was begun and has not ended: it is asked for its steps then,
   * whatever the goal wants of it.
   *
   * @default false
   */
  readonly isBegun?: (group: MachineGroup, cluster: ClusterState, objects: PlanObjects) => boolean;
  /**
   * Whether an upgrade of the group is so far that it has to end before the control plane moves
   * again: its nodes are not yet what its objects say.
   *
   * @default false
   */
  readonly endsFirst?: (
    group: MachineGroup,
    cluster: ClusterState,
    objects: PlanObjects,
  ) => boolean;
  readonly plan: (groups: readonly GroupUpgrade[], context: UpgradeContext) => UpgradeSteps;
}

/** One hop of a plan, as guards see it. */
export interface GuardedHop {
  /** From 1. */
  readonly number: number;
  /** What the control plane runs before, without `v`. */
  readonly from?: string;
  readonly version: string;
  readonly movesControlPlane: boolean;
  /** The groups that move, with their images. */
  readonly groups: readonly GroupUpgrade[];
  /** Node groups that stay behind in this hop. */
  readonly behind: readonly NodeGroupState[];
  /** The objects as they stand before and after the hop. */
  readonly before: PlanObjects;
  readonly after: PlanObjects;
  /** What the hop changes, in order. */
  readonly changes: readonly ObjectChange[];
}

/** What a guard knows. */
export interface GuardContext {
  readonly cluster: ClusterState;
  readonly intent: UpgradeIntent;
  readonly hops: readonly GuardedHop[];
  readonly targetVersions: TargetVersions;
  /** RFC 3339 moment at which the plan is made; absent where nobody says. */
  readonly at?: string;
}

/** Finds hazards of a plan. Errors forbid it. Pure; a plan without hops is not guarded. */
export type PlanGuard = (context: GuardContext) => readonly Diagnostic[];

/**
 * Why an object that nothing refers to has to stay all the same; undefined where nothing speaks
 * against deleting it.
 *
 * @param context - the cluster, and the objects as they stand when the plan is done
 */
export type KeepReason = (
  garbage: StoredObject,
  context: { readonly cluster: ClusterState; readonly objects: PlanObjects },
) => string | undefined;

/** What a package knows of plans. */
export interface PlanContribution {
  readonly upgraders: readonly Upgrader[];
  readonly guards: readonly PlanGuard[];
  readonly keeps?: readonly KeepReason[];
  /**
   * Codes of manifest rules, and of what is found when manifests are read, of which its guards tell
   * themselves. `CODE KIND` is a rule's code for one kind: of the object, or of the one that a
   * reference at the place of the finding names.
   */
  readonly guardedRules?: readonly string[];
}
