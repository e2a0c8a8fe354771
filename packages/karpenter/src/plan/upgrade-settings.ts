import { type JsonObject, type JsonValue } from "@imagewright/core";

import settings from "./data/upgrade-settings.json" with { type: "json" };

/** Generations of pools that have budgets. */
export type BudgetGeneration = "v1" | "v1beta1";

/** Annotations by which a later plan recognises what an earlier one began. */
export const markers: { readonly frozen: string; readonly canary: string } = settings.markers;

/** The most budgets a pool may have. */
export const mostBudgets: number = settings.budgets.most;

/** The version of Karpenter that reads budgets first. */
export const budgetsSince: string = settings.budgets.since;

/** Budgets of a pool that names none. */
export const defaultBudgets: readonly JsonValue[] = settings.budgets.default;

/** What holds all nodes back from being replaced for drift, in both generations. */
export const freezeBudgets: Readonly<Record<BudgetGeneration, JsonObject>> = {
  v1: settings.budgets.v1.freeze,
  v1beta1: settings.budgets.v1beta1.freeze,
};

/** What lets a few nodes at a time be replaced. */
export const thawBudgets: Readonly<Record<BudgetGeneration, JsonObject>> = {
  v1: settings.budgets.v1.thaw,
  v1beta1: settings.budgets.v1beta1.thaw,
};

/** The disruption block a pool without one has by default, as far as the API demands it written. */
export const defaultDisruption: Readonly<Record<BudgetGeneration, JsonObject>> = {
  v1: settings.disruption.v1.written,
  v1beta1: settings.disruption.v1beta1.written,
};

/** What an API server fills in besides budgets where a pool leaves it out. */
export const filledDisruption: Readonly<Record<BudgetGeneration, JsonObject>> = {
  v1: settings.disruption.v1.filledIn,
  v1beta1: settings.disruption.v1beta1.filledIn,
};

/** Seconds until Karpenter has surely seen the version of the control plane. */
export const soakSeconds: number = settings.soakSeconds;

/** What makes a pool a canary. */
export const canarySettings: {
  readonly taint: JsonValue;
  readonly disruption: JsonValue;
  readonly limits: JsonValue;
  readonly namespace: string;
  readonly podImage: string;
  readonly podRequests: JsonValue;
} = {
  taint: settings.canary.taint,
  disruption: settings.canary.disruption,
  limits: settings.canary.limits,
  namespace: settings.canary.pod.namespace,
  podImage: settings.canary.pod.image,
  podRequests: settings.canary.pod.requests,
};

/** A family of images, and the Kubernetes minor at which its images end or begin. */
export interface FamilyBound {
  readonly family: string;
  readonly since: string;
}

export const familiesThatEnd: readonly FamilyBound[] = settings.familiesThatEnd;

export const familiesThatBegin: readonly FamilyBound[] = settings.familiesThatBegin;

/** What Karpenter writes user data as, by family; families that are missing leave it as it is. */
export const familyFormats: readonly { readonly family: string; readonly format: string }[] =
  settings.userDataFormats;
