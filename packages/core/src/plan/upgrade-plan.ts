import type { Diagnostic } from "../diagnostic.ts";
import type { ImageReference, ImageReferenceKind } from "../image/image-reference.ts";
import type { Architecture } from "../image/node-image.ts";
import type { RolloutCheck } from "../rollout/rollout-verdict.ts";
import type { SourcePlace } from "./cluster-state.ts";
import type { ObjectAddress } from "./object-address.ts";
import type { ObjectChange } from "./object-change.ts";
import type { UpgradeIntent } from "./upgrade-intent.ts";

/** What becomes of the world when a step is carried out. */
export type StepClass =
  /** Nothing: something is looked at. */
  | "read"
  /** Something new is there, and nothing uses it yet. */
  | "create"
  /** Something that is there changes. */
  | "change"
  /** Nothing: time passes. */
  | "wait"
  /** Nothing: a person decides, or does something that no program here can do. */
  | "approve";

/** Everything a plan can ask for. */
export type StepAction =
  /** See that the cluster is well before anything is changed. */
  | "verifyStart"
  /** Build an image that the catalog lacks. */
  | "buildImage"
  /** A person agrees to what follows. */
  | "approve"
  /** A person upgrades a control plane that no manifest describes. */
  | "upgradeByHand"
  /** Add a template that is to be used: a copy of one that is there. */
  | "createTemplate"
  /** Change a cluster class so that it can carry what its clusters are given next. */
  | "changeClass"
  /** Give a control plane its next version and image. */
  | "upgradeControlPlane"
  /** Give a group of nodes its next version and image. */
  | "upgradeNodes"
  /** Give a cluster with a topology its next version and images, control plane and nodes alike. */
  | "upgradeTopology"
  /** Stop controllers while several objects change. */
  | "pause"
  /** Let controllers go on. */
  | "resume"
  /** Keep nodes from being replaced until it is their turn. */
  | "freeze"
  /** Let nodes be replaced, within limits. */
  | "thaw"
  /** Start a few nodes with the new image before all others. */
  | "createCanary"
  /** See that the canary's nodes are well. */
  | "verifyCanary"
  /** Take the canary away. */
  | "removeCanary"
  /** Let time pass. */
  | "soak"
  /** Put back what was changed only for the time of the upgrade. */
  | "restore"
  /** Delete objects that nothing refers to any more. */
  | "cleanUp";

/** One version on the way, and who goes there. */
export interface PlanHop {
  /** From 1. */
  readonly number: number;
  /** Kubernetes version without `v`; two numbers where the provider takes no more. */
  readonly version: string;
  /** What the control plane runs before; absent where that is not known. */
  readonly from?: string;
  /** Whether the control plane goes there, or only nodes that lag behind it. */
  readonly movesControlPlane: boolean;
  /** Names of the node groups that go there too. */
  readonly nodeGroups: readonly string[];
  /** Why no step of it is planned yet; absent where all are. */
  readonly waitsFor?: string;
}

/** What an image has to be for one group at one version. */
export interface RequiredImage {
  /** Position of the hop, from 1. */
  readonly hop: number;
  /** Names of the groups, the control plane's among them. */
  readonly groups: readonly string[];
  readonly kubernetesVersion: string;
  /** Kinds of reference that can be written where the image is named. */
  readonly kinds: readonly ImageReferenceKind[];
  /** Region or zone; absent where it is not known, or does not matter. */
  readonly location?: string;
  readonly distribution?: string;
  readonly osRelease?: string;
  readonly architecture?: Architecture;
  readonly userDataFormat?: string;
  /** The record that fits; absent where there is none, or more than one. */
  readonly record?: string;
  /** The reference that is written. */
  readonly reference?: ImageReference;
}

/** How a step is undone. */
export type StepRollback =
  /** Nothing was changed. */
  | "none"
  /** By putting back what stood there: {@link rollbackOf} gives the changes. */
  | "revert"
  /** The objects can be put back; what followed in the cluster cannot all be undone. */
  | "partly"
  /** Not at all: the way out leads forward, or through a backup. */
  | "impossible";

/** One step of a plan. */
export interface PlanStep {
  /** Digest of what it does and to what: the same in every plan that has the step. */
  readonly id: string;
  readonly class: StepClass;
  readonly action: StepAction;
  /** One imperative sentence without a final full stop. */
  readonly title: string;
  /** Why it is there. */
  readonly reason: string;
  /** Position of the hop, from 1; 0 for what belongs to none. */
  readonly hop: number;
  /**
   * From 1: steps of one stage can be applied together. A stage begins when all rollouts of the one
   * before it are finished.
   */
  readonly stage: number;
  /** Name of the group it is about; absent for steps about the whole cluster. */
  readonly group?: string;
  /** Ids of the steps that have to be finished before it begins. */
  readonly after: readonly string[];
  /**
   * What is changed, in this order, by one apply. What a field has to hold before (`from`) is the
   * step's precondition: where it holds neither that nor the new value, the step is refused.
   */
  readonly effects: readonly ObjectChange[];
  /** When it is finished; absent where it is as soon as its effects are there. */
  readonly check?: RolloutCheck;
  /** Seconds to wait: of a step that lets time pass. */
  readonly seconds?: number;
  /** Of a step that builds an image: which. */
  readonly image?: RequiredImage;
  readonly rollback: StepRollback;
}

/** An object that nothing refers to when the plan is done. */
export interface PlanGarbage {
  readonly object: ObjectAddress;
  readonly source?: SourcePlace;
  /** Why it may not be deleted yet, or at all; absent where nothing speaks against it. */
  readonly keep?: string;
}

/** The plan of one cluster. */
export interface ClusterPlan {
  readonly formatVersion: 1;
  readonly cluster: { readonly name: string; readonly namespace?: string };
  /** Name of the wave it belongs to. */
  readonly wave?: string;
  /** What the control plane runs, as it is known, without `v`. */
  readonly from?: string;
  /** Where it ends, without `v`; absent where that cannot be said. */
  readonly to?: string;
  readonly hops: readonly PlanHop[];
  /** In an order in which they can be carried out. Empty where nothing is to be done. */
  readonly steps: readonly PlanStep[];
  readonly images: readonly RequiredImage[];
  readonly garbage: readonly PlanGarbage[];
  /** Everything that makes the plan dangerous, and does not forbid it. */
  readonly hazards: readonly Diagnostic[];
  /** Everything that forbids it: a plan with a blocker has no steps. */
  readonly blockers: readonly Diagnostic[];
  /** Whether it can be carried out: there is no blocker. */
  readonly applyable: boolean;
}

/** Clusters that are upgraded before those of the next wave. */
export interface PlanWave {
  readonly name: string;
  /** Names of the clusters behind their namespaces, as `namespace/name`. */
  readonly clusters: readonly string[];
  /** How many clusters are upgraded at once. */
  readonly concurrency: number;
  /** How many clusters may fail before no other one is begun. */
  readonly maxFailures: number;
  /** Whether a person has to agree before it begins. */
  readonly approve: boolean;
  /** Seconds to wait after its last cluster before the next wave begins. */
  readonly soakSeconds: number;
}

/** A plan for clusters: plain data, from which everything else is made. */
export interface UpgradePlan {
  readonly formatVersion: 1;
  readonly intent: UpgradeIntent;
  /** In their order. */
  readonly waves: readonly PlanWave[];
  readonly clusters: readonly ClusterPlan[];
  /** Findings that belong to no cluster. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether every cluster's plan can be carried out. */
  readonly applyable: boolean;
}
